/** Metrics of the company's own: made, tried, changed, read. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Words } from './contract-definition.ts';
import { OwnDefinition, OwnDocument, OwnKey, OwnMetric, OwnName } from './contract-own-definition.ts';
import { Figure, Group, Point } from './contract.ts';

export * from './contract-own-definition.ts';

const base = '/api/w/:workspace/own-metrics';
const Params = z.object({ own: z.string().min(1).max(40) });

/** Why an answer does not count. */
export const LEFT_OUT = ['partial', 'channel', 'test', 'segment', 'late', 'fast'] as const;
export const LeftOut = z.enum(LEFT_OUT);

export const OwnPreview = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  figure: Figure,
  points: z.array(Figure.extend({ period: z.string() })),
  dimensions: z.array(Group),
  /** Answers looked at, and what was left out of them. */
  responses: z.number().int(),
  leftOut: z.array(z.object({ reason: LeftOut, n: z.number().int() })),
  /** Only the newest answers were looked at. */
  capped: z.boolean(),
  /** The questions it is bound to, as they were found. */
  questions: z.array(
    z.object({
      playbook: z.string(),
      form: z.string(),
      question: z.string(),
      row: z.string().nullable(),
      title: Words,
      /** Its scale is another one: answers are stretched. */
      stretched: z.boolean(),
    }),
  ),
});
export type OwnPreview = z.infer<typeof OwnPreview>;

export const previewOwnMetric = endpoint({
  name: 'previewOwnMetric',
  method: 'POST',
  path: `${base}/preview`,
  summary: {
    zh: '试算一个自定义指标：近 90 天会是多少、几份答卷、排除了哪些',
    en: 'Try a metric of your own: what the last 90 days would have given, of how many answers, and what was left out',
  },
  access: 'metrics:read',
  body: z.strictObject({ definition: OwnDefinition }),
  response: OwnPreview,
  errors: ['own_metric_invalid'],
});

export const OwnListed = OwnMetric.omit({ versions: true }).extend({
  version: z.number().int(),
  definition: OwnDefinition,
  run: OwnMetric.shape.versions.element.shape.run,
  /** Of the last three months. */
  figure: Figure,
});
export type OwnListed = z.infer<typeof OwnListed>;

export const listOwnMetrics = endpoint({
  name: 'listOwnMetrics',
  method: 'GET',
  path: base,
  summary: { zh: '自定义指标', en: 'Metrics of the company’s own' },
  access: 'metrics:read',
  response: z.object({ items: z.array(OwnListed) }),
});

const Saving = z.strictObject({
  name: OwnName,
  definition: OwnDefinition,
  note: z.string().trim().max(200).default(''),
  /** The version it was made from; 0 for a new metric. Another one since is a conflict. */
  base: z.number().int().min(0),
});

export const saveOwnMetric = endpoint({
  name: 'saveOwnMetric',
  method: 'PUT',
  path: `${base}/:own`,
  summary: {
    zh: '保存自定义指标：改动生成新的一版，并按它重算全部历史',
    en: 'Save a metric of your own: a change is a new version, and all history is read by it',
  },
  access: 'metrics:write',
  params: z.object({ own: OwnKey }),
  body: Saving,
  response: OwnMetric,
  errors: ['not_found', 'own_metric_invalid', 'own_metric_moved', 'own_metric_taken'],
});

export const getOwnMetric = endpoint({
  name: 'getOwnMetric',
  method: 'GET',
  path: `${base}/:own`,
  summary: { zh: '一个自定义指标及其各版', en: 'A metric of your own with its versions' },
  access: 'metrics:read',
  params: Params,
  response: OwnMetric,
  errors: ['not_found'],
});

export const archiveOwnMetric = endpoint({
  name: 'archiveOwnMetric',
  method: 'POST',
  path: `${base}/:own/archive`,
  summary: { zh: '归档一个自定义指标，或取回', en: 'Put a metric of your own away, or take it back' },
  access: 'metrics:write',
  params: Params,
  body: z.strictObject({ archived: z.boolean(), base: z.number().int().min(1) }),
  response: OwnMetric,
  errors: ['not_found', 'own_metric_moved'],
});

