import { normalUpper } from './special.ts';
import type { Count } from './sums.ts';

export interface Dose extends Count {
  /** The level: 0 to 5, a dose, an age. */
  readonly score: number;
}

export interface Trend {
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  /** Change of the share per unit of the score: the least-squares line through the shares, weighted by n. */
  readonly slope: number;
}

/** Does a share rise with an ordered level? Cochran (1954) and Armitage (1955), asymptotic. Null when all levels or all outcomes are the same. */
export function cochranArmitage(doses: readonly Dose[]): Trend | null {
  const sum = (of: (dose: Dose) => number): number => doses.reduce((total, dose) => total + of(dose), 0);
  const n = sum((dose) => dose.n);
  if (n === 0) return null;
  const share = sum((dose) => dose.k) / n;
  const mean = sum((dose) => dose.n * dose.score) / n;
  const spread = sum((dose) => dose.n * (dose.score - mean) ** 2);
  const variance = share * (1 - share) * spread;
  if (!(variance > 0)) return null;
  const along = sum((dose) => (dose.k - dose.n * share) * (dose.score - mean));
  const z = along / Math.sqrt(variance);
  return { z, p: Math.min(1, 2 * normalUpper(Math.abs(z))), slope: along / spread };
}

/** The nearest shares that never fall: neighbours that do are pooled (Ayer et al. 1955). An empty group takes its pool's share, or the one before. */
export function isotonic(groups: readonly Count[]): (number | null)[] {
  const pools: { n: number; k: number; size: number }[] = [];
  for (const { n, k } of groups) {
    let pool = { n, k, size: 1 };
    for (let last = pools.at(-1); last && last.k * pool.n >= pool.k * last.n; last = pools.at(-1)) {
      pools.pop();
      pool = { n: last.n + pool.n, k: last.k + pool.k, size: last.size + pool.size };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ n, k, size }) => Array.from({ length: size }, () => (n > 0 ? k / n : null)));
}
