/** Where customers are asked and what they say there; what those who mean to come again plan. */
import { z } from 'zod';
import { INTENT_ROLES } from '../../engine/forms/form.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { MetricKey, Words } from './contract-definition.ts';
import { Figure, Group } from './contract.ts';

const Months = z.coerce.number().int().min(1).max(36).default(6);

export const TouchpointRow = z.object({
  playbook: z.string(),
  name: Words.nullable(),
  /** The event that starts the playbook. */
  event: z.string().nullable(),
  eventName: Words.nullable(),
  whole: Figure,
  /** By dimension, where anybody answered it there. */
  cells: z.array(Group),
});
export type TouchpointRow = z.infer<typeof TouchpointRow>;

export const getTouchpoints = endpoint({
  name: 'getMetricTouchpoints',
  method: 'GET',
  path: '/api/w/:workspace/metrics/:metric/touchpoints',
  summary: {
    zh: '一个指标在各触点、各维度的数值、区间与回应率',
    en: 'A metric by touchpoint and dimension, each with interval and response rate',
  },
  access: 'metrics:read',
  params: z.object({ metric: MetricKey }),
  query: z.object({ months: Months }),
  response: z.object({
    from: z.string(),
    to: z.string(),
    dimensions: z.array(z.object({ key: z.string(), name: Words.nullable() })),
    all: z.array(Group),
    rows: z.array(TouchpointRow),
  }),
  errors: ['not_found'],
});

const Interval = z.tuple([z.number(), z.number()]);

export const PlanOption = z.object({
  value: z.string(),
  label: Words,
  k: z.number().int(),
  /** null: too few answers. */
  share: z.number().nullable(),
  ci: Interval.nullable(),
});

export const Plan = z.object({
  role: z.enum(INTENT_ROLES),
  playbook: z.string(),
  form: z.string(),
  question: z.string(),
  title: Words,
  /** More than one option could be chosen: the shares do not add up to 1. */
  many: z.boolean(),
  /** Customers, each by her latest answer to it. */
  n: z.number().int(),
  lacking: z.number().int(),
  options: z.array(PlanOption),
});
export type Plan = z.infer<typeof Plan>;

export const getIntentPlans = endpoint({
  name: 'getIntentPlans',
  method: 'GET',
  path: '/api/w/:workspace/intent-plans',
  summary: {
    zh: '再购意愿背后的打算：什么时候、看什么、考虑什么，各占多少',
    en: 'What is behind the intent to come again: when, what for, and what would decide it',
  },
  access: 'metrics:read',
  query: z.object({ months: Months, playbook: z.string().max(80).optional() }),
  response: z.object({ from: z.string(), to: z.string(), least: z.number().int(), plans: z.array(Plan) }),
});
