/** How often somebody buys: gaps between purchases by Weibull, and after each purchase a chance that it was the last. */
import type { Chance } from '../demo/chance.ts';

export interface Rhythm {
  /** Chance that a purchase is followed by none. */
  readonly lost: number;
  /** Days; two gaps in three are shorter. */
  readonly scale: number;
  /** Above 1: a purchase becomes more likely the longer the last one lies back. */
  readonly shape: number;
}

/** Share of gaps longer than so many days. */
export function survival({ lost, scale, shape }: Rhythm, days: number): number {
  return lost + (1 - lost) * Math.exp(-((days / scale) ** shape));
}

/** Chance that somebody silent for so many days buys within the next `window` days, contacted by nobody. */
export function returnChance(rhythm: Rhythm, silent: number, window: number): number {
  return 1 - survival(rhythm, silent + window) / survival(rhythm, silent);
}

/** Days until the next purchase, or Infinity: never. */
export function drawGap(chance: Chance, { lost, scale, shape }: Rhythm): number {
  if (chance.hits(lost)) return Number.POSITIVE_INFINITY;
  return Math.max(0.5, scale * (-Math.log(1 - chance.next())) ** (1 / shape));
}

/**
 * What contact adds: the chance with which somebody who would not have come within the window comes because she was reached, so that all
 * in all the reached come (1 + effect) times as often as they would have. Exact as long as (1 + effect) x `unasked` is at most 1.
 */
export function wakeChance(unasked: number, effect: number): number {
  if (unasked >= 1) return 0;
  return Math.max(0, Math.min(1, (effect * unasked) / (1 - unasked)));
}
