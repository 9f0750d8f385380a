/** Figures from sums: value, interval, the period before, and what to say when there are too few. Pure. */
import { type Interval, newcombe, sampleOf, sampleRatio, tQuantile, welch, wilson } from '../../engine/stats/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Comparison, Figure, StageFigure } from './contract.ts';
import { type Stage, STAGE_WORDS, STAGES } from './contract-stages.ts';
import type { Params } from './contract-definitions.ts';
import { type Compared, INDICATORS, type Key } from './contract-registry.ts';

export interface Sum {
  readonly n: number;
  readonly k: number;
  readonly sum: number;
  readonly sumsq: number;
}

export const NOTHING: Sum = { n: 0, k: 0, sum: 0, sumsq: 0 };

/** Fewer than these are no share and no mean: the interval would say nothing. */
export const LEAST_SHARE = 20;
export const LEAST_MEAN = 10;
/** value.md: a comparison of rates needs so many customers per arm and so many events, one of money so many buyers in the smaller arm. */
const LEAST_ARM = 100;
const LEAST_EVENTS = 10;
const LEAST_BUYERS = 25;
/** Below this the split did not come about by the draw. */
const BROKEN = 0.001;

export interface Measured {
  readonly sum: Sum;
  readonly before: Sum;
  readonly pending: number;
  readonly median: number | null;
  /** Given back in the period, as a negative sum. */
  readonly refunds: { readonly now: number; readonly before: number };
  readonly at: string | null;
  readonly version: number;
  readonly changedAt: string | null;
  /** Asked for one playbook, which this indicator does not know. */
  readonly elsewhere: boolean;
  /** The period before lies wholly within what was counted. */
  readonly isBeforeWhole: boolean;
}

export function decideFigure(key: Key, measured: Measured, params: Params): Figure {
  const { group, name, unit, better, counted, define, caveat } = INDICATORS[key];
  const { sum, before, pending, median, refunds, at, version, changedAt, elsewhere, isBeforeWhole } = measured;
  const read = readingOf(key, sum, refunds.now);
  return {
    key,
    group,
    name,
    unit,
    better,
    n: unit === 'money' ? sum.k : sum.n,
    k: unit === 'share' ? sum.k : null,
    counted,
    value: read.value,
    ci: read.ci && [...read.ci],
    median: read.value === null ? null : median,
    each: read.each,
    missing: missingOf(key, unit === 'money' ? sum.k : sum.n, read.value, pending, elsewhere),
    pending,
    before: {
      n: unit === 'money' ? before.k : before.n,
      value: isBeforeWhole ? readingOf(key, before, refunds.before).value : null,
    },
    change: isBeforeWhole ? changeOf(key, sum, before) : null,
    at,
    definition: define(params),
    caveat,
    version,
    changedAt,
  };
}

/** Since the period before, with the interval of the difference; sums of money have none. */
function changeOf(key: Key, sum: Sum, before: Sum): Figure['change'] {
  const [now, was] = [readingOf(key, sum).value, readingOf(key, before).value];
  if (now === null || was === null || INDICATORS[key].unit === 'money') return null;
  const ci = INDICATORS[key].unit === 'share' ? newcombe(sum, before) : welch(sampleOf(sum), sampleOf(before)).ci;
  return { diff: now - was, ci: ci.every(Number.isFinite) ? [ci[0], ci[1]] : null };
}

interface Reading {
  readonly value: number | null;
  readonly ci: Interval | null;
  readonly each: number | null;
}

const NONE: Reading = { value: null, ci: null, each: null };

export function readingOf(key: Key | Stage, sum: Sum, refunds = 0): Reading {
  const unit = key in INDICATORS ? INDICATORS[key as Key].unit : 'ms';
  if (unit === 'share') {
    return sum.n < LEAST_SHARE ? NONE : { value: sum.k / sum.n, ci: wilson(sum), each: null };
  }
  if (unit === 'ms') {
    const mean = meanOf(sum.n, sum);
    return sum.n < LEAST_MEAN ? NONE : { ...mean, each: null };
  }
  // What was sold is a fact, however few orders it was; what an order is worth is an estimate.
  const { value: each, ci } = meanOf(sum.k, sum);
  return sum.k === 0 ? NONE : { value: sum.sum + refunds, ci: sum.k < LEAST_MEAN ? null : ci, each };
}

/** With Student's interval, not below 0. */
function meanOf(n: number, { sum, sumsq }: Sum): { value: number | null; ci: Interval | null } {
  const { mean, variance } = sampleOf({ n, sum, sumsq });
  if (n === 0) return { value: null, ci: null };
  const half = n < 2 ? Number.NaN : tQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { value: mean, ci: Number.isFinite(half) ? [Math.max(0, mean - half), mean + half] : null };
}

function missingOf(key: Key, n: number, value: number | null, pending: number, elsewhere: boolean): Words | null {
  if (elsewhere)
    return {
      zh: '这个指标属于客户，不按方案拆分；方案带来的差别看下面的对照。',
      en: 'This indicator belongs to customers, not to a playbook; what a playbook changed stands in the comparison below.',
    };
  if (value !== null) return null;
  const { counted, unit } = INDICATORS[key];
  const least = unit === 'ms' ? LEAST_MEAN : LEAST_SHARE;
  const later =
    pending > 0
      ? { zh: `，另有 ${pending} ${counted.zh}还没到判断的时候`, en: `; ${pending} more cannot be judged yet` }
      : { zh: '', en: '' };
  if (n === 0) return { zh: `期间内没有${later.zh}`, en: `none in the period${later.en}` };
  return {
    zh: `只有 ${n} ${counted.zh}，至少 ${least} 才给出数字${later.zh}`,
    en: `only ${n} ${counted.en}; no figure below ${least}${later.en}`,
  };
}

