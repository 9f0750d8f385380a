import { around, DEFAULT_ALPHA, type Estimate, type Interval } from './interval.ts';
import { zOf } from './normal.ts';

/** Answers to one question, by camp: `n` of all, the rest are passive. */
export interface Camps {
  readonly n: number;
  readonly promoters: number;
  readonly detractors: number;
}

/** Below it the plain interval promises more than it holds. */
const PLAIN_FROM = 100;
/** Adjusted Wald (Rocks 2016, "Interval estimation for the Net Promoter Score"): three answers more, 3/4 in each camp at the ends. */
const ADDED = { n: 3, ends: 3 / 4 };

/**
 * Net Promoter Score, 100 (p - d), with the variance of a difference of two shares of one sample, (p + d - (p - d)^2) / n. The ends
 * never leave -100 to 100.
 */
export function nps(camps: Camps, alpha = DEFAULT_ALPHA): Estimate {
  const { n, promoters, detractors } = camps;
  if (n === 0) return { value: Number.NaN, se: Number.NaN, ci: [-100, 100] };
  const value = (100 * (promoters - detractors)) / n;
  const isSmall = n < PLAIN_FROM;
  const base = isSmall ? n + ADDED.n : n;
  const p = (promoters + (isSmall ? ADDED.ends : 0)) / base;
  const d = (detractors + (isSmall ? ADDED.ends : 0)) / base;
  const se = 100 * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / base);
  const [low, high] = around(100 * (p - d), zOf(alpha) * se);
  return { value, se, ci: [Math.max(-100, low), Math.min(100, high)] };
}

/**
 * Difference t - c of two independent figures from the interval of each (MOVER, Zou and Donner 2008; for shares it is Newcombe's method
 * 10): no symmetry is assumed.
 */
export function differenceOfIntervals(
  t: { readonly value: number; readonly ci: Interval },
  c: { readonly value: number; readonly ci: Interval },
): Interval {
  const diff = t.value - c.value;
  return [
    diff - Math.hypot(t.value - t.ci[0], c.ci[1] - c.value),
    diff + Math.hypot(t.ci[1] - t.value, c.value - c.ci[0]),
  ];
}
