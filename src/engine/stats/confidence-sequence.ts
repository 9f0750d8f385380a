/**
 * Asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2021), the one behind GrowthBook's
 * sequential testing: it holds at every look at once, so looking every day costs width and not honesty.
 */
import { around, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { zOf } from './normal.ts';
import type { Count } from './sums.ts';

/** Width parameter that makes the sequence tightest when `planned` people of both arms together have matured. */
export function tunedFor(planned: number, alpha = DEFAULT_ALPHA): number {
  const l = -2 * Math.log(alpha);
  return (l + Math.log(l + 1)) / planned;
}

/**
 * @param se standard error of the difference now
 * @param n people of both arms together now
 * @param planned people of both arms together that the plan was made for
 */
export function alwaysValid(value: number, se: number, n: number, planned: number, alpha = DEFAULT_ALPHA): Interval {
  // No spread at all (nobody bought yet) says that little is known, not that the difference is exactly this.
  if (!(n > 0) || !(se > 0) || !Number.isFinite(se)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return around(value, halfWidth(n, planned, alpha) * se);
}

/** How many times wider than a fixed interval the sequence is at n people. */
export function widening(n: number, planned: number, alpha = DEFAULT_ALPHA): number {
  return halfWidth(n, planned, alpha) / zOf(alpha);
}

/** Half width in standard errors. */
function halfWidth(n: number, planned: number, alpha: number): number {
  const t = n * tunedFor(planned, alpha);
  return Math.sqrt(((2 * (t + 1)) / t) * Math.log(Math.sqrt(t + 1) / alpha));
}

/**
 * Standard error of a difference of shares under one common rate. With few events the separate variances jump with each
 * event and the sequence fires falsely; pooled they do not.
 */
export function pooledSe(t: Count, c: Count): number {
  const p = (t.k + c.k) / (t.n + c.n);
  return Math.sqrt(p * (1 - p) * (1 / t.n + 1 / c.n));
}
