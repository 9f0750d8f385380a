/**
 * Exact safe test of two shares (Turner, Ly, Grünwald 2021): an e-process over blocks of one observation per arm. Its
 * value may be looked at after every block; stopping at e >= 1 / alpha keeps the error below alpha.
 */
export interface Safe2x2 {
  /** Blocks seen, hits of arm 1 and of arm 2 among them, and the e-value so far. */
  readonly n: number;
  readonly k1: number;
  readonly k2: number;
  readonly e: number;
}

/** Weight of the Beta(w, w) prior of each arm; .18 is the regret-optimal choice of the paper. */
const PRIOR = 0.18;

export const START: Safe2x2 = { n: 0, k1: 0, k2: 0, e: 1 };

/** The next block: what arm 1 and arm 2 answered (1 hit, 0 none). Rates are guessed before the block is seen. */
export function observe(state: Safe2x2, y1: 0 | 1, y2: 0 | 1): Safe2x2 {
  const t1 = (PRIOR + state.k1) / (2 * PRIOR + state.n);
  const t2 = (PRIOR + state.k2) / (2 * PRIOR + state.n);
  const t0 = (t1 + t2) / 2;
  const chance = (theta: number, y: 0 | 1) => (y === 1 ? theta : 1 - theta);
  const factor = (chance(t1, y1) * chance(t2, y2)) / (chance(t0, y1) * chance(t0, y2));
  return { n: state.n + 1, k1: state.k1 + y1, k2: state.k2 + y2, e: state.e * factor };
}

/** Enough evidence at this alpha: e >= 20 at .05, e >= 100 at .01. */
export function shows(state: Safe2x2, alpha = 0.05): boolean {
  return state.e >= 1 / alpha;
}
