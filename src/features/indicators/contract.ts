import { z } from 'zod';
import { Day } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { PERIODS } from './contract-period.ts';
import { STAGES } from './contract-stages.ts';
import { DEFINED } from './contract-definitions.ts';
import { DIMENSIONS, KEYS } from './contract-registry.ts';

export const base = '/api/w/:workspace/indicators';
export const Words = z.object({ zh: z.string(), en: z.string() });
export const Interval = z.tuple([z.number(), z.number()]);

/** Days of the workspace, both included, or a period by its name; the month up to now when left out. */
export const asked = {
  from: Day.optional(),
  to: Day.optional(),
  period: z.enum(PERIODS).optional(),
  playbook: z.string().max(80).optional(),
  team: z.string().max(80).optional(),
  person: z.string().max(80).optional(),
  segment: z.string().max(120).optional(),
  channel: z.string().max(40).optional(),
  script: z.string().max(160).optional(),
  /** Times as they are worked, or as the clock runs. */
  time: z.enum(['working', 'calendar']).default('working'),
};
export const Asked = z.object(asked);
export type Asked = z.output<typeof Asked>;

export const Figure = z.object({
  key: z.enum(KEYS),
  group: z.enum(['process', 'outcome', 'business']),
  name: Words,
  unit: z.enum(['share', 'ms', 'money']),
  better: z.enum(['up', 'down']),
  n: z.number().int(),
  /** Hits; null where nothing is hit or missed. */
  k: z.number().int().nullable(),
  counted: Words,
  /** Null where there are too few; `missing` says so. */
  value: z.number().nullable(),
  ci: Interval.nullable(),
  /** Of times. */
  median: z.number().nullable(),
  /** Of amounts: per order. */
  each: z.number().nullable(),
  missing: Words.nullable(),
  /** Not judged yet. */
  pending: z.number().int(),
  /** The period before, as long as this one. */
  before: z.object({ n: z.number().int(), value: z.number().nullable() }),
  /** Since the period before, where both have a figure. */
  change: z.object({ diff: z.number(), ci: Interval.nullable() }).nullable(),
  /** Of a picture taken at a day: the day. */
  at: Day.nullable(),
  definition: Words,
  caveat: Words,
  version: z.number().int(),
  changedAt: z.iso.datetime().nullable(),
});
export type Figure = z.infer<typeof Figure>;

const StageFigure = z.object({
  stage: z.enum(STAGES),
  name: Words,
  n: z.number().int(),
  mean: z.number().nullable(),
  ci: Interval.nullable(),
  median: z.number().nullable(),
  /** Of the whole time of all that were closed. */
  share: z.number().nullable(),
  before: z.object({ n: z.number().int(), mean: z.number().nullable(), share: z.number().nullable() }),
  /** Open ones that stand in this stage now, and for how long the oldest has (calendar time, ms). */
  standing: z.object({ n: z.number().int(), oldestMs: z.number().nullable() }),
});
export type StageFigure = z.infer<typeof StageFigure>;

const Arm = z.object({
  n: z.number().int(),
  k: z.number().int(),
  rate: z.number().nullable(),
  mean: z.number().nullable(),
});
const Comparison = z.object({
  key: z.enum(['renewal', 'repurchase', 'churn']),
  name: Words,
  playbook: z.string(),
  playbookName: Words,
  unit: z.enum(['share', 'money']),
  t: Arm,
  c: Arm,
  diff: z.number().nullable(),
  ci: Interval.nullable(),
  verdict: z.enum(['proven_gain', 'proven_loss', 'not_proven', 'too_little_data', 'invalid']),
  note: Words,
});
export type Comparison = z.infer<typeof Comparison>;

export const Overview = z.object({
  from: Day,
  to: Day,
  before: z.object({ from: Day, to: Day }),
  time: z.enum(['working', 'calendar']),
  /** Up to when things are counted; null: nothing was ever summed. */
  refreshedAt: z.iso.datetime().nullable(),
  /** A refresh is on its way. */
  stale: z.boolean(),
  figures: z.array(Figure),
  stages: z.array(StageFigure),
  bottleneck: z.object({ stage: z.enum(STAGES), share: z.number(), words: Words }).nullable(),
  reasons: z.array(z.object({ reason: z.string(), name: Words, n: z.number().int() })),
  comparisons: z.array(Comparison),
});
export type Overview = z.infer<typeof Overview>;

const summary = (zh: string, en: string) => ({ zh, en });

export const getIndicators = endpoint({
  name: 'getIndicators',
  method: 'GET',
  path: base,
  summary: summary(
    '过程、结果与业务指标，连同阶段用时、瓶颈与上一期',
    'Process, outcome and business indicators with stage times, the bottleneck and the period before',
  ),
  access: 'indicators:read',
  query: Asked,
  response: Overview,
  errors: ['indicator_period'],
});

