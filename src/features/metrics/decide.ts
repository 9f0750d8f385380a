/** From a histogram of scores to a figure with its interval. Pure: the same counts give the same figure for screen, scorecard and test. */
import { type Interval, nps, sampleOf, tQuantile, wilson } from '../../engine/stats/index.ts';
import { type Figure, LEAST_ANSWERS, type MetricDefinition, type ResponseRate } from './contract.ts';

export interface ScoreCount {
  readonly score: number;
  readonly n: number;
}

type Counted = Pick<Figure, 'n' | 'value' | 'ci' | 'mean' | 'mean_ci' | 'missing' | 'lacking' | 'counts'>;

export function decideFigure(definition: MetricDefinition, scores: readonly ScoreCount[]): Counted {
  const counts = scores.filter(({ n }) => n > 0).sort((a, b) => a.score - b.score);
  const n = counts.reduce((sum, each) => sum + each.n, 0);
  const known = { n, counts, lacking: Math.max(0, LEAST_ANSWERS - n) };
  if (n < LEAST_ANSWERS) {
    const missing = n === 0 ? ('no_answers' as const) : ('too_few' as const);
    return { ...known, value: null, ci: null, mean: null, mean_ci: null, missing };
  }
  return { ...known, ...estimate(definition, counts), missing: null };
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
