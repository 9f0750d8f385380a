import { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import { endpoint } from '../../kit/endpoint.ts';

const WordsSchema = z.object({
  zh: z.string().min(1).max(120),
  en: z.string().min(1).max(120),
}) satisfies z.ZodType<Words>;
const Condition = z.record(z.string(), z.unknown());
const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
export const Span = z.object({ n: z.number().int().min(1).max(3650), unit: z.enum(['minute', 'hour', 'day']) });
export type Span = z.infer<typeof Span>;

const ScheduleTrigger = z.strictObject({
  kind: z.literal('schedule'),
  /** Local time of the workspace. */
  at: LocalTime,
  /** ISO weekdays, Monday = 1; every day when left out. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
});
const BecomesTrueTrigger = z.strictObject({
  kind: z.literal('becomesTrue'),
  at: LocalTime,
  /** Whether customers for whom it is true already when the rule starts count as having become so. */
  existing: z.enum(['enter', 'ignore']).default('ignore'),
});
const EventTrigger = z.strictObject({
  kind: z.literal('event'),
  event: z.string().min(1).max(80),
  /** A condition over the event's own properties and amount. */
  where: z.array(z.record(z.string(), z.unknown())).max(10).optional(),
});
const EventWithoutTrigger = z.strictObject({
  kind: z.literal('eventWithout'),
  event: z.string().min(1).max(80),
  without: z.string().min(1).max(80),
  within: Span,
});
const ManualTrigger = z.strictObject({ kind: z.literal('manual') });

export const Trigger = z.discriminatedUnion('kind', [
  ScheduleTrigger,
  BecomesTrueTrigger,
  EventTrigger,
  EventWithoutTrigger,
  ManualTrigger,
]);
export type Trigger = z.infer<typeof Trigger>;

export const Limit = z.strictObject({
  /** A customer fires at most once per period; `event` means once per triggering event. */
  per: z.enum(['once', 'day', 'week', 'month', 'event']),
  /** Separates periods across restarts of a rule, for example the epoch of a playbook. */
  key: z.string().max(120).optional(),
  /** Most customers in one run. */
  most: z.number().int().min(1).max(10_000_000).optional(),
});
export type Limit = z.infer<typeof Limit>;

export const RuleDefinition = z.strictObject({
  name: WordsSchema,
  trigger: Trigger,
  /** The condition language of engine/condition, over the customer. */
  when: Condition.nullable(),
  /** Only customers who consent to this purpose; who does not is asked again at the next run. */
  consent: z.enum(['service', 'marketing']).nullable(),
  then: z
    .array(z.strictObject({ action: z.string().max(80), params: z.record(z.string(), z.unknown()) }))
    .min(1)
    .max(10),
  limit: Limit,
});
export type RuleDefinition = z.infer<typeof RuleDefinition>;

export const RuleRun = z.object({
  runId: z.string(),
  version: z.number().int(),
  trigger: z.string(),
  at: z.iso.datetime(),
  fired: z.number().int(),
  outcome: z.record(z.string(), z.unknown()),
  error: z.string().nullable(),
});
export type RuleRun = z.infer<typeof RuleRun>;

export const RuleSummary = z.object({
  ruleId: z.string(),
  name: WordsSchema,
  version: z.number().int(),
  enabled: z.boolean(),
  trigger: Trigger,
  dueAt: z.iso.datetime().nullable(),
});
export type RuleSummary = z.infer<typeof RuleSummary>;

const RuleParams = z.object({ rule: z.string().max(120) });

export const listRules = endpoint({
  name: 'listRules',
  method: 'GET',
  path: '/api/w/:workspace/rules',
  summary: { zh: '规则列表', en: 'Rules' },
  access: 'rules:read',
  response: z.object({ rules: z.array(RuleSummary) }),
});

export const getRule = endpoint({
  name: 'getRule',
  method: 'GET',
  path: '/api/w/:workspace/rules/:rule',
  summary: { zh: '规则与最近的运行', en: 'A rule with its latest runs' },
  access: 'rules:read',
  params: RuleParams,
  response: RuleSummary.extend({ definition: RuleDefinition, runs: z.array(RuleRun) }),
  errors: ['not_found'],
});

export const runRule = endpoint({
  name: 'runRule',
  method: 'POST',
  path: '/api/w/:workspace/rules/:rule/run',
  summary: { zh: '立即运行一次', en: 'Run a rule now' },
  access: 'rules:write',
  params: RuleParams,
  response: RuleRun,
  errors: ['not_found', 'rule_disabled'],
});

export const Firing = z.object({
  ruleId: z.string(),
  ruleName: WordsSchema,
  version: z.number().int(),
  firedAt: z.iso.datetime(),
  /** One line per leaf of the condition: the sentence, what she had, whether it held. */
  because: z.array(z.object({ sentence: z.string(), value: z.string().nullable(), held: z.boolean() })),
});
export type Firing = z.infer<typeof Firing>;

export const listFirings = endpoint({
  name: 'listFirings',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/firings',
  summary: { zh: '哪些规则命中过这位客户，为什么', en: 'Which rules fired for a customer, and why' },
  access: 'rules:read',
  params: z.object({ customer: z.string().max(80) }),
  response: z.object({ firings: z.array(Firing) }),
});

/** Stored with every firing: the left value of each leaf, and the event that triggered it. */
export interface Because {
  readonly values: readonly unknown[];
  readonly event?: string;
}
