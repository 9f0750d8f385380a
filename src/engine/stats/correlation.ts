import { DEFAULT_ALPHA, type Estimate } from './interval.ts';
import { zOf } from './normal.ts';

/** Pearson's correlation with the interval of Fisher's z (1921). null below 4 pairs and where one side never varies. */
export function correlation(
  pairs: readonly (readonly [number, number])[],
  alpha = DEFAULT_ALPHA,
): (Estimate & { readonly n: number }) | null {
  const n = pairs.length;
  if (n < 4) return null;
  let [sx, sy] = [0, 0];
  for (const [x, y] of pairs) {
    sx += x;
    sy += y;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - sx / n) ** 2;
    yy += (y - sy / n) ** 2;
    xy += (x - sx / n) * (y - sy / n);
  }
  if (xx < 1e-12 || yy < 1e-12) return null;
  const value = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  const se = 1 / Math.sqrt(n - 3);
  const z = Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, value)));
  const half = zOf(alpha) * se;
  return { value, se, n, ci: [Math.tanh(z - half), Math.tanh(z + half)] };
}
