/** Does what customers say about buying tell whether they buy? Pure. */
import { cochranArmitage, type Count, isotonic, newcombe, wilson } from '../../engine/stats/index.ts';
import {
  CLEAR,
  ENOUGH_ANSWERS,
  type IntentDecision,
  type IntentLevel,
  type IntentVerdict,
  LEVELS,
} from './contract-intent.ts';

export interface LevelCount extends Count {
  readonly level: number;
}

/** All six levels, said or not. */
export function levelsOf(counts: readonly LevelCount[]): IntentLevel[] {
  return LEVELS.map((level) => {
    const found = counts.filter((one) => one.level === level);
    const { n, k } = total(found);
    const [low, high] = wilson({ n, k });
    return { level, n, k, rate: n > 0 ? k / n : null, ci: n > 0 ? [low, high] : null };
  });
}

function total(counts: readonly Count[]): { n: number; k: number } {
  return { n: counts.reduce((sum, { n }) => sum + n, 0), k: counts.reduce((sum, { k }) => sum + k, 0) };
}

/** A level with few answers is drawn to the share of all: ten of them weigh as much as what is known of everybody. */
const DRAWN = 10;

export function decideIntent(counts: readonly LevelCount[]): IntentDecision {
  const levels = levelsOf(counts);
  const { n, k } = total(levels);
  const trend = cochranArmitage(levels.map((one) => ({ ...one, score: one.level })));
  const all = n > 0 ? k / n : 0;
  const drawn = isotonic(levels.map((one) => ({ n: one.n + DRAWN, k: one.k + DRAWN * all })));
  const breaks = breaksIn(levels);
  const spread = (drawn.at(-1) ?? 0) - (drawn[0] ?? 0);
  const verdict = verdictOf({ levels, n, k, trend, isBroken: breaks.length > 0, spread });
  return {
    verdict,
    n,
    k,
    p: trend?.p ?? null,
    slope: trend?.slope ?? null,
    contrast: contrastOf(levels),
    breaks,
    levels: levels.map((one, at) => ({ ...one, prior: verdict === 'informative' ? (drawn[at] ?? null) : null })),
  };
}

interface Evidence {
  readonly levels: readonly IntentLevel[];
  readonly n: number;
  readonly k: number;
  readonly trend: { readonly p: number; readonly slope: number } | null;
  readonly isBroken: boolean;
  readonly spread: number;
}

function verdictOf({ levels, n, k, trend, isBroken, spread }: Evidence): IntentVerdict {
  const { perLevel, buyers, others } = ENOUGH_ANSWERS;
  const full = levels.filter((one) => one.n >= perLevel).length;
  if (n < ENOUGH_ANSWERS.n || k < buyers || n - k < others || full < ENOUGH_ANSWERS.levels || !trend) return 'too_few';
  if (trend.p >= CLEAR.p) return 'no_trend';
  if (trend.slope < 0) return 'reversed';
  if (isBroken) return 'not_monotone';
  return spread < CLEAR.spread ? 'tiny' : 'informative';
}

/** Neighbours among the levels that were said, of which the higher one is proven to buy less. 1 % each: there are up to five pairs. */
function breaksIn(levels: readonly IntentLevel[]): IntentDecision['breaks'] {
  const said = levels.filter((one) => one.n > 0);
  return said.slice(1).flatMap((upper, at) => {
    const lower = said[at];
    if (!lower) return [];
    const [low, high] = newcombe(upper, lower, 0.01);
    return high < 0
      ? [
          {
            from: lower.level,
            to: upper.level,
            diff: (upper.rate ?? 0) - (lower.rate ?? 0),
            ci: [low, high] as [number, number],
          },
        ]
      : [];
  });
}

function contrastOf(levels: readonly IntentLevel[]): IntentDecision['contrast'] {
  const high = total(levels.filter(({ level }) => level >= 4));
  const low = total(levels.filter(({ level }) => level <= 2));
  if (high.n === 0 || low.n === 0) return null;
  const [from, to] = newcombe(high, low);
  return { high: high.k / high.n, low: low.k / low.n, diff: high.k / high.n - low.k / low.n, ci: [from, to] };
}

/** What a score of 0 to 5 says, or null while intent says nothing. */
export function priorOf(decision: IntentDecision | null, score: number | null): number | null {
  if (decision?.verdict !== 'informative' || score === null) return null;
  const level = Math.min(5, Math.max(0, Math.round(score)));
  return decision.levels.find((one) => one.level === level)?.prior ?? null;
}
