import { normalQuantile, zOf } from './special.ts';

export interface Plan {
  /** People of both arms together. */
  readonly n: number;
  /** Share of them held out as control. */
  readonly holdout: number;
  /** Rate expected without treatment. */
  readonly base: number;
  readonly alpha?: number;
  readonly power?: number;
  /** How much wider the interval of the verdict is than a fixed one, for example 1.4 for an always-valid one. */
  readonly widening?: number;
}

/**
 * Smallest rise of a rate (in points, 0.03 = 3 points) that is proven with the given power. null when none below 100 %
 * can be: too few people. Normal approximation with the variance of each arm at its own rate.
 */
export function smallestProvableRise(plan: Plan): number | null {
  const { n, holdout, base, alpha = 0.05, power = 0.8, widening = 1 } = plan;
  const nt = n * (1 - holdout);
  const nc = n * holdout;
  if (!(nt >= 1 && nc >= 1)) return null;
  const za = zOf(alpha) * widening;
  const zb = normalQuantile(power);
  const enough = (rise: number): boolean => {
    const rate = base + rise;
    const pooled = base * holdout + rate * (1 - holdout);
    const under0 = Math.sqrt(pooled * (1 - pooled) * (1 / nt + 1 / nc));
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

/** Smallest difference of means that is proven with the given power, from the spread of one person's value. */
export function smallestProvableDifference(sd: number, plan: Omit<Plan, 'base'>): number | null {
  const { n, holdout, alpha = 0.05, power = 0.8, widening = 1 } = plan;
  const nt = n * (1 - holdout);
  const nc = n * holdout;
  if (!(nt >= 1 && nc >= 1)) return null;
  return (zOf(alpha) * widening + normalQuantile(power)) * sd * Math.sqrt(1 / nt + 1 / nc);
}
