/** Not too often, not now, not without consent: the contact policy of a workspace, and what it decided. Browser-safe. */
import { z } from 'zod';
import { ChannelKind } from './contract-definition.ts';

const Time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM');
/** From inclusive, to exclusive, local time. */
export const Span = z.strictObject({ from: Time, to: Time });
export type Span = z.infer<typeof Span>;

const ofChannel = z.strictObject({ service: Span, marketing: Span });
const sameDay = (span: Span): boolean => span.from < span.to;

export const Cap = z.strictObject({
  channel: z.union([ChannelKind, z.literal('any')]),
  purpose: z.enum(['service', 'marketing', 'any']),
  /** At most this many in so many calendar days, today included. */
  most: z.number().int().min(1).max(100),
  days: z.number().int().min(1).max(366),
});
export type Cap = z.infer<typeof Cap>;

export const ContactPolicy = z.strictObject({
  /** When a customer may be contacted. */
  hours: z
    .record(ChannelKind, ofChannel)
    .refine((hours) => Object.values(hours).every((each) => sameDay(each.service) && sameDay(each.marketing)), {
      message: 'from before to',
    }),
  /** Never in this time, whatever the hours say, on channels that ring; it goes over midnight. */
  hardStop: z.strictObject({ from: Time, to: Time, channels: z.array(ChannelKind).max(6) }),
  /** On `any` channel messages are counted, else attempts. A fallback of the same message counts once. */
  caps: z.array(Cap).max(20),
  /** What could not be sent for so long is not sent any more. */
  giveUpDays: z.number().int().min(1).max(90),
});
export type ContactPolicy = z.infer<typeof ContactPolicy>;

/** Mind the rest of the day for what rings; an e-mail of a service may come at any time. */
export const DEFAULT_POLICY: ContactPolicy = {
  hours: {
    sms: { service: { from: '09:00', to: '20:30' }, marketing: { from: '10:00', to: '20:00' } },
    wecom: { service: { from: '09:00', to: '21:00' }, marketing: { from: '10:00', to: '20:00' } },
    wechat: { service: { from: '09:00', to: '21:00' }, marketing: { from: '10:00', to: '20:00' } },
    email: { service: { from: '00:00', to: '24:00' }, marketing: { from: '08:00', to: '22:00' } },
    voice: { service: { from: '09:00', to: '20:00' }, marketing: { from: '10:00', to: '20:00' } },
    web: { service: { from: '00:00', to: '24:00' }, marketing: { from: '08:00', to: '22:00' } },
  },
  hardStop: { from: '22:00', to: '08:00', channels: ['sms', 'wecom', 'wechat', 'voice'] },
  caps: [
    { channel: 'any', purpose: 'any', most: 2, days: 1 },
    { channel: 'any', purpose: 'any', most: 5, days: 7 },
    { channel: 'any', purpose: 'marketing', most: 1, days: 1 },
    { channel: 'any', purpose: 'marketing', most: 4, days: 30 },
  ],
  giveUpDays: 7,
};

export const Rule = z.enum([
  'channel',
  'optOut',
  'consent',
  'address',
  'window',
  'answer',
  'hours',
  'frequency',
  'expired',
  'rest',
  'sample',
  'quota',
  'variables',
  'words',
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
