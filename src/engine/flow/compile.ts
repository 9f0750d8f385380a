/** A flow made ready for stepping: each node with the node after it and what it stands in. */
import type { FlowNode, FlowTree, Json } from './tree.ts';

/** A sequence belongs to the node it stands in; the top one to none. */
export interface Sequence {
  readonly of: Site | null;
  readonly first: Site | null;
}

export interface Site {
  readonly node: FlowNode;
  readonly sequence: Sequence;
  readonly next: Site | null;
  /** Of a branch: its cases in order, then `otherwise`; of a parallel node its lanes; of a node with a timeout what is done then. */
  readonly inner: readonly Sequence[];
}

export interface Flow {
  readonly tree: FlowTree;
  readonly top: Sequence;
  readonly sites: ReadonlyMap<string, Site>;
  /** The fields of a node's result that some branch asks about. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
}

export function compile(tree: FlowTree): Flow {
  const sites = new Map<string, Site>();
  const asked = new Map<string, Set<string>>();
  const sequenceOf = (nodes: readonly FlowNode[], of: Site | null): Sequence => {
    const sequence: { of: Site | null; first: Site | null } = { of, first: null };
    let next: Site | null = null;
    for (let at = nodes.length - 1; at >= 0; at--) {
      const node = nodes[at] as FlowNode;
      const site: { -readonly [K in keyof Site]: Site[K] } = { node, sequence, next, inner: [] };
      site.inner = innerOf(node).map((inner) => sequenceOf(inner, site));
      sites.set(node.id, site);
      if (node.kind === 'branch') for (const each of node.cases) ask(asked, each.of, each.where);
      next = site;
    }
    sequence.first = next;
    return sequence;
  };
  return { tree, top: sequenceOf(tree.nodes, null), sites, asked };
}

export function innerOf(node: FlowNode): readonly (readonly FlowNode[])[] {
  switch (node.kind) {
    case 'action':
    case 'wait':
      return node.timeout ? [node.timeout.do] : [];
    case 'branch':
      return [...node.cases.map((each) => each.do), node.otherwise];
    case 'parallel':
      return node.lanes.map((lane) => lane.do);
    default:
      return [];
  }
}

function ask(asked: Map<string, Set<string>>, of: string | undefined, where: readonly Json[] | undefined): void {
  if (of === undefined) return;
  const fields = asked.get(of) ?? new Set();
  for (const { field } of where ?? []) if (typeof field === 'string') fields.add(field);
  asked.set(of, fields);
}

/** Longer texts are cut: a branch compares short answers, and live runs are many. Characters. */
const LONGEST_TEXT = 200;

/** What of a node's result is kept; null when nobody asks. */
export function keep(flow: Flow, node: string, result: string, data: Json | undefined): Json | null {
  const fields = flow.asked.get(node);
  if (!fields) return null;
  const kept: Record<string, unknown> = { result };
  for (const field of fields) {
    const value = data?.[field];
    if (typeof value === 'string') kept[field] = value.slice(0, LONGEST_TEXT);
    else if (typeof value === 'number' || typeof value === 'boolean' || isList(value)) kept[field] = value;
  }
  return kept;
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= 20 && value.every((each) => typeof each !== 'object');
}