export const restoreOwnMetric = endpoint({
  name: 'restoreOwnMetric',
  method: 'POST',
  path: `${base}/:own/restore`,
  summary: { zh: '恢复为某一版：生成新的一版', en: 'Go back to a version: it becomes a new one' },
  access: 'metrics:write',
  params: Params,
  body: z.strictObject({ version: z.number().int().min(1), base: z.number().int().min(1) }),
  response: OwnMetric,
  errors: ['not_found', 'own_metric_invalid', 'own_metric_moved'],
});

export const recomputeOwnMetric = endpoint({
  name: 'recomputeOwnMetric',
  method: 'POST',
  path: `${base}/:own/recompute`,
  summary: { zh: '按某一版重算全部历史', en: 'Read all history anew by a version' },
  access: 'metrics:write',
  params: Params,
  body: z.strictObject({ version: z.number().int().min(1).optional() }),
  response: OwnMetric,
  errors: ['not_found'],
});

export const exportOwnMetric = endpoint({
  name: 'exportOwnMetric',
  method: 'GET',
  path: `${base}/:own/document`,
  summary: { zh: '导出为 JSON', en: 'As a JSON document' },
  access: 'metrics:read',
  params: Params,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: OwnDocument,
  errors: ['not_found'],
});

export const importOwnMetric = endpoint({
  name: 'importOwnMetric',
  method: 'POST',
  path: `${base}/import`,
  summary: {
    zh: '导入 JSON：没有这个指标就新建，有就成为新的一版',
    en: 'From a JSON document: a new metric, or a new version of the one there is',
  },
  access: 'metrics:write',
  body: z.strictObject({ document: OwnDocument, base: z.number().int().min(0) }),
  response: OwnMetric,
  errors: ['not_found', 'own_metric_invalid', 'own_metric_moved', 'own_metric_taken'],
});

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'YYYY-MM');
const Filter = z.object({
  playbook: z.string().max(80).optional(),
  form: z.string().max(80).optional(),
  channel: z.string().max(40).optional(),
  dimension: z.string().max(80).optional(),
  from: Month.optional(),
  to: Month.optional(),
  /** Everything by this version instead of the one in force. */
  version: z.coerce.number().int().min(1).optional(),
});
export type OwnFilter = z.infer<typeof Filter>;

export const OWN_GROUPS = ['dimension', 'touchpoint', 'playbook', 'form', 'channel', 'period'] as const;
export type OwnGroupBy = (typeof OWN_GROUPS)[number];

export const getOwnFigure = endpoint({
  name: 'getOwnMetricFigure',
  method: 'GET',
  path: `${base}/:own/figure`,
  summary: {
    zh: '一个自定义指标的数值、区间与回应率，可分组',
    en: 'A metric of your own: figure, interval and response rate; in groups if asked',
  },
  access: 'metrics:read',
  params: Params,
  query: Filter.extend({ by: z.enum(OWN_GROUPS).optional() }),
  response: z.object({ figure: Figure, groups: z.array(Group), run: OwnMetric.shape.versions.element.shape.run }),
  errors: ['not_found'],
});

export const getOwnTrend = endpoint({
  name: 'getOwnMetricTrend',
  method: 'GET',
  path: `${base}/:own/trend`,
  summary: {
    zh: '一个自定义指标的走势；换了定义的地方有标记',
    en: 'A metric of your own over time; marked where the definition changed',
  },
  access: 'metrics:read',
  params: Params,
  query: Filter,
  response: z.object({ points: z.array(Point) }),
  errors: ['not_found'],
});

export const Askable = z.object({
  playbook: z.string(),
  form: z.string(),
  formTitle: Words,
  question: z.string(),
  title: Words,
  kind: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  rows: z.array(z.object({ id: z.string(), label: Words })),
  options: z.array(z.object({ value: z.string(), label: Words })),
});
export type Askable = z.infer<typeof Askable>;

export const listAskable = endpoint({
  name: 'listAskableQuestions',
  method: 'GET',
  path: `${base}/questions`,
  summary: { zh: '可以绑定的题目与触点', en: 'What a metric can be bound to: questions and touchpoints' },
  access: 'metrics:read',
  response: z.object({
    questions: z.array(Askable),
    touchpoints: z.array(
      z.object({ playbook: z.string(), name: Words, event: z.string().nullable(), eventName: Words.nullable() }),
    ),
    channels: z.array(z.string()),
  }),
});
