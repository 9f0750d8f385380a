import { compileWhen, type Holds } from '../forms/when.ts';
import type { CallFlow, CallNode } from './flow.ts';

export interface CompiledCall {
  readonly flow: CallFlow;
  readonly nodes: ReadonlyMap<string, CallNode>;
  /** The conditions of each branch. */
  readonly cases: ReadonlyMap<string, readonly { readonly holds: Holds; readonly to: string }[]>;
}

/** The flow must have passed `checkCall`. */
export function compileCall(flow: CallFlow): CompiledCall {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const cases = new Map(
    flow.nodes.flatMap((node) =>
      node.kind === 'branch' ? [[node.id, node.cases.map(({ when, to }) => ({ holds: compileWhen(when), to }))]] : [],
    ) as [string, { holds: Holds; to: string }[]][],
  );
  return { flow, nodes, cases };
}

/** Everywhere a node may lead. */
export function leads(node: CallNode): readonly string[] {
  switch (node.kind) {
    case 'end':
      return [];
    case 'branch':
      return [...node.cases.map(({ to }) => to), node.next];
    case 'ask':
      return [node.next, ...(node.nothing === undefined ? [] : [node.nothing]), ...Object.values(node.to ?? {})];
    default:
      return [node.next];
  }
}
