/** From counts of scores to the figure of a metric of the company's own. Pure. */
import {
  type WeightedCell,
  type WeightedEstimate,
  weightedMean,
  weightedMedian,
  weightedNet,
  weightedShare,
} from '../../engine/stats/index.ts';
import type { Figure } from './contract.ts';
import type { OwnDefinition } from './contract-own-definition.ts';
import { countsOf, pair, type SharedCount, weigh } from './decide.ts';

type Counted = Pick<Figure, 'n' | 'value' | 'ci' | 'mean' | 'mean_ci' | 'missing' | 'lacking' | 'counts' | 'weighted'>;

export function decideOwnFigure(definition: OwnDefinition, scores: readonly SharedCount[]): Counted {
  const counts = countsOf(scores);
  const n = counts.reduce((sum, each) => sum + each.n, 0);
  const known = { n, counts, lacking: Math.max(0, definition.least - n) };
  if (n < definition.least) {
    const missing = n === 0 ? ('no_answers' as const) : ('too_few' as const);
    return { ...known, value: null, ci: null, mean: null, mean_ci: null, missing, weighted: null };
  }
  const { valueOf, estimateOf, scale } = wayOf(definition);
  const alike = counts.map(({ score, n: many }) => ({ value: valueOf(score), weight: 1, n: many }));
  const { value, ci } = estimateOf(alike);
  return {
    ...known,
    value,
    ci: pair(ci),
    ...meanBeside(definition, counts),
    missing: null,
    weighted: movedMedian(definition, value, weigh(scores, valueOf, estimateOf, scale)),
  };
}

/** Influences tell how far a mean moves; of a median it is told whether its own interval still holds the unweighted one. */
function movedMedian({ formula }: OwnDefinition, raw: number, weighted: Figure['weighted']): Figure['weighted'] {
  if (!weighted || formula.kind !== 'median') return weighted;
  const [low, high] = weighted.ci;
  const moved = { value: weighted.value - raw, ci: pair([low - raw, high - raw]) };
  return { ...weighted, moved, differs: raw < low || raw > high };
}

interface Way {
  /** What a score is in the cells of the estimate. */
  readonly valueOf: (score: number) => number;
  readonly estimateOf: (cells: readonly WeightedCell[]) => WeightedEstimate;
  readonly scale: number;
}

function wayOf({ formula, scale }: OwnDefinition): Way {
  const within =
    (of: (cells: readonly WeightedCell[]) => WeightedEstimate) =>
    (cells: readonly WeightedCell[]): WeightedEstimate => {
      const known = of(cells);
      return { ...known, ci: [Math.max(scale.low, known.ci[0]), Math.min(scale.high, known.ci[1])] };
    };
  switch (formula.kind) {
    case 'mean':
      return { valueOf: (score) => score, estimateOf: within(weightedMean), scale: 1 };
    case 'median':
      return { valueOf: (score) => score, estimateOf: within(weightedMedian), scale: 1 };
    case 'top':
      return {
        valueOf: (score) => (score >= formula.from && score <= formula.to ? 1 : 0),
        estimateOf: weightedShare,
        scale: 1,
      };
    case 'yes':
      return { valueOf: (score) => score, estimateOf: weightedShare, scale: 1 };
    case 'net': {
      const { promoter, detractor } = formula;
      const up = scale.better === 'high';
      const valueOf = (score: number): number => {
        if (up ? score >= promoter : score <= promoter) return 1;
        return (up ? score <= detractor : score >= detractor) ? -1 : 0;
      };
      return { valueOf, estimateOf: weightedNet, scale: 100 };
    }
  }
}

/** Beside a share of scores stands their mean. */
function meanBeside({ formula, scale }: OwnDefinition, counts: readonly SharedCount[]) {
  if (formula.kind !== 'top') return { mean: null, mean_ci: null };
  const { value, ci } = weightedMean(counts.map(({ score, n }) => ({ value: score, weight: 1, n })));
  return { mean: value, mean_ci: pair([Math.max(scale.low, ci[0]), Math.min(scale.high, ci[1])]) };
}

/** Which way is better: of scores the good end of the scale, of a share whether what it counts lies there. A net figure is turned already. */
export function ownDirection({ formula, scale }: OwnDefinition): 'higher' | 'lower' {
  const good = scale.better === 'high';
  if (formula.kind === 'net') return 'higher';
  if (formula.kind !== 'top') return good ? 'higher' : 'lower';
  const high = formula.from + formula.to >= scale.low + scale.high;
  return high === good ? 'higher' : 'lower';
}

/** Scores from one to the other, both included. */
export interface ScoreBand {
  readonly from: number;
  readonly to: number;
}

/** Scores are kept with two decimals. */
const STEP = 0.01;

/** Which scores are good ones and which are bad; of scores without bounds of their own the outer thirds of the scale. */
export function ownSides(definition: OwnDefinition): { low: readonly ScoreBand[]; high: readonly ScoreBand[] } {
  const { formula, scale } = definition;
  const { low, high } = scale;
  const turned = (good: readonly ScoreBand[], bad: readonly ScoreBand[]) =>
    ownDirection(definition) === 'higher' ? { high: good, low: bad } : { high: bad, low: good };
  switch (formula.kind) {
    case 'net': {
      const { promoter, detractor } = formula;
      return scale.better === 'high'
        ? { high: [{ from: promoter, to: high }], low: [{ from: low, to: detractor }] }
        : { high: [{ from: low, to: promoter }], low: [{ from: detractor, to: high }] };
    }
    case 'top': {
      const { from, to } = formula;
      const rest = [
        { from: low, to: from - STEP },
        { from: to + STEP, to: high },
      ].filter((band) => band.from <= band.to);
      return turned([{ from, to }], rest);
    }
    case 'yes':
      return turned([{ from: 1, to: 1 }], [{ from: 0, to: 0 }]);
    default: {
      const third = (high - low) / 3;
      return turned([{ from: high - third, to: high }], [{ from: low, to: low + third }]);
    }
  }
}
