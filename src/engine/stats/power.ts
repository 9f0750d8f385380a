import { normalQuantile, zOf } from './normal.ts';

export interface Power {
  readonly alpha?: number;
  readonly power?: number;
  /** How much wider the interval of the verdict is than a fixed one, for example 1.55 for an always-valid one. */
  readonly widening?: number;
}

/**
 * Smallest rise of a rate above `base`, in points (0.03 = 3 points), that nt treated and nc control people prove with the
 * given power. null when none below 100 % can be. Normal approximation, each arm's variance at its own rate.
 */
export function smallestProvableLift(base: number, nt: number, nc: number, plan: Power = {}): number | null {
  const { alpha = 0.05, power = 0.8, widening = 1 } = plan;
  if (!(nt >= 1 && nc >= 1)) return null;
  const za = zOf(alpha) * widening;
  const zb = normalQuantile(power);
  const enough = (rise: number): boolean => {
    const rate = base + rise;
    const common = (base * nc + rate * nt) / (nt + nc);
    const under0 = Math.sqrt(common * (1 - common) * (1 / nt + 1 / nc));
    const under1 = Math.sqrt((rate * (1 - rate)) / nt + (base * (1 - base)) / nc);
    return rise >= za * under0 + zb * under1;
  };
  let low = 0;
  let high = 1 - base;
  if (!enough(high)) return null;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The same for a difference of means, from the spread of one person's value. */
export function smallestProvableDifference(sd: number, nt: number, nc: number, plan: Power = {}): number | null {
  const { alpha = 0.05, power = 0.8, widening = 1 } = plan;
  if (!(nt >= 1 && nc >= 1)) return null;
  return (zOf(alpha) * widening + normalQuantile(power)) * sd * Math.sqrt(1 / nt + 1 / nc);
}
