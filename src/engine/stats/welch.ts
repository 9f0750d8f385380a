import { around, DEFAULT_ALPHA, type Estimate, type Interval } from './interval.ts';
import { tQuantile, tTwoSided, zOf } from './special.ts';
import type { Sample } from './sums.ts';

/** Difference of two means with its degrees of freedom (Welch-Satterthwaite) and two-sided p. */
export interface WelchDifference extends Estimate {
  readonly df: number;
  readonly p: number;
}

/** Standard error of t.mean - c.mean with unequal variances. */
export function differenceSe(t: Sample, c: Sample): number {
  return Math.sqrt(t.variance / t.n + c.variance / c.n);
}

/** Student's interval of one mean; the whole line below two values or without any spread. */
export function meanInterval({ n, mean, variance }: Sample, alpha = DEFAULT_ALPHA): Interval {
  const se = Math.sqrt(variance / n);
  if (n < 2 || !(se > 0)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return around(mean, tQuantile(1 - alpha / 2, n - 1) * se);
}

/** Mean difference t - c. Below two values in an arm, or without any spread, the interval is the whole line. */
export function welch(t: Sample, c: Sample, alpha = DEFAULT_ALPHA): WelchDifference {
  const value = t.mean - c.mean;
  const se = differenceSe(t, c);
  if (t.n < 2 || c.n < 2 || !(se > 0)) {
    return {
      value,
      se: Number.NaN,
      df: Number.NaN,
      p: Number.NaN,
      ci: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    };
  }
  const vt = t.variance / t.n;
  const vc = c.variance / c.n;
  const df = (vt + vc) ** 2 / (vt ** 2 / (t.n - 1) + vc ** 2 / (c.n - 1));
  return { value, se, df, p: tTwoSided(value / se, df), ci: around(value, tQuantile(1 - alpha / 2, df) * se) };
}

/** The same interval with the normal quantile in place of t. */
export function normalInterval(value: number, se: number, alpha = DEFAULT_ALPHA): Interval {
  return around(value, zOf(alpha) * se);
}
