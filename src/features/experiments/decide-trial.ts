/**
 * A/B of two wordings, pure. Blocks of the exact safe 2x2 test are pairs of one customer of each wording, formed in the moment of assignment and
 * never again: who comes is paired with the latest of the other wording who is still alone. That depends on the order of arrival and on the
 * draw, never on what anybody did, so under "no difference" both of a pair have the same chance and each look is valid. Pairs are counted in
 * the order in which they were completed, each once both windows are over, whatever came before.
 */
import { observe, type Safe2x2, shows, START } from '../../engine/stats/index.ts';
import type { TrialVerdict } from './contract-trials.ts';

/** What this file means by the words below; a change is a new number and never touches an experiment that has begun. */
export const TRIAL_RULES = { guardDays: 7, stopAt: 20, alarmAt: 100, leastPairs: 30, definition: 2 } as const;

export type Variant = 'a' | 'b';

export interface Arrival {
  readonly customerId: string;
  readonly variant: Variant;
}

export interface Alone extends Arrival {
  readonly seq: number;
}

export interface Paired {
  readonly customerId: string;
  readonly block: number;
}

export interface Pairing {
  /** The newcomers in their order; block null for those still alone. */
  readonly fresh: readonly (Alone & { readonly block: number | null })[];
  /** Those who waited and got a partner. */
  readonly partners: readonly Paired[];
  readonly lastBlock: number;
}

/** `waiting`: those of one wording who are still alone, oldest first. There are never some of both. */
export function pairUp(
  arrivals: readonly Arrival[],
  waiting: readonly Alone[],
  last: { readonly seq: number; readonly block: number },
): Pairing {
  const alone = [...waiting];
  const blocks = new Map<string, number>();
  let block = last.block;
  const fresh = arrivals.map((arrival, index): Alone => ({ ...arrival, seq: last.seq + index + 1 }));
  for (const one of fresh) {
    const other = alone.at(-1);
    if (!other || other.variant === one.variant) {
      alone.push(one);
      continue;
    }
    alone.pop();
    block += 1;
    blocks.set(other.customerId, block);
    blocks.set(one.customerId, block);
  }
  return {
    fresh: fresh.map((one) => ({ ...one, block: blocks.get(one.customerId) ?? null })),
    partners: waiting.flatMap(({ customerId }) => {
      const number = blocks.get(customerId);
      return number === undefined ? [] : [{ customerId, block: number }];
    }),
    lastBlock: block,
  };
}

export interface Progress {
  readonly outcome: Safe2x2;
  readonly optedOut: Safe2x2;
  readonly complained: Safe2x2;
}
export const NOTHING: Progress = { outcome: START, optedOut: START, complained: START };

export type Bit = 0 | 1;
export interface GuardPair {
  readonly optedOut: readonly [Bit, Bit];
  readonly complained: readonly [Bit, Bit];
}

/**
 * Arm 1 is the words in force, arm 2 the alternative. Stops at the first pair that shows enough: evidence that fades later still was there.
 * Not before `leastPairs`: any rule of when to look keeps the error, and nobody should believe nine customers.
 */
export function takeOutcomes(
  progress: Progress,
  pairs: readonly (readonly [Bit, Bit])[],
  leastPairs: number = TRIAL_RULES.leastPairs,
): { progress: Progress; verdict: TrialVerdict } {
  let { outcome } = progress;
  for (const [a, b] of pairs) {
    outcome = observe(outcome, a, b);
    if (outcome.n >= leastPairs && shows(outcome, 1 / TRIAL_RULES.stopAt))
      return { progress: { ...progress, outcome }, verdict: outcome.k2 > outcome.k1 ? 'better' : 'worse' };
  }
  return { progress: { ...progress, outcome }, verdict: 'not_yet' };
}

/** An alarm only when it is the alternative that does harm. */
export function takeGuards(progress: Progress, pairs: readonly GuardPair[]): { progress: Progress; alarm: boolean } {
  let { optedOut, complained } = progress;
  for (const pair of pairs) {
    optedOut = observe(optedOut, ...pair.optedOut);
    complained = observe(complained, ...pair.complained);
    if (isHarm(optedOut) || isHarm(complained)) return { progress: { ...progress, optedOut, complained }, alarm: true };
  }
  return { progress: { ...progress, optedOut, complained }, alarm: false };
}

function isHarm(state: Safe2x2): boolean {
  return state.k2 > state.k1 && shows(state, 1 / TRIAL_RULES.alarmAt);
}

/** Which wording a proof or an alarm speaks for; null while nothing is decided. */
export function winnerOf(verdict: TrialVerdict): Variant | null {
  if (verdict === 'better') return 'b';
  return verdict === 'not_yet' ? null : 'a';
}
