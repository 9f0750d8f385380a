/** What contact changes: exactly those enrolled customers who were reached, would not have come within the window, and are woken. */
import type { Chance } from '../demo/chance.ts';
import { buysWithin, type Life } from './life.ts';
import { dieFor } from './nature.ts';
import { wakeChance } from './rhythm.ts';

const DAY = 86_400_000;

export interface Enrolled {
  readonly customerId: string;
  readonly arm: 'treatment' | 'control';
  readonly enteredAt: number;
  /** Chance to buy within the window, contacted by nobody. */
  readonly unasked: number;
  /** Does she, contacted by nobody? */
  readonly organic: boolean;
  reachedAt: number | null;
  cameAt: number | null;
}

export interface WakePlan {
  readonly seed: string;
  /** Relative raise of the chance to come within the window, for those who are reached. */
  readonly effect: number;
  readonly windowDays: number;
}

export function enrolledOf(
  life: Life,
  row: { readonly arm: 'treatment' | 'control'; readonly at: number },
  { windowDays }: WakePlan,
): Enrolled {
  return {
    customerId: life.customerId,
    arm: row.arm,
    enteredAt: row.at,
    unasked: life.unasked(row.at, windowDays),
    organic: buysWithin(life, row.at, row.at + windowDays * DAY),
    reachedAt: null,
    cameAt: null,
  };
}

/** The first time something really reaches her within the window; returns when she comes because of it, or null. */
export function reach(life: Life, enrolled: Enrolled, at: number, plan: WakePlan): number | null {
  const end = enrolled.enteredAt + plan.windowDays * DAY;
  if (enrolled.reachedAt !== null || at >= end) return null;
  enrolled.reachedAt = at;
  const die = dieFor(plan.seed, life.externalId, 'wake', enrolled.enteredAt);
  if (enrolled.organic || !die.hits(wakeChance(enrolled.unasked, plan.effect))) return null;
  enrolled.cameAt = comesAt(die, at, end);
  return enrolled.cameAt;
}

/** Within days rather than weeks, in opening hours, before the window ends. */
function comesAt(die: Chance, at: number, end: number): number {
  const room = Math.max(1, Math.floor((end - at) / DAY) - 1);
  const days = 1 + (Math.floor(die.exponential(6)) % room);
  const local = Math.floor((at + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
  return Math.min(end - 60_000, local + days * DAY + (9.5 + 9 * die.next()) * 3_600_000);
}
