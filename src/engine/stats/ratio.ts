import { DEFAULT_ALPHA, type Estimate } from './interval.ts';
import { sampleOf, type CrossSums } from './sums.ts';
import { normalInterval } from './welch.ts';

/**
 * A ratio metric sum(y) / sum(x), for example revenue per order, with the customer as cluster: each row of the sums is a
 * customer, y and x her totals. Delta method. null when the denominator is not positive or there are fewer than two rows.
 */
export function ratioOf(sums: CrossSums, alpha = DEFAULT_ALPHA): Estimate | null {
  const { n, x, x2, xy } = sums;
  if (n < 2 || !(x > 0)) return null;
  const y = sampleOf(sums);
  const d = sampleOf({ n, sum: x, sumsq: x2 });
  const value = y.mean / d.mean;
  const covariance = (xy - n * y.mean * d.mean) / (n - 1);
  const variance = (y.variance - 2 * value * covariance + value * value * d.variance) / (n * d.mean * d.mean);
  const se = Math.sqrt(Math.max(0, variance));
  return { value, se, ci: normalInterval(value, se, alpha) };
}

/** Difference of two ratio metrics t - c from independent arms. */
export function ratioDifference(t: CrossSums, c: CrossSums, alpha = DEFAULT_ALPHA): Estimate | null {
  const rt = ratioOf(t, alpha);
  const rc = ratioOf(c, alpha);
  if (!rt || !rc) return null;
  const value = rt.value - rc.value;
  const se = Math.hypot(rt.se, rc.se);
  return { value, se, ci: normalInterval(value, se, alpha) };
}
