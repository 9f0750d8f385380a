/**
 * The shape of a flow: a tree of sequences. A node that splits (branch, parallel) holds its sequences and joins them again by itself,
 * so every tree is sound by construction.
 */
import type { Words } from '../words.ts';

/** A length of time; `working` counts only working time of the workspace's calendar. */
export interface Wait {
  readonly n: number;
  readonly unit: 'minute' | 'hour' | 'day';
  readonly working?: boolean;
}

interface Named {
  /** Unique in the flow, never changed once published: history and figures refer to it. */
  readonly id: string;
  readonly name?: Words;
}

export type Json = Readonly<Record<string, unknown>>;

/** Something to be done by a plug-in: send, task, tag, enrol … The flow goes on when the plug-in says that it ended. */
export interface ActionNode extends Named {
  readonly kind: 'action';
  readonly action: string;
  readonly params: Json;
  /** When it has not ended by then, it is cancelled and this is done instead. */
  readonly timeout?: { readonly after: Wait; readonly do: readonly FlowNode[] };
}

/** Waits for an event of this customer; its properties become the node's result. */
export interface WaitNode extends Named {
  readonly kind: 'wait';
  readonly event: string;
  /** Conditions on the event's own amount and properties, all of which must hold. */
  readonly where?: readonly Json[];
  /** Only an event that carries this run's id in its property `run`: the answer to what this run sent. */
  readonly own?: boolean;
  readonly timeout?: { readonly after: Wait; readonly do: readonly FlowNode[] };
}

export interface DelayNode extends Named {
  readonly kind: 'delay';
  readonly for?: Wait;
  /** Then up to this local time of the workspace, the same or the next day: `10:00`. */
  readonly at?: string;
}

export interface BranchCase {
  readonly key: string;
  readonly name?: Words;
  /** The node whose result `where` speaks about. */
  readonly of?: string;
  /** Conditions on that result (`result`, an event's properties, an answer), all of which must hold. */
  readonly where?: readonly Json[];
  /** A condition over the customer, as she is when the run gets here. */
  readonly when?: Json;
  readonly do: readonly FlowNode[];
}

/** The first case that holds, else `otherwise`. */
export interface BranchNode extends Named {
  readonly kind: 'branch';
  readonly cases: readonly BranchCase[];
  readonly otherwise: readonly FlowNode[];
}

/** All lanes at once; goes on when all, any, or this many of them are through. Lanes not needed any more are cancelled. */
export interface ParallelNode extends Named {
  readonly kind: 'parallel';
  readonly join: 'all' | 'any' | number;
  readonly lanes: readonly { readonly key: string; readonly name?: Words; readonly do: readonly FlowNode[] }[];
}

/** Ends the whole run, also from within a lane. */
export interface EndNode extends Named {
  readonly kind: 'end';
  readonly result?: string;
}

export type FlowNode = ActionNode | WaitNode | DelayNode | BranchNode | ParallelNode | EndNode;

export interface FlowTree {
  readonly nodes: readonly FlowNode[];
  /** An event of the customer that ends the run wherever it stands, for example the goal. */
  readonly exits?: readonly { readonly event: string; readonly where?: readonly Json[]; readonly result?: string }[];
}