export function decideStages(
  now: ReadonlyMap<Stage, Sum>,
  before: ReadonlyMap<Stage, Sum>,
  medianOf: (stage: Stage) => number | null,
  standing: ReadonlyMap<Stage, { n: number; oldestMs: number }>,
): StageFigure[] {
  const whole = total(now);
  const wholeBefore = total(before);
  return STAGES.map((stage) => {
    const [sum, was] = [now.get(stage) ?? NOTHING, before.get(stage) ?? NOTHING];
    const { value, ci } = readingOf(stage, sum);
    const stands = standing.get(stage);
    return {
      stage,
      name: STAGE_WORDS[stage],
      n: sum.n,
      mean: value,
      ci: ci && [...ci],
      median: value === null ? null : medianOf(stage),
      share: value !== null && whole > 0 ? sum.sum / whole : null,
      before: {
        n: was.n,
        mean: readingOf(stage, was).value,
        share: was.n >= LEAST_MEAN && wholeBefore > 0 ? was.sum / wholeBefore : null,
      },
      standing: { n: stands?.n ?? 0, oldestMs: stands?.oldestMs ?? null },
    };
  });
}

const total = (sums: ReadonlyMap<Stage, Sum>): number => [...sums.values()].reduce((all, { sum }) => all + sum, 0);

/** The stage that takes the most of the time, with how that moved. */
export function bottleneckOf(stages: readonly StageFigure[]): { stage: Stage; share: number; words: Words } | null {
  const [first] = stages.filter(({ share }) => share !== null).toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
  if (!first || !first.share) return null;
  const { stage, share, name, before } = first;
  const percent = Math.round(share * 100);
  const was = before.share === null ? null : Math.round(before.share * 100);
  const moved = was === null ? { zh: '', en: '' } : { zh: `，上一期 ${was} %`, en: `, ${was} % in the period before` };
  return {
    stage,
    share,
    words: {
      zh: `${percent} % 的时间用在「${name.zh}」${moved.zh}。`,
      en: `${percent} % of the time goes into “${name.en}”${moved.en}.`,
    },
  };
}

export interface ArmSums {
  readonly t: Sum;
  readonly c: Sum;
}

/** Treatment against control, matured customers in their own windows: the only reading here that is causal. */
export function decideComparison(
  key: Compared,
  { t, c }: ArmSums,
  /** Share held out; null when it changed in the period, then the split is not checked. */
  holdout: number | null,
): Pick<Comparison, 't' | 'c' | 'diff' | 'ci' | 'verdict' | 'unit' | 'note'> {
  const money = key === 'repurchase';
  const arm = (sum: Sum) => ({
    n: sum.n,
    k: sum.k,
    rate: sum.n > 0 ? sum.k / sum.n : null,
    mean: money && sum.n > 0 ? sum.sum / sum.n : null,
  });
  const shown = { t: arm(t), c: arm(c), unit: money ? ('money' as const) : ('share' as const) };
  const split = holdout === null || t.n + c.n === 0 ? null : sampleRatio([t.n, c.n], [1 - holdout, holdout]);
  if (split && split.p < BROKEN) {
    return {
      ...shown,
      diff: null,
      ci: null,
      verdict: 'invalid',
      note: {
        zh: '两组人数和抽签比例对不上，不能比较。',
        en: 'The arms are not of the size that was drawn, so they cannot be compared.',
      },
    };
  }
  const enough = money
    ? Math.min(t.k, c.k) >= LEAST_BUYERS
    : Math.min(t.n, c.n) >= LEAST_ARM && t.k + c.k >= LEAST_EVENTS;
  if (!enough) {
    return {
      ...shown,
      diff: null,
      ci: null,
      verdict: 'too_little_data',
      note: money
        ? {
            zh: `每组至少要有 ${LEAST_BUYERS} 位再次购买的客户。`,
            en: `Each arm needs ${LEAST_BUYERS} customers who bought again.`,
          }
        : {
            zh: `每组至少 ${LEAST_ARM} 人、合计至少 ${LEAST_EVENTS} 次。`,
            en: `${LEAST_ARM} customers per arm and ${LEAST_EVENTS} events in all are needed.`,
          },
    };
  }
  const money2 = money ? welch(sampleOf(t), sampleOf(c)) : null;
  const diff = money2 ? money2.value : t.k / t.n - c.k / c.n;
  const ci = money2 ? money2.ci : newcombe(t, c);
  const gain = key === 'churn' ? ci[1] < 0 : ci[0] > 0;
  const loss = key === 'churn' ? ci[0] > 0 : ci[1] < 0;
  return {
    ...shown,
    diff,
    ci: [ci[0], ci[1]],
    verdict: gain ? 'proven_gain' : loss ? 'proven_loss' : 'not_proven',
    note: {
      zh: '对照：抽签分组，差别来自这个方案。区间只看一次有效；正式结论看记分卡。',
      en: 'Comparison: the arms were drawn by chance, the difference comes from this playbook. The interval holds for one look; the registered verdict is on the scorecard.',
    },
  };
}
