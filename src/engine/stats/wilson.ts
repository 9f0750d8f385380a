import { DEFAULT_ALPHA, type Interval } from './interval.ts';
import { zOf } from './normal.ts';
import type { Count } from './sums.ts';

/** Wilson's score interval of a share (Wilson 1927). Stays within 0 and 1 and is honest at 0 hits, where Wald's is not. */
export function wilson({ n, k }: Count, alpha = DEFAULT_ALPHA): Interval {
  if (n === 0) return [0, 1];
  const z = zOf(alpha);
  const p = k / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // At the ends the formula is exactly 0 or 1 on paper, and 1e-17 beside it in binary.
  return [k === 0 ? 0 : Math.max(0, centre - half), k === n ? 1 : Math.min(1, centre + half)];
}
