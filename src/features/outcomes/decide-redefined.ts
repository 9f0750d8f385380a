/** Says in plain sentences what of a registered definition was changed since: what, from, to, which version, when, by whom. Pure. */
import type { Words } from '../../engine/words.ts';
import type { MetricDefinition, MetricVersion } from '../metrics/contract.ts';
import type { PlaybookChange } from '../playbooks/contract-definition.ts';
import type { Redefined, Scorecard } from './contract.ts';
import { money, percent, points } from './decide-format.ts';

const same = (text: string): Words => ({ zh: text, en: text });
const NONE: Words = { zh: '没有登记', en: 'none' };
/** Told without the two values: they are conditions, which no sentence holds. */
const UNTOLD: Words = { zh: '', en: '' };

const NAMES: Readonly<Record<string, Words>> = {
  goal: { zh: '目标事件', en: 'target event' },
  window_days: { zh: '观察窗口', en: 'window' },
  refund_days: { zh: '退款期', en: 'days for refunds' },
  mode: { zh: '判定方式', en: 'mode of judging' },
  planned_n: { zh: '计划人数', en: 'planned number' },
  target: { zh: '要达到的差值', en: 'difference to reach' },
  margin: { zh: '毛利率', en: 'margin' },
  setup_cost: { zh: '一次性成本', en: 'set-up cost' },
  monthly_cost: { zh: '每月成本', en: 'monthly cost' },
  cost_per_contact: { zh: '每次触达成本', en: 'cost per contact' },
  holdout: { zh: '对照组比例', en: 'hold-out' },
  service_critical: { zh: '是否必须回访', en: 'whether nobody may be held out' },
  strata: { zh: '分层', en: 'strata' },
  audience: { zh: '进入条件', en: 'audience' },
  consent: { zh: '需要的同意', en: 'consent needed' },
};

/** Fixed for each customer as she entered; nothing can draw or divide her again. */
const AS_DRAWN = new Set(['holdout', 'service_critical', 'strata', 'audience', 'consent']);

const MODES: Readonly<Record<string, Words>> = {
  always_valid: { zh: '随时可看', en: 'always valid' },
  fixed: { zh: '只看一次', en: 'one look' },
};
const CONSENTS: Readonly<Record<string, Words>> = {
  service: { zh: '服务', en: 'service' },
  marketing: { zh: '营销', en: 'marketing' },
};

interface Goal {
  readonly event: string;
  readonly name: Words;
}

function valueOf(field: string, value: unknown, currency: string): Words {
  if (field === 'goal') {
    const { event, name } = value as Goal;
    return { zh: `「${name.zh}」（${event}）`, en: `“${name.en}” (${event})` };
  }
  if (field === 'strata') {
    const names = (value as readonly { name: Words }[]).map(({ name }) => name);
    if (names.length === 0) return { zh: '不分', en: 'none' };
    return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
  }
  if (field === 'audience') return UNTOLD;
  if (field === 'consent') return CONSENTS[String(value)] ?? { zh: '不需要', en: 'none' };
  if (field === 'service_critical') return value === true ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'string') return MODES[value] ?? same(value);
  if (typeof value !== 'number') return NONE;
  if (field === 'window_days' || field === 'refund_days') return { zh: `${value} 天`, en: `${value} days` };
  if (field === 'target') return { zh: `${points(value)} 个百分点`, en: `${points(value)} points` };
  if (field === 'margin' || field === 'holdout') return same(percent(value));
  if (field === 'planned_n') return { zh: `${value} 人`, en: `${value} customers` };
  return same(money(value, currency));
}

interface Setting {
  readonly currency: string;
  /** The version that is in force; null: none ever was. */
  readonly liveVersion: number | null;
  readonly dateOf: (at: Date) => string;
}

