/** A tree with other actions in it; everything else stays as it is. */
import { innerPath } from './check.ts';
import { innerOf } from './compile.ts';
import type { ActionNode, FlowNode } from './tree.ts';

export function rewriteActions(
  nodes: readonly FlowNode[],
  change: (node: ActionNode) => ActionNode,
): readonly FlowNode[] {
  const inner = (sequence: readonly FlowNode[]) => rewriteActions(sequence, change);
  return nodes.map((node): FlowNode => {
    switch (node.kind) {
      case 'action':
        return change(node.timeout ? { ...node, timeout: { ...node.timeout, do: inner(node.timeout.do) } } : node);
      case 'wait':
        return node.timeout ? { ...node, timeout: { ...node.timeout, do: inner(node.timeout.do) } } : node;
      case 'branch':
        return {
          ...node,
          cases: node.cases.map((each) => ({ ...each, do: inner(each.do) })),
          otherwise: inner(node.otherwise),
        };
      case 'parallel':
        return { ...node, lanes: node.lanes.map((each) => ({ ...each, do: inner(each.do) })) };
      default:
        return node;
    }
  });
}

/** A node around another, and in which of its sequences that stands (as `innerOf` counts them). */
export interface Inside {
  readonly node: FlowNode;
  readonly sequence: number;
}

interface Found {
  readonly node: ActionNode;
  /** `nodes.2.cases.0.do.1` */
  readonly path: string;
  /** From the outside in. */
  readonly inside: readonly Inside[];
}

/** Every action, in the order in which it is reached. */
export function actionsOf(
  nodes: readonly FlowNode[],
  path = 'nodes',
  inside: readonly Inside[] = [],
): readonly Found[] {
  return nodes.flatMap((node, at) => {
    const here = `${path}.${at}`;
    const below = innerOf(node).flatMap((each, sequence) =>
      actionsOf(each, innerPath(node, sequence, here), [...inside, { node, sequence }]),
    );
    return node.kind === 'action' ? [{ node, path: here, inside }, ...below] : below;
  });
}
