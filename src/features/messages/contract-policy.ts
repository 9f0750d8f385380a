/** Not too often, not now, not without consent: the contact policy of a workspace, and what it decided. Browser-safe. */
import { z } from 'zod';
import { ChannelKind } from './contract-definition.ts';

const Time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM');
/** From inclusive, to exclusive, local time. */
export const Span = z.strictObject({ from: Time, to: Time });
export type Span = z.infer<typeof Span>;

/** Several in a day, in their order: what lies between is the rest at noon. */
const Spans = z
  .array(Span)
  .min(1)
  .max(6)
  .refine((spans) => spans.every(({ from, to }, at) => from < to && (spans[at - 1]?.to ?? '00:00') <= from), {
    message: 'in order, from before to',
  });

/** On which days: every day, not on holidays, or on working days only (make-up days are worked). */
export const DayRule = z.enum(['every', 'noHolidays', 'working']);
export type DayRule = z.infer<typeof DayRule>;

export const Cap = z.strictObject({
  channel: z.union([ChannelKind, z.literal('any')]),
  purpose: z.enum(['service', 'marketing', 'any']),
  /** At most this many in so many calendar days, today included. */
  most: z.number().int().min(1).max(100),
  days: z.number().int().min(1).max(366),
  /** Of what is counted only surveys, or only calls that were answered or were not. */
  what: z.enum(['survey', 'answered', 'unanswered']).exactOptional(),
});
export type Cap = z.infer<typeof Cap>;

/** Money for contacts, in the currency of the workspace. */
export const Budget = z.strictObject({
  channel: z.union([ChannelKind, z.literal('any')]),
  /** Of one playbook; null: of all of them together. */
  playbook: z.string().min(1).max(60).nullable(),
  per: z.enum(['day', 'month']),
  amount: z.number().min(0).max(1e9),
  /** When it is used up: wait for the next day or month, or do not send. */
  then: z.enum(['defer', 'refuse']),
});
export type Budget = z.infer<typeof Budget>;

export const budgetKey = ({ channel, playbook, per }: Omit<Budget, 'amount' | 'then'>): string =>
  [per, channel, playbook ?? ''].join(':');

export const ContactPolicy = z.strictObject({
  /** Consumers, or companies: who calls companies does so on working days unless told otherwise. */
  customersAre: z.enum(['people', 'companies']),
  /** When a customer may be contacted, by her own clock where it is known. */
  hours: z.record(ChannelKind, z.strictObject({ service: Spans, marketing: Spans })),
  days: z.record(ChannelKind, DayRule),
  /** Never in this time, whatever the hours say, on channels that ring; it goes over midnight. */
  hardStop: z.strictObject({ from: Time, to: Time, channels: z.array(ChannelKind).max(6) }),
  /** Per person, whatever the playbook. On `any` channel messages are counted, else attempts. A fallback of the same message counts once. */
  caps: z.array(Cap).max(30),
  /** Minutes between two contacts on a channel. */
  gaps: z.partialRecord(ChannelKind, z.number().int().min(1).max(10_080)),
  /** The same words do not reach the same person twice within so many hours; 0: they may. */
  duplicateHours: z.number().int().min(0).max(720),
  budgets: z
    .array(Budget)
    .max(30)
    .refine((budgets) => new Set(budgets.map(budgetKey)).size === budgets.length, { message: 'each once' }),
  /** What a contact costs, where it is not what the costs say. */
  prices: z.partialRecord(ChannelKind, z.number().min(0).max(10_000)),
  /** What could not be sent for so long is not sent any more. */
  giveUpDays: z.number().int().min(1).max(90),
});
export type ContactPolicy = z.infer<typeof ContactPolicy>;

const allDay = [{ from: '00:00', to: '24:00' }];
const span = (from: string, to: string): Span[] => [{ from, to }];
const TALK = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '20:00' },
];

/** Mind the rest of the day for what rings; an e-mail of a service may come at any time. */
export const DEFAULT_POLICY: ContactPolicy = {
  customersAre: 'people',
  hours: {
    sms: { service: span('09:00', '20:30'), marketing: span('10:00', '20:00') },
    wecom: { service: span('09:00', '21:00'), marketing: span('10:00', '20:00') },
    wechat: { service: span('09:00', '21:00'), marketing: span('10:00', '20:00') },
    email: { service: allDay, marketing: span('08:00', '22:00') },
    voice: { service: TALK, marketing: TALK },
    web: { service: allDay, marketing: span('08:00', '22:00') },
  },
  days: { sms: 'every', wecom: 'every', wechat: 'every', email: 'every', voice: 'every', web: 'every' },
  hardStop: { from: '22:00', to: '08:00', channels: ['sms', 'wecom', 'wechat', 'voice'] },
  caps: [
    { channel: 'any', purpose: 'any', most: 2, days: 1 },
    { channel: 'any', purpose: 'any', most: 5, days: 7 },
    { channel: 'any', purpose: 'marketing', most: 1, days: 1 },
    { channel: 'any', purpose: 'marketing', most: 4, days: 30 },
    { channel: 'any', purpose: 'any', most: 1, days: 1, what: 'survey' },
    { channel: 'any', purpose: 'any', most: 3, days: 30, what: 'survey' },
    { channel: 'voice', purpose: 'any', most: 1, days: 1, what: 'answered' },
    { channel: 'voice', purpose: 'any', most: 2, days: 1, what: 'unanswered' },
    { channel: 'voice', purpose: 'any', most: 3, days: 7 },
  ],
  gaps: { voice: 30 },
  duplicateHours: 24,
  budgets: [],
  prices: {},
  giveUpDays: 7,
};

/** Companies are called on the days they work. */
export const B2B_DAYS: ContactPolicy['days'] = { ...DEFAULT_POLICY.days, voice: 'working' };

/** By these it waits; when the policy changes it is looked at again at once. */
export const PUT_OFF = ['hours', 'workday', 'gap', 'frequency', 'budget'] as const;

export const Rule = z.enum([
  'channel',
  'optOut',
  'consent',
  'address',
  'window',
  'answer',
  'blocked',
  'workday',
  'hours',
  'gap',
  'frequency',
  'duplicate',
  'budget',
  'expired',
  'rest',
  'sample',
  'quota',
  'variables',
  'words',
  'content',
]);
export type Rule = z.infer<typeof Rule>;

/** One rule looked at, with what it saw; `policyWords` says it. */
export const Check = z.object({
  rule: Rule,
  ok: z.boolean(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** When it will hold. */
  until: z.string().optional(),
});
export type Check = z.infer<typeof Check>;

export const Decision = z.object({
  result: z.enum(['send', 'defer', 'refuse']),
  /** The rule that decided, when it is not sent now. */
  reason: Rule.nullable(),
  until: z.string().nullable(),
  /** When it was decided. */
  at: z.string(),
  checks: z.array(Check),
});
export type Decision = z.infer<typeof Decision>;
