import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { slot } from '../../kit/slots/slot.ts';

/** One run of a rule: the customers it fired for are the rows of `rule_firing` with this run id. */
export interface FiredRun {
  readonly runId: string;
  readonly ruleId: string;
  readonly version: number;
  readonly fired: number;
}

/**
 * What a rule can do. It works on the whole run at once, inside the rule's transaction, and only writes rows; what talks to the network is
 * a job it enqueues. Returns what it did, for the run's record.
 */
export interface RuleAction<P = unknown> {
  readonly name: string;
  readonly words: Words;
  readonly params: z.ZodType<P>;
  run(tx: Tx, ctx: Context, params: P, run: FiredRun): Promise<Record<string, unknown>>;
}

export const ruleAction = slot<RuleAction>('rules.action');

export function defineAction<P>(action: RuleAction<P>): RuleAction {
  return action as unknown as RuleAction;
}
