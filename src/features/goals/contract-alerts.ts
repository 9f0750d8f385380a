/** Alerts: a figure has left its band, or arms have sizes that chance does not explain. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Unit, Words } from './contract-goal.ts';

export const DIVISIONS = ['script', 'playbook', 'channel', 'reason', 'person'] as const;

export const CausePart = z.object({
  key: z.string(),
  name: Words,
  before: z.object({ value: z.number().nullable(), n: z.number().int() }),
  now: z.object({ value: z.number().nullable(), n: z.number().int() }),
  rate: z.number(),
  mix: z.number(),
  effect: z.number(),
  low: z.number(),
  high: z.number(),
});
export type CausePart = z.infer<typeof CausePart>;

export const Division = z.object({
  by: z.enum(DIVISIONS),
  rate: z.number(),
  mix: z.number(),
  parts: z.array(CausePart),
});
export type Division = z.infer<typeof Division>;

export const Cause = z.object({
  /** `none`: divided, and no part stands out. `not_divisible`: the figure is no sum of parts. `no_reference`: nothing to compare with. */
  kind: z.enum(['part', 'none', 'not_divisible', 'no_reference']),
  reference: z.object({ from: z.string(), to: z.string(), value: z.number(), n: z.number().int() }).nullable(),
  now: z.object({ value: z.number(), n: z.number().int() }),
  change: z.number().nullable(),
  part: CausePart.extend({ by: z.enum(DIVISIONS), share: z.number() }).nullable(),
  divisions: z.array(Division),
});
export type Cause = z.infer<typeof Cause>;

export const Seen = z.object({
  value: z.number(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The limit that was left; for arms the share that was planned. */
  limit: z.number(),
  p: z.number().optional(),
});
export type Seen = z.infer<typeof Seen>;

export const Alert = z.object({
  alertId: z.string(),
  kind: z.enum(['goal', 'ratio']),
  goalId: z.string().nullable(),
  title: Words,
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  unit: Unit,
  side: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  /** Better than usual is told too, and is no cause for worry. */
  tone: z.enum(['bad', 'good', 'invalid']),
  day: z.string(),
  seen: Seen,
  /** What most likely moved it, as it was last looked for; `causeAt` says when. */
  cause: Cause.nullable(),
  causeAt: z.iso.datetime().nullable(),
  /** The one found on the day of the alert, where it was looked for again since. */
  firstCause: Cause.nullable(),
  /** What to do, and the place where it is done, below the workspace. */
  action: z.object({ label: Words, path: z.string() }),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  closeReason: z.enum(['back', 'archived', 'turned', 'ended']).nullable(),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime(), note: z.string() }).nullable(),
  /** The first day on which it is shown again; null once that has come. */
  snoozedUntil: z.string().nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type Alert = z.infer<typeof Alert>;

export const listGoalAlerts = endpoint({
  name: 'listGoalAlerts',
  method: 'GET',
  path: '/api/w/:workspace/goal-alerts',
  summary: {
    zh: '预警：指标离开了正常范围，或分组比例可疑',
    en: 'Alerts: figures out of their band, arms of suspicious sizes',
  },
  access: 'goals:read',
  query: z.object({ state: z.enum(['open', 'closed']).default('open'), goal: z.string().max(60).optional() }),
  response: z.object({ items: z.array(Alert) }),
});

export const handleGoalAlert = endpoint({
  name: 'handleGoalAlert',
  method: 'PATCH',
  path: '/api/w/:workspace/goal-alerts/:alert',
  summary: { zh: '确认、稍后提醒或分派一条预警', en: 'Acknowledge, put off or assign an alert' },
  access: 'goals:handle',
  params: z.object({ alert: z.string().max(60) }),
  body: z.strictObject({
    /** Acknowledges it, with what was found or is being done. */
    note: z.string().trim().min(1).max(500).optional(),
    /** Not shown on the home page for so many days; null takes it back. */
    snoozeDays: z.number().int().min(1).max(90).nullable().optional(),
    assignee: z.string().max(60).nullable().optional(),
  }),
  response: Alert,
  errors: ['not_found', 'alert_closed', 'goal_invalid'],
});

export const seekGoalCause = endpoint({
  name: 'seekGoalCause',
  method: 'POST',
  path: '/api/w/:workspace/goal-alerts/:alert/cause',
  summary: {
    zh: '用预警周期里到现在为止的全部数据，重新分析可能原因',
    en: 'Look for the cause again, with all that is known by now of the period of the alert',
  },
  access: 'goals:handle',
  params: z.object({ alert: z.string().max(60) }),
  body: z.strictObject({}),
  response: Alert,
  errors: ['not_found', 'alert_closed'],
});
