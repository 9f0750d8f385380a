/**
 * Shares of many people at once, each pulled towards the others by as much as chance demands: a hierarchical beta-binomial model.
 *
 * Gelman et al., Bayesian Data Analysis (3rd ed. 2013), section 5.3: k_i ~ Binomial(n_i, p_i), p_i ~ Beta(a, b), and p(a, b) proportional to (a + b)^(-5/2).
 * The posterior of (a, b) is summed over a grid in (logit of the mean, log of a + b), so that what is not known about the others widens every
 * interval; plugging in one estimate of (a, b) would make few people look surer than they are (Laird and Louis 1987).
 */
import { DEFAULT_ALPHA, type Interval } from './interval.ts';
import { betainc, betaln } from './special.ts';
import type { Count } from './sums.ts';

/** A share as far as it is known: mean, variance, interval. */
export interface Shrunk {
  readonly mean: number;
  readonly variance: number;
  readonly ci: Interval;
}

export interface ShrunkShares {
  /** In the order of the counts. */
  readonly shares: readonly Shrunk[];
  /** A person of whom nothing is known yet. */
  readonly unknown: Shrunk;
  /** Posterior mean of the mean of all people, and of a + b: how many cases of one's own weigh as much as the others. */
  readonly mean: number;
  readonly concentration: number;
}

const STEPS = 60;
/** a + b from half a case to a hundred thousand: beyond it nobody differs from anybody. */
const LOG_CONCENTRATION: Interval = [Math.log(0.5), Math.log(1e5)];
/** Below this part of the highest weight a point adds nothing that is printed. */
const NEGLIGIBLE = 1e-6;

interface Point {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

export function shrinkShares(counts: readonly Count[], alpha = DEFAULT_ALPHA): ShrunkShares {
  const points = posterior(counts);
  const over = (value: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + point.weight * value(point), 0);
  const shareOf = ({ n, k }: Count): Shrunk => {
    const mean = over(({ a, b }) => (a + k) / (a + b + n));
    // E[p^2] of a beta distribution, averaged: within and between the points at once.
    const square = over(({ a, b }) => ((a + k) * (a + k + 1)) / ((a + b + n) * (a + b + n + 1)));
    return shrunkOf(mean, Math.max(0, square - mean * mean), alpha);
  };
  return {
    shares: counts.map(shareOf),
    unknown: shareOf({ n: 0, k: 0 }),
    mean: over(({ a, b }) => a / (a + b)),
    concentration: over(({ a, b }) => a + b),
  };
}

/**
 * Each person's share as it would be with everybody's mix of cases: strata are weighted alike for all (direct standardisation), and a stratum
 * in which somebody has no case counts as somebody unknown there. `strata[s][i]` are the cases of person i in stratum s.
 */
export function standardShares(strata: readonly (readonly Count[])[], alpha = DEFAULT_ALPHA): readonly Shrunk[] {
  const sizes = strata.map((counts) => counts.reduce((sum, { n }) => sum + n, 0));
  const whole = sizes.reduce((sum, n) => sum + n, 0);
  const people = strata[0]?.length ?? 0;
  const fits = strata.map((counts) => shrinkShares(counts, alpha).shares);
  return Array.from({ length: people }, (_, i) => {
    let mean = 0;
    let variance = 0;
    for (const [s, fit] of fits.entries()) {
      const weight = whole > 0 ? (sizes[s] ?? 0) / whole : 1 / fits.length;
      mean += weight * (fit[i]?.mean ?? 0);
      variance += weight * weight * (fit[i]?.variance ?? 0);
    }
    return shrunkOf(mean, variance, alpha);
  });
}

/** The interval of the beta distribution with this mean and variance. */
function shrunkOf(mean: number, variance: number, alpha: number): Shrunk {
  const size = variance > 0 ? (mean * (1 - mean)) / variance - 1 : Number.POSITIVE_INFINITY;
  if (!(size > 0) || !Number.isFinite(size)) return { mean, variance, ci: size > 0 ? [mean, mean] : [0, 1] };
  const at = (p: number): number => betaQuantile(p, mean * size, (1 - mean) * size);
  return { mean, variance, ci: [at(alpha / 2), at(1 - alpha / 2)] };
}

/** By halving: fifty halves are exact to the last digit that is shown. */
function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (betainc(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function posterior(counts: readonly Count[]): readonly Point[] {
  const some = counts.filter(({ n }) => n > 0);
  const [n, k] = some.reduce<[number, number]>(([n, k], each) => [n + each.n, k + each.k], [0, 0]);
  const centre = Math.log((k + 0.5) / (n - k + 0.5));
  // Few people tell little about the mean of all, however many cases they have: at least four on the logit scale to each side.
  const half = 4 + 4 * Math.sqrt(1 / (k + 0.5) + 1 / (n - k + 0.5));
  const [low, high] = LOG_CONCENTRATION;
  const found: { a: number; b: number; log: number }[] = [];
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= STEPS; i++) {
    const mean = 1 / (1 + Math.exp(-(centre - half + (2 * half * i) / STEPS)));
    for (let j = 0; j <= STEPS; j++) {
      const size = Math.exp(low + ((high - low) * j) / STEPS);
      const [a, b] = [mean * size, (1 - mean) * size];
      // (a + b)^(-5/2) in these coordinates: times a b (BDA equation 5.10).
      const log = Math.log(a) + Math.log(b) - 2.5 * Math.log(size) + likelihood(some, a, b);
      top = Math.max(top, log);
      found.push({ a, b, log });
    }
  }
  const kept = found.filter(({ log }) => log > top + Math.log(NEGLIGIBLE));
  const total = kept.reduce((sum, { log }) => sum + Math.exp(log - top), 0);
  return kept.map(({ a, b, log }) => ({ a, b, weight: Math.exp(log - top) / total }));
}

function likelihood(counts: readonly Count[], a: number, b: number): number {
  const empty = betaln(a, b);
  let log = 0;
  for (const { n, k } of counts) log += betaln(a + k, b + n - k) - empty;
  return log;
}
