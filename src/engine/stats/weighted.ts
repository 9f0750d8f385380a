/**
 * Totals of answers that were not drawn alike. Who was asked with chance `share` stands for 1/share customers (Horvitz and Thompson 1952); the
 * mean is divided by the sum of the weights, not by a known size (Hájek 1971). Its variance is that of the linearised ratio under sampling with
 * replacement (Särndal, Swensson and Wretman 1992, 5.7), the loss by unequal weights is Kish's (1965, 11.7).
 * Weights mend who was asked. They mend nothing about who answered.
 */
import { around, DEFAULT_ALPHA, type Estimate, type Interval } from './interval.ts';
import { nps } from './nps.ts';
import { tQuantile, zOf } from './special.ts';
import { wilson } from './wilson.ts';

/** `n` answers of one value, each of one weight. */
export interface WeightedCell {
  readonly value: number;
  readonly weight: number;
  readonly n: number;
}

export interface WeightedEstimate extends Estimate {
  /** Answers. */
  readonly n: number;
  /** As many answers of equal weight would say as much (Kish). */
  readonly effectiveN: number;
  /** n / effectiveN: 1 where all weights are equal. */
  readonly designEffect: number;
}

interface Totals {
  readonly n: number;
  readonly weight: number;
  readonly mean: number;
  /** Of the weighted values about their mean, as for a population. */
  readonly spread: number;
  /** Of the mean. */
  readonly variance: number;
  readonly effectiveN: number;
}

function totalsOf(cells: readonly WeightedCell[]): Totals {
  let [n, weight, squares, sum] = [0, 0, 0, 0];
  for (const cell of cells) {
    n += cell.n;
    weight += cell.n * cell.weight;
    squares += cell.n * cell.weight ** 2;
    sum += cell.n * cell.weight * cell.value;
  }
  if (n === 0) return { n, weight, mean: Number.NaN, spread: Number.NaN, variance: Number.NaN, effectiveN: 0 };
  const mean = sum / weight;
  let [spread, residuals] = [0, 0];
  for (const cell of cells) {
    const apart = (cell.value - mean) ** 2;
    spread += cell.n * cell.weight * apart;
    residuals += cell.n * cell.weight ** 2 * apart;
  }
  const variance = n < 2 ? Number.NaN : (n / (n - 1)) * (residuals / weight ** 2);
  return { n, weight, mean, spread: spread / weight, variance, effectiveN: weight ** 2 / squares };
}

/** The lesser of what the weights leave and of what the variance says: near 0 and 1 the latter alone promises too much (Korn and Graubard 1998). */
function reliableN({ n, spread, variance, effectiveN }: Totals): number {
  const said = spread > 0 && variance > 0 ? ((spread / variance) * n) / (n - 1) : n;
  const least = Math.min(n, effectiveN, said);
  // Equal weights are no weights, also where 100 comes out as 99.99999999999999.
  return n - least < 1e-9 * n ? n : least;
}

function described(totals: Totals, se: number, value: number, ci: Interval): WeightedEstimate {
  const { n, effectiveN } = totals;
  return { value, se, ci, n, effectiveN, designEffect: n === 0 ? 1 : n / effectiveN };
}

/** Mean, with Student's interval. */
export function weightedMean(cells: readonly WeightedCell[], alpha = DEFAULT_ALPHA): WeightedEstimate {
  const totals = totalsOf(cells);
  const se = Math.sqrt(totals.variance);
  if (totals.n < 2) return described(totals, se, totals.mean, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  const half = tQuantile(1 - alpha / 2, Math.max(1, totals.effectiveN - 1)) * se;
  return described(totals, se, totals.mean, around(totals.mean, half));
}

/** Share of the cells whose value is 1 (the others are 0), with Wilson's interval on as many answers as can be relied on. */
export function weightedShare(cells: readonly WeightedCell[], alpha = DEFAULT_ALPHA): WeightedEstimate {
  const totals = totalsOf(cells);
  if (totals.n === 0) return described(totals, Number.NaN, Number.NaN, [0, 1]);
  const n = reliableN(totals);
  // Rounding can leave 1 - 1e-16 where every answer is a hit.
  const value = Math.min(1, Math.max(0, totals.mean));
  const k = cells.every((cell) => cell.n === 0 || cell.value === 1) ? n : value * n;
  return described(totals, Math.sqrt(totals.variance), value, wilson({ n, k }, alpha));
}

/** Net score of cells of 1 (promoter), 0 and -1 (detractor), times 100. */
export function weightedNet(cells: readonly WeightedCell[], alpha = DEFAULT_ALPHA): WeightedEstimate {
  const totals = totalsOf(cells);
  if (totals.n === 0) return described(totals, Number.NaN, Number.NaN, [-100, 100]);
  const n = reliableN(totals);
  const part = (camp: number) =>
    cells.reduce((sum, cell) => sum + (cell.value === camp ? cell.n * cell.weight : 0), 0) / totals.weight;
  const { ci } = nps({ n, promoters: part(1) * n, detractors: part(-1) * n }, alpha);
  return described(totals, 100 * Math.sqrt(totals.variance), 100 * totals.mean, ci);
}

/** The least value that half of the weight does not exceed; the interval by inverting that of the share (Woodruff 1952). */
export function weightedMedian(cells: readonly WeightedCell[], alpha = DEFAULT_ALPHA): WeightedEstimate {
  const totals = totalsOf(cells);
  const sorted = cells.filter(({ n }) => n > 0).toSorted((a, b) => a.value - b.value);
  const at = (share: number): number => {
    let sum = 0;
    for (const cell of sorted) {
      sum += (cell.n * cell.weight) / totals.weight;
      if (sum >= share - 1e-12) return cell.value;
    }
    return sorted.at(-1)?.value ?? Number.NaN;
  };
  if (totals.n === 0)
    return described(totals, Number.NaN, Number.NaN, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  const n = Math.min(totals.n, totals.effectiveN);
  const [low, high] = wilson({ n, k: n / 2 }, alpha);
  const ci: Interval = [at(low), at(high)];
  return described(totals, (ci[1] - ci[0]) / (2 * zOf(alpha)), at(0.5), ci);
}

/**
 * By how much the weighted mean lies beside that of the same answers counted alike. Both are of the same answers, so the variance is that of the
 * difference of their influences.
 */
export function weightingMoves(cells: readonly WeightedCell[], alpha = DEFAULT_ALPHA): Estimate & { differs: boolean } {
  const weighted = totalsOf(cells);
  const raw = totalsOf(cells.map((cell) => ({ ...cell, weight: 1 })));
  const value = weighted.mean - raw.mean;
  if (!(weighted.n >= 2)) return { value, se: Number.NaN, ci: [Number.NaN, Number.NaN], differs: false };
  const { n } = weighted;
  const scale = n / weighted.weight;
  let sum = 0;
  for (const cell of cells)
    sum += cell.n * (scale * cell.weight * (cell.value - weighted.mean) - (cell.value - raw.mean)) ** 2;
  const se = Math.sqrt(sum / (n * (n - 1)));
  const ci = around(value, zOf(alpha) * se);
  return { value, se, ci, differs: Math.abs(value) > 1e-12 && (ci[0] > 0 || ci[1] < 0) };
}
