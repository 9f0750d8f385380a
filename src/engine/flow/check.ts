/** What is wrong with a tree in itself, each with its path; what its actions and conditions mean is not known here. */
import type { Words } from '../words.ts';
import { innerOf } from './compile.ts';
import type { FlowNode, FlowTree } from './tree.ts';

export interface TreeFlaw {
  readonly path: string;
  readonly words: Words;
}

export const MOST_NODES = 300;
export const DEEPEST = 12;

/** Where a node stands: for each node around it, its id and which of its sequences. */
type Trail = readonly (readonly [id: string, sequence: number, exclusive: boolean])[];

export function checkTree(tree: FlowTree): TreeFlaw[] {
  const flaws: TreeFlaw[] = [];
  const seen = new Map<string, Trail>();
  let nodes = 0;
  const flaw = (path: string, zh: string, en: string) => flaws.push({ path, words: { zh, en } });

  const visit = (node: FlowNode, path: string, trail: Trail): void => {
    nodes += 1;
    if (seen.has(node.id)) flaw(`${path}.id`, `编号「${node.id}」用了两次`, `the id ${node.id} is used twice`);
    if (node.kind === 'branch') {
      const keys = new Set<string>(['otherwise']);
      for (const [at, each] of node.cases.entries()) {
        const here = `${path}.cases.${at}`;
        if (keys.has(each.key))
          flaw(`${here}.key`, `分支「${each.key}」用了两次`, `the case ${each.key} is there twice`);
        keys.add(each.key);
        if (each.where && each.of === undefined)
          flaw(`${here}.of`, '没有写是哪个节点的结果', 'it does not say whose result the condition is about');
        if (!each.where?.length && !each.when && each.of === undefined)
          flaw(here, '这个分支没有条件', 'this case has no condition');
        if (each.of !== undefined && !isBefore(seen.get(each.of), trail))
          flaw(`${here}.of`, `「${each.of}」不是之前的节点`, `${each.of} is no earlier node`);
      }
    }
    if (node.kind === 'parallel') {
      const keys = new Set<string>();
      for (const [at, { key }] of node.lanes.entries()) {
        if (keys.has(key)) flaw(`${path}.lanes.${at}.key`, `并行「${key}」用了两次`, `the lane ${key} is there twice`);
        keys.add(key);
      }
      if (typeof node.join === 'number' && node.join > node.lanes.length)
        flaw(`${path}.join`, `只有 ${node.lanes.length} 条并行`, `there are only ${node.lanes.length} lanes`);
    }
    if (node.kind === 'delay' && node.for === undefined && node.at === undefined)
      flaw(path, '没有写等多久', 'it does not say how long to wait');
    if (trail.length >= DEEPEST) return void flaw(path, `嵌套最多 ${DEEPEST} 层`, `at most ${DEEPEST} levels deep`);
    // A node may speak of itself nowhere, and what stands in it only of what it did before.
    seen.set(node.id, trail);
    const exclusive = node.kind === 'branch';
    for (const [at, sequence] of innerOf(node).entries())
      visitAll(sequence, innerPath(node, at, path), [...trail, [node.id, at, exclusive]]);
  };
  const visitAll = (sequence: readonly FlowNode[], path: string, trail: Trail): void => {
    for (const [at, node] of sequence.entries()) {
      visit(node, `${path}.${at}`, trail);
      if (node.kind === 'end' && at < sequence.length - 1)
        flaw(`${path}.${at + 1}`, '流程在此之前已经结束', 'the flow has ended before this');
    }
  };
  visitAll(tree.nodes, 'nodes', []);
  if (nodes === 0) flaw('nodes', '流程是空的', 'the flow is empty');
  if (nodes > MOST_NODES) flaw('nodes', `最多 ${MOST_NODES} 个节点`, `at most ${MOST_NODES} nodes`);
  return flaws;
}

export function innerPath(node: FlowNode, at: number, path: string): string {
  switch (node.kind) {
    case 'branch':
      return at < node.cases.length ? `${path}.cases.${at}.do` : `${path}.otherwise`;
    case 'parallel':
      return `${path}.lanes.${at}.do`;
    default:
      return `${path}.timeout.do`;
  }
}

/** Of two cases of one branch only one is ever walked, so neither can speak of the other. */
function isBefore(earlier: Trail | undefined, here: Trail): boolean {
  if (!earlier) return false;
  for (const [at, [id, sequence, exclusive]] of earlier.entries()) {
    const [hereId, hereSequence] = here[at] ?? [];
    if (id !== hereId) return true;
    if (sequence !== hereSequence) return !exclusive;
  }
  return true;
}
