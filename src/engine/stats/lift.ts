import { DEFAULT_ALPHA, type Interval } from './interval.ts';
import { zOf } from './normal.ts';
import type { Sample } from './sums.ts';
import { normalInterval } from './welch.ts';

/** t.mean / c.mean - 1; +0.2 is 20 % more than control. */
export interface Lift {
  readonly value: number;
  /** On the log scale, the one to show: it cannot fall below -100 % and is right-skewed as a ratio is. */
  readonly ci: Interval;
  /** By the delta method, for comparison with tools that print it. */
  readonly deltaCi: Interval;
}

/** null when a mean is not positive: a ratio then says nothing. */
export function relativeLift(t: Sample, c: Sample, alpha = DEFAULT_ALPHA): Lift | null {
  if (!(t.mean > 0 && c.mean > 0)) return null;
  const ratio = t.mean / c.mean;
  const se = Math.sqrt(t.variance / t.n / t.mean ** 2 + c.variance / c.n / c.mean ** 2);
  const z = zOf(alpha);
  return {
    value: ratio - 1,
    ci: [ratio * Math.exp(-z * se) - 1, ratio * Math.exp(z * se) - 1],
    deltaCi: normalInterval(ratio - 1, ratio * se, alpha),
  };
}
