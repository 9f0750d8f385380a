/** Metrics: definitions with versions, figures with n and interval, trends. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Metric, MetricDefinition, MetricKey, Words } from './contract-definition.ts';

export * from './contract-definition.ts';

/** With fewer answers there is no figure. */
export const LEAST_ANSWERS = 30;

const Interval = z.tuple([z.number(), z.number()]);

export const ResponseRate = z.object({
  asked: z.number().int(),
  answered: z.number().int(),
  value: z.number().nullable(),
  ci: Interval.nullable(),
});
export type ResponseRate = z.infer<typeof ResponseRate>;

/** The figure for all customers where some were asked more often than others: each answer counts for as many as stood behind it. */
export const Weighted = z.object({
  value: z.number(),
  ci: Interval,
  /** As many answers of equal weight would say as much, and how many times fewer that is. */
  effective_n: z.number(),
  design_effect: z.number(),
  /** Weighted less unweighted, with the interval of that difference; `differs`: it is clear of 0. */
  moved: z.object({ value: z.number(), ci: Interval }),
  differs: z.boolean(),
  /** The chances of being asked that occur, with their answers. */
  shares: z.array(z.object({ share: z.number(), n: z.number().int() })),
});
export type Weighted = z.infer<typeof Weighted>;

export const Figure = z.object({
  metric: z.string(),
  version: z.number().int(),
  /** Customers whose latest answer of a month counts. */
  n: z.number().int(),
  /** A share (0 to 1), or a score of -100 to 100; null with fewer than 30 answers. */
  value: z.number().nullable(),
  ci: Interval.nullable(),
  /** Of a share: the mean of the scores. */
  mean: z.number().nullable(),
  mean_ci: Interval.nullable(),
  missing: z.enum(['no_answers', 'too_few']).nullable(),
  /** How many answers lack. */
  lacking: z.number().int(),
  /** Answers by score, ascending. */
  counts: z.array(z.object({ score: z.number(), n: z.number().int() })),
  /** Who was asked and answered; null where nothing knows who was asked. */
  rate: ResponseRate.nullable(),
  /** null where everybody was asked with the same chance, and where there are too few answers. */
  weighted: Weighted.nullable(),
});
export type Figure = z.infer<typeof Figure>;

export const GROUPS = ['dimension', 'playbook', 'epoch', 'form', 'channel', 'month'] as const;
export type GroupBy = (typeof GROUPS)[number];

export const Group = Figure.extend({ key: z.string(), name: Words.nullable() });
export type Group = z.infer<typeof Group>;

export const Point = Figure.extend({
  /** The month, YYYY-MM. */
  period: z.string(),
  /** The definition changed with this period. */
  changed: z.boolean(),
});
export type Point = z.infer<typeof Point>;

const Filter = z.object({
  playbook: z.string().max(80).optional(),
  epoch: z.coerce.number().int().min(1).optional(),
  form: z.string().max(80).optional(),
  channel: z.string().max(40).optional(),
  /** A row of the question; the whole when left out. */
  dimension: z.string().max(80).optional(),
  /** Months, both inclusive: 2026-01. All when left out. */
  from: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  to: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  /** Computes every period by this version instead of the one in force then. */
  version: z.coerce.number().int().min(1).optional(),
});

const base = '/api/w/:workspace/metrics';
const Key = z.object({ metric: MetricKey });

export const listMetrics = endpoint({
  name: 'listMetrics',
  method: 'GET',
  path: base,
  summary: { zh: '指标及其定义的各版', en: 'Metrics with the versions of their definitions' },
  access: 'metrics:read',
  response: z.object({ items: z.array(Metric) }),
});

export const publishMetric = endpoint({
  name: 'publishMetric',
  method: 'POST',
  path: base,
  summary: {
    zh: '发布指标的新一版定义，从现在起生效；已发布的不变，旧时期可按任一版重算',
    en: 'Publish a new version of a definition, in force from now on; published ones do not change, old periods can be computed by any',
  },
  access: 'metrics:write',
  body: z.strictObject({
    metric: MetricKey,
    name: z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) }),
    definition: MetricDefinition,
  }),
  response: Metric,
  errors: ['metric_invalid'],
});

export const getFigure = endpoint({
  name: 'getMetricFigure',
  method: 'GET',
  path: `${base}/:metric/figure`,
  summary: {
    zh: '一个指标的数值、区间与回应率，可分组',
    en: 'A metric: figure, interval, response rate; in groups if asked',
  },
  access: 'metrics:read',
  params: Key,
  query: Filter.extend({ by: z.enum(GROUPS).optional() }),
  response: z.object({ figure: Figure, groups: z.array(Group) }),
  errors: ['not_found'],
});

export const getTrend = endpoint({
  name: 'getMetricTrend',
  method: 'GET',
  path: `${base}/:metric/trend`,
  summary: { zh: '一个指标按月的走势', en: 'A metric by month' },
  access: 'metrics:read',
  params: Key,
  query: Filter,
  response: z.object({ points: z.array(Point) }),
  errors: ['not_found'],
});

export const Board = z.object({
  metric: z.string(),
  name: Words,
  definition: MetricDefinition,
  figure: Figure,
  points: z.array(Point),
  dimensions: z.array(Group),
});
export type Board = z.infer<typeof Board>;

export const getBoard = endpoint({
  name: 'getMetricBoard',
  method: 'GET',
  path: `${base}/board`,
  summary: { zh: '指标总览：数值、走势、各维度', en: 'All metrics: figure, trend, dimensions' },
  access: 'metrics:read',
  query: z.object({
    playbook: z.string().max(80).optional(),
    channel: z.string().max(40).optional(),
    months: z.coerce.number().int().min(1).max(36).default(6),
  }),
  response: z.object({
    from: z.string(),
    to: z.string(),
    metrics: z.array(Board),
    /** What can be chosen. */
    playbooks: z.array(z.string()),
    channels: z.array(z.string()),
  }),
});

export const rebuildMetrics = endpoint({
  name: 'rebuildMetrics',
  method: 'POST',
  path: `${base}/rebuild`,
  summary: { zh: '从答卷重新读出全部指标', en: 'Read all readings anew from the responses' },
  access: 'metrics:write',
  response: z.object({ started: z.boolean() }),
});