export function tellPlaybookChange(change: PlaybookChange, { currency, liveVersion, dateOf }: Setting): Redefined {
  const { field, version, by } = change;
  return tell({
    field,
    name: NAMES[field] ?? same(field),
    from: valueOf(field, change.from, currency),
    to: valueOf(field, change.to, currency),
    version,
    at: dateOf(change.at),
    by,
    live: liveVersion !== null && version <= liveVersion,
    effect: AS_DRAWN.has(field) ? 'as_drawn' : 'recomputed',
  });
}

function formulaOf(definition: MetricDefinition): Words {
  if (definition.kind === 'nps') {
    const { promoter, detractor } = definition;
    return {
      zh: `推荐者 ${promoter} 分起、贬损者 ${detractor} 分以下（含）`,
      en: `promoters from ${promoter}, detractors up to ${detractor}`,
    };
  }
  const [low, high] = definition.scale;
  return { zh: `${low}–${high} 分里 ${definition.from} 分起`, en: `${definition.from} or more of ${low} to ${high}` };
}

export function tellMetricChange(
  { metric, name }: { readonly metric: string; readonly name: Words },
  before: MetricVersion,
  today: MetricVersion,
  dateOf: Setting['dateOf'],
): Redefined {
  return tell({
    field: `metric:${metric}`,
    name: { zh: `「${name.zh}」的算法`, en: `formula of “${name.en}”` },
    from: formulaOf(before.definition),
    to: formulaOf(today.definition),
    version: today.version,
    at: today.createdAt === null ? '' : dateOf(new Date(today.createdAt)),
    by: today.createdBy,
    live: true,
    effect: 'recomputed',
  });
}

function tell(change: Omit<Redefined, 'words'>): Redefined {
  const { name, from, to, version, at, by, live, effect } = change;
  const untold = from.zh === '' && to.zh === '';
  return {
    ...change,
    words: {
      zh: [
        untold ? `${name.zh}改过` : `${name.zh}由 ${from.zh} 改为 ${to.zh}`,
        `：第 ${version} 版，${at}，${by}`,
        live ? '' : '，保存了还没有启用',
        effect === 'as_drawn' ? '。已入组的人当时就分好了，不能重分，重算里仍按登记' : '',
        '。',
      ].join(''),
      en: [
        untold ? `The ${name.en} was changed` : `The ${name.en} was changed from ${from.en} to ${to.en}`,
        `: version ${version}, ${at}, ${by}`,
        live ? '' : '; saved, not switched on',
        effect === 'as_drawn' ? '. Who has entered was drawn and divided then and stays so below' : '',
        '.',
      ].join(''),
    },
  };
}

export const CAVEAT: Words = {
  zh: '以登记的数字为准。这里是知道了结果之后按今天的定义重算的，不是预先登记的，不下结论，也不能代替登记的数字。',
  en: 'The registered figures are the result. These were recomputed by today’s definition after outcomes were known: not pre-registered, no verdict, and never in the place of the registered ones.',
};

/** Of a recomputed figure only that nothing may be concluded, never that something is proven or not. */
const withheld = (verdict: Scorecard['verdict'] | null) =>
  verdict === 'too_little_data' || verdict === 'invalid' ? verdict : null;

type Figures = NonNullable<NonNullable<Scorecard['recomputed']>['figures']>;

export function figuresOf(card: Scorecard): Figures {
  const { definition_version, goal, window, mode, planned_n, matured, attributed_revenue, cost, roi } = card;
  return {
    definition_version,
    goal,
    window,
    mode,
    planned_n,
    target: card.registered_target.lift,
    matured,
    conversion: { ...card.conversion, verdict: withheld(card.conversion.verdict) },
    revenue: { ...card.revenue, verdict: withheld(card.revenue.verdict) },
    incremental_revenue: card.incremental_revenue,
    attributed_revenue,
    cost,
    roi,
    indicators: card.indicators.map((indicator) => ({
      ...indicator,
      rows: indicator.rows.map((row) => ({ ...row, verdict: withheld(row.verdict) })),
    })),
  };
}
