/**
 * The meaning of a tree told a second time, without tokens or commands: sequences and nodes as objects that stand in one another. Slow and
 * plain; the interpreter is held against it.
 */
import type { FlowNode, FlowTree } from '../tree.ts';

export type Happened =
  | { readonly kind: 'done'; readonly node: string }
  | { readonly kind: 'timer'; readonly node: string }
  | { readonly kind: 'decided'; readonly node: string; readonly choice: number }
  | { readonly kind: 'skip'; readonly node: string };

class Ended extends Error {
  readonly result: string;
  constructor(result: string) {
    super(result);
    this.result = result;
  }
}

/** Something that goes on until it is over. */
interface Going {
  /** True when it is over. */
  take(what: Happened): boolean;
  waiting(): readonly string[];
}

class Reference implements Going {
  readonly #nodes: readonly FlowNode[];
  #at = 0;
  #inner: Going | null = null;

  constructor(nodes: readonly FlowNode[]) {
    this.#nodes = nodes;
  }

  /** Begins, or goes on, until it has to wait. */
  walk(): boolean {
    for (; this.#at < this.#nodes.length; this.#at++) {
      const node = this.#nodes[this.#at] as FlowNode;
      if (node.kind === 'end') throw new Ended(node.result ?? '');
      if (node.kind === 'parallel') {
        const lanes = new Lanes(node);
        if (lanes.begin()) continue;
        this.#inner = lanes;
        return false;
      }
      this.#inner = new Waiting(node);
      return false;
    }
    return true;
  }

  take(what: Happened): boolean {
    if (!this.#inner?.take(what)) return false;
    this.#inner = null;
    this.#at += 1;
    return this.walk();
  }

  waiting(): readonly string[] {
    return this.#inner?.waiting() ?? [];
  }
}

class Waiting implements Going {
  readonly #node: Exclude<FlowNode, { kind: 'parallel' | 'end' }>;
  #instead: Reference | null = null;

  constructor(node: Exclude<FlowNode, { kind: 'parallel' | 'end' }>) {
    this.#node = node;
  }

  take(what: Happened): boolean {
    if (this.#instead) return this.#instead.take(what);
    const node = this.#node;
    if (what.node !== node.id) return false;
    if (what.kind === 'skip') return node.kind === 'branch' ? this.#begin(node.otherwise) : true;
    switch (node.kind) {
      case 'action':
      case 'wait':
        if (what.kind === 'done') return true;
        return what.kind === 'timer' && node.timeout ? this.#begin(node.timeout.do) : false;
      case 'delay':
        return what.kind === 'timer';
      case 'branch':
        return what.kind === 'decided' ? this.#begin(node.cases[what.choice]?.do ?? node.otherwise) : false;
    }
  }

  #begin(nodes: readonly FlowNode[]): boolean {
    this.#instead = new Reference(nodes);
    return this.#instead.walk();
  }

  waiting(): readonly string[] {
    return this.#instead ? this.#instead.waiting() : [this.#node.id];
  }
}

class Lanes implements Going {
  readonly #lanes: Reference[];
  readonly #begun: Reference[] = [];
  readonly #wanted: number;
  #through = 0;

  constructor({ lanes, join }: Extract<FlowNode, { kind: 'parallel' }>) {
    this.#lanes = lanes.map((lane) => new Reference(lane.do));
    const wanted = join === 'all' ? lanes.length : join === 'any' ? 1 : join;
    this.#wanted = Math.min(wanted, lanes.length);
  }

  begin(): boolean {
    for (const lane of this.#lanes) {
      if (lane.walk()) this.#through += 1;
      else this.#begun.push(lane);
      if (this.#through >= this.#wanted) return true;
    }
    return false;
  }

  take(what: Happened): boolean {
    for (const lane of this.#begun) {
      if (!lane.take(what)) continue;
      this.#begun.splice(this.#begun.indexOf(lane), 1);
      this.#through += 1;
      return this.#through >= this.#wanted;
    }
    return false;
  }

  waiting(): readonly string[] {
    return this.#begun.flatMap((lane) => lane.waiting());
  }
}

/** Where a flow stands after all that happened: the nodes that wait, or how it ended. */
export class ReferenceRun {
  readonly #top: Reference;
  ended: string | null = null;

  constructor(tree: FlowTree) {
    this.#top = new Reference(tree.nodes);
    this.#until(() => this.#top.walk());
  }

  take(what: Happened): void {
    if (this.ended === null) this.#until(() => this.#top.take(what));
  }

  stop(result: string): void {
    this.ended ??= result;
  }

  waiting(): string[] {
    return this.ended === null ? [...this.#top.waiting()].sort() : [];
  }

  #until(work: () => boolean): void {
    try {
      if (work()) this.ended = '';
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      this.ended = error.result;
    }
  }
}
