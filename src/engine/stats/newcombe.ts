import { DEFAULT_ALPHA, type Interval } from './interval.ts';
import type { Count } from './sums.ts';
import { wilson } from './wilson.ts';

/** Interval of the difference of two independent shares t - c: hybrid score, Newcombe 1998 method 10. */
export function newcombe(t: Count, c: Count, alpha = DEFAULT_ALPHA): Interval {
  if (t.n === 0 || c.n === 0) return [-1, 1];
  const pt = t.k / t.n;
  const pc = c.k / c.n;
  const [lt, ut] = wilson(t, alpha);
  const [lc, uc] = wilson(c, alpha);
  return [pt - pc - Math.hypot(pt - lt, uc - pc), pt - pc + Math.hypot(ut - pt, pc - lc)];
}