const Group = z.object({
  key: z.string(),
  name: Words,
  n: z.number().int(),
  k: z.number().int().nullable(),
  value: z.number().nullable(),
  ci: Interval.nullable(),
});
export type Group = z.infer<typeof Group>;

export const getIndicatorGroups = endpoint({
  name: 'getIndicatorGroups',
  method: 'GET',
  path: `${base}/groups`,
  summary: summary(
    '一个指标或阶段按月份、方案、层、渠道、人员、团队、话术拆开',
    'An indicator or a stage by month, playbook, stratum, channel, person, team or script',
  ),
  access: 'indicators:read',
  query: z.object({ ...asked, key: z.enum([...KEYS, ...STAGES]), by: z.enum(DIMENSIONS).default('month') }),
  response: z.object({ by: z.enum(DIMENSIONS), possible: z.array(z.enum(DIMENSIONS)), groups: z.array(Group) }),
  errors: ['indicator_period'],
});

export const IndicatorRow = z.object({
  id: z.string(),
  kind: z.enum(['task', 'enrolment', 'contract', 'order', 'response', 'customer']),
  customerId: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  at: z.iso.datetime(),
  /** Counts as a hit; null where nothing is hit or missed. */
  hit: z.boolean().nullable(),
  playbook: z.string().nullable(),
  person: z.string().nullable(),
  /** ms, or an amount. */
  value: z.number().nullable(),
  note: Words.nullable(),
});
export type IndicatorRow = z.infer<typeof IndicatorRow>;

/** Of a stage: not what was closed in the period, but what is open and stands in it now, in time of the clock. */
const standing = z.enum(['0', '1']).default('0');

export const listIndicatorRows = endpoint({
  name: 'listIndicatorRows',
  method: 'GET',
  path: `${base}/rows`,
  summary: summary(
    '数字背后的任务、客户、合同、订单；阶段则用时长的在前',
    'The tasks, customers, contracts or orders behind a figure; of a stage the longest first',
  ),
  access: 'indicators:read',
  query: z.object({
    ...asked,
    key: z.enum([...KEYS, ...STAGES]),
    hit: z.enum(['yes', 'no']).optional(),
    standing,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ rows: z.array(IndicatorRow), next: z.string().nullable() }),
  errors: ['indicator_period'],
});

export const EXPORTS = ['figures', 'stages', 'people', 'rows'] as const;
export const downloadIndicators = endpoint({
  name: 'downloadIndicators',
  method: 'GET',
  path: `${base}/csv`,
  summary: summary('指标、阶段、人员或明细导出 CSV', 'Figures, stages, people or rows as CSV'),
  access: 'indicators:read',
  query: z.object({
    ...asked,
    what: z.enum(EXPORTS).default('figures'),
    key: z.enum([...KEYS, ...STAGES]).default('plan'),
    hit: z.enum(['yes', 'no']).optional(),
    standing,
  }),
  response: z.string(),
  produces: 'text/csv',
  errors: ['indicator_period'],
});

const Definition = z.object({
  indicator: z.enum(DEFINED),
  version: z.number().int(),
  params: z.record(z.string(), z.union([z.number(), z.boolean()])),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
});
export type Definition = z.infer<typeof Definition>;
const Definitions = z.object({ definitions: z.array(Definition) });

export const listIndicatorDefinitions = endpoint({
  name: 'listIndicatorDefinitions',
  method: 'GET',
  path: `${base}/definitions`,
  summary: summary('指标口径与版本', 'What the indicators mean, with versions'),
  access: 'indicators:read',
  response: Definitions,
});

export const changeIndicatorDefinition = endpoint({
  name: 'changeIndicatorDefinition',
  method: 'PUT',
  path: `${base}/definitions/:indicator`,
  summary: summary('发布新的口径，历史按新口径重算', 'Publish a new definition; the past is computed anew with it'),
  access: 'indicators:write',
  params: z.object({ indicator: z.enum(DEFINED) }),
  body: z.object({ params: z.record(z.string(), z.union([z.number(), z.boolean()])) }),
  response: Definitions,
  errors: ['indicator_definition_invalid'],
});

export const refreshIndicators = endpoint({
  name: 'refreshIndicators',
  method: 'POST',
  path: `${base}/refresh`,
  summary: summary('立即更新，或从头重算', 'Bring the sums up to date, or compute them anew from the beginning'),
  access: 'indicators:read',
  body: z.object({ all: z.boolean().default(false) }),
  response: z.object({ started: z.boolean() }),
});
