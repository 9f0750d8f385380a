/** From a histogram of scores to a figure with its interval. Pure: the same counts give the same figure for screen, scorecard and test. */
import {
  type Interval,
  nps,
  sampleOf,
  tQuantile,
  type WeightedCell,
  type WeightedEstimate,
  weightedNet,
  weightedShare,
  weightingMoves,
  wilson,
} from '../../engine/stats/index.ts';
import { type Figure, LEAST_ANSWERS, type MetricDefinition, type ResponseRate, type Weighted } from './contract.ts';

export interface ScoreCount {
  readonly score: number;
  readonly n: number;
}

/** With the chance of being asked; 1 when left out. */
export type SharedCount = ScoreCount & { readonly share?: number };

type Counted = Pick<Figure, 'n' | 'value' | 'ci' | 'mean' | 'mean_ci' | 'missing' | 'lacking' | 'counts' | 'weighted'>;

export function decideFigure(definition: MetricDefinition, scores: readonly SharedCount[]): Counted {
  const counts = countsOf(scores);
  const n = counts.reduce((sum, each) => sum + each.n, 0);
  const known = { n, counts, lacking: Math.max(0, LEAST_ANSWERS - n) };
  if (n < LEAST_ANSWERS) {
    const missing = n === 0 ? ('no_answers' as const) : ('too_few' as const);
    return { ...known, value: null, ci: null, mean: null, mean_ci: null, missing, weighted: null };
  }
  return { ...known, ...estimate(definition, counts), missing: null, weighted: decideWeighted(definition, scores) };
}

/** By score alone, ascending. */
export function countsOf(scores: readonly ScoreCount[]): ScoreCount[] {
  const found = new Map<number, number>();
  for (const { score, n } of scores) found.set(score, (found.get(score) ?? 0) + n);
  return [...found].flatMap(([score, n]) => (n > 0 ? [{ score, n }] : [])).sort((a, b) => a.score - b.score);
}

function decideWeighted(definition: MetricDefinition, scores: readonly SharedCount[]): Weighted | null {
  const hit = (score: number): number => {
    if (definition.kind === 'share') return score >= definition.from ? 1 : 0;
    return score >= definition.promoter ? 1 : score <= definition.detractor ? -1 : 0;
  };
  const [estimateOf, scale] =
    definition.kind === 'share' ? ([weightedShare, 1] as const) : ([weightedNet, 100] as const);
  return weigh(scores, hit, estimateOf, scale);
}

/** null where one chance holds for all: then there is nothing to weigh. `scale` is that of the estimate over the cells. */
export function weigh(
  scores: readonly SharedCount[],
  valueOf: (score: number) => number,
  estimateOf: (cells: readonly WeightedCell[]) => WeightedEstimate,
  scale = 1,
): Weighted | null {
  const shares = new Map<number, number>();
  for (const { share = 1, n } of scores) shares.set(share, (shares.get(share) ?? 0) + n);
  const asked = [...shares].filter(([, n]) => n > 0).sort(([a], [b]) => b - a);
  if (asked.length < 2) return null;
  const cells = scores.map(({ score, share = 1, n }) => ({ value: valueOf(score), weight: 1 / share, n }));
  const { value, ci, effectiveN, designEffect } = estimateOf(cells);
  const moved = weightingMoves(cells);
  return {
    value,
    ci: pair(ci),
    effective_n: effectiveN,
    design_effect: designEffect,
    moved: { value: moved.value * scale, ci: [moved.ci[0] * scale, moved.ci[1] * scale] },
    differs: moved.differs,
    shares: asked.map(([share, n]) => ({ share, n })),
  };
}

/** How many of them are at least, at most. */
export function countWhere(counts: readonly ScoreCount[], holds: (score: number) => boolean): number {
  return counts.reduce((sum, { score, n }) => sum + (holds(score) ? n : 0), 0);
}

/** Without asking whether there are enough. */
export function estimate(
  definition: MetricDefinition,
  counts: readonly ScoreCount[],
): Pick<Figure, 'mean' | 'mean_ci'> & { value: number; ci: [number, number] } {
  const n = countWhere(counts, () => true);
  if (definition.kind === 'nps') {
    const promoters = countWhere(counts, (score) => score >= definition.promoter);
    const detractors = countWhere(counts, (score) => score <= definition.detractor);
    const { value, ci } = nps({ n, promoters, detractors });
    return { value, ci: pair(ci), mean: null, mean_ci: null };
  }
  const k = countWhere(counts, (score) => score >= definition.from);
  const sums = counts.reduce(
    (sum, each) => ({
      n: sum.n + each.n,
      sum: sum.sum + each.n * each.score,
      sumsq: sum.sumsq + each.n * each.score ** 2,
    }),
    { n: 0, sum: 0, sumsq: 0 },
  );
  const { mean, variance } = sampleOf(sums);
  const half = n < 2 ? Number.NaN : tQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  const [low, high] = definition.scale;
  const mean_ci: [number, number] | null = Number.isFinite(half)
    ? [Math.max(low, mean - half), Math.min(high, mean + half)]
    : null;
  return { value: k / n, ci: pair(wilson({ n, k })), mean, mean_ci };
}

/** Who answered of those asked; null where nobody was asked. */
export function decideRate(asked: { asked: number; answered: number } | null): ResponseRate | null {
  if (!asked || asked.asked === 0) return null;
  // Somebody may be asked in one month and answer in the next.
  const answered = Math.min(asked.answered, asked.asked);
  return {
    asked: asked.asked,
    answered,
    value: answered / asked.asked,
    ci: pair(wilson({ n: asked.asked, k: answered })),
  };
}

export function pair([low, high]: Interval): [number, number] {
  return [low, high];
}

/** What speaks against a definition, or null. */
export function flawOf(definition: MetricDefinition): 'order' | 'outside' | null {
  if (definition.kind === 'nps') {
    if (definition.detractor >= definition.promoter) return 'order';
    return definition.detractor < 0 || definition.promoter > 10 ? 'outside' : null;
  }
  const [low, high] = definition.scale;
  if (low >= high) return 'order';
  return definition.from <= low || definition.from > high ? 'outside' : null;
}
