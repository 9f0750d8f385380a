import type { z } from 'zod';
import type { Json } from '../../engine/flow/tree.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { slot } from '../../kit/slots/slot.ts';

/** One place of one run: tokens count up within a run, so a pair never comes again and is the key of whatever is done for it. */
export interface TokenRef {
  readonly runId: string;
  readonly token: number;
}

/** What an action is to do for one run. */
export interface ActionEntry<P> extends TokenRef {
  readonly node: string;
  /** The flow's key: for the flow of a playbook, the playbook's. */
  readonly flow: string;
  readonly version: number;
  readonly epoch: number | null;
  readonly customerId: string;
  readonly params: P;
}

export interface ActionFlaw {
  /** Below the node's params: `message`, `assign.team`. */
  readonly path: string;
  readonly words: Words;
}

/**
 * What an action node can do. It works on a batch of runs inside their step's transaction and only writes rows; what talks to the network
 * is a job it enqueues. It may be called again for a token it knows: the pair (run, token) is its key.
 */
export interface FlowAction<P = unknown> {
  readonly name: string;
  readonly words: Words;
  readonly params: z.ZodType<P>;
  /** `now`: the flow goes on at once. `later`: the run stands at the node until `settle` is called for its token. */
  readonly ends: 'now' | 'later';
  /** What it may settle with, for branches: `result` of the node. */
  readonly results?: Readonly<Record<string, Words>>;
  /** What is wrong with params that are well-formed, given the whole playbook document. Pure. */
  check?(params: P, document: Json): readonly ActionFlaw[];
  /** One sentence for the picture of the flow. Pure. */
  describe?(params: P, document: Json): Words;
  run(tx: Tx, ctx: Context, entries: readonly ActionEntry<P>[]): Promise<void>;
  /** The tokens are not waited for any more (a timeout, a join, the end of the run): take back what has not happened yet. */
  cancel?(tx: Tx, ctx: Context, tokens: readonly TokenRef[]): Promise<void>;
}

export const flowAction = slot<FlowAction>('flows.action');

export function defineFlowAction<P>(action: FlowAction<P>): FlowAction {
  return action as unknown as FlowAction;
}
