/**
 * A control chart that may be looked at every day. Its limits are those of a confidence sequence, which holds at all looks of a period at once,
 * where Shewhart's three sigma hold at one look only. The usual spread between periods is taken from the past as in Laney's p'-chart (Laney
 * 2002, "Improved control charts for attributes", Quality Engineering 14(4): 531-537): real figures vary more between months than chance within
 * a month explains.
 */
import { alwaysValid } from './confidence-sequence.ts';
import { DEFAULT_ALPHA, type Interval } from './interval.ts';

/** A figure of one period. */
export interface PeriodFigure {
  readonly value: number;
  readonly n: number;
  readonly se: number;
}

export interface Reference {
  readonly centre: number;
  /** Standard deviation of one unit (one answer, one task), as chance within a period shows it. */
  readonly spread: number;
  /** How many times more than that the periods differ; never below 1. */
  readonly dispersion: number;
  /** Units of all its periods, and of one of them on average. */
  readonly n: number;
  readonly planned: number;
}

/** With fewer periods nothing is known of what is usual. */
export const LEAST_PERIODS = 3;
/** Mean moving range of two normal values, in standard deviations. */
const D2 = 1.128;

/** What was usual in the periods before, oldest first; null with fewer than three. */
export function referenceOf(past: readonly PeriodFigure[]): Reference | null {
  const known = past.filter(({ n, se }) => n > 0 && se > 0 && Number.isFinite(se));
  if (known.length < LEAST_PERIODS) return null;
  const n = sum(known, (each) => each.n);
  const centre = sum(known, (each) => each.n * each.value) / n;
  const spread = Math.sqrt(sum(known, (each) => each.n * each.se ** 2 * each.n) / n);
  const z = known.map((each) => ((each.value - centre) / spread) * Math.sqrt(each.n));
  const ranges = z.slice(1).map((value, at) => Math.abs(value - (z[at] ?? value)));
  const moving = sum(ranges, (range) => range) / ranges.length / D2;
  return { centre, spread, dispersion: Math.max(1, moving), n, planned: n / known.length };
}

/** Between which limits a figure of `n` units lies while nothing has changed: outside at any look of the period with a chance of `alpha` at most. */
export function usualRange(reference: Reference, n: number, alpha = DEFAULT_ALPHA): Interval {
  const { centre, spread, dispersion, planned } = reference;
  const se = spread * dispersion * Math.sqrt(1 / n + 1 / reference.n);
  return alwaysValid(centre, se, n, planned, alpha);
}

export type Side = -1 | 0 | 1;

/** Below the lower limit, above the upper one, or not proven outside. Without a limit on a side nothing is outside there. */
export function outsideOf(
  [low, high]: Interval,
  band: { readonly low: number | null; readonly high: number | null },
): Side {
  if (band.low !== null && high < band.low) return -1;
  if (band.high !== null && low > band.high) return 1;
  return 0;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
