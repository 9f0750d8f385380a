/** One message to many customers: whom, what, when, and how it went. */
import { z } from 'zod';
import { Moment } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind, SomeChannels } from '../messages/contract-definition.ts';
import { Plan } from '../messages/contract-plan.ts';
import { MessageState } from '../messages/contract-states.ts';

export const BroadcastState = z.enum([
  'draft',
  'estimated',
  'scheduled',
  'preparing',
  'running',
  'paused',
  'stopped',
  'done',
]);
export type BroadcastState = z.infer<typeof BroadcastState>;

/** A saved segment, or a condition of its own; with neither it is for every customer. */
export const Audience = z.strictObject({
  segment: z.string().max(80).nullable().default(null),
  condition: z.record(z.string(), z.unknown()).nullable().default(null),
});

export const BroadcastBody = z.strictObject({
  name: z.string().trim().min(1).max(80),
  purpose: z.enum(['service', 'marketing']),
  audience: Audience,
  /** The words by channel, in one language or in both: each customer gets hers, or the other where hers was not written. */
  channels: SomeChannels,
  /** The channels in their order, or together, with what makes the next one unnecessary: as a step of a playbook has them. */
  plan: Plan,
  /** The channel that suits a customer best comes first: the one she asked for, else the one on which she answers. */
  preferred: z.boolean().default(false),
  perMinute: z.number().int().min(1).max(60_000),
  /** null: when somebody starts it. */
  startsAt: Moment.nullable().default(null),
});
export type BroadcastBody = z.infer<typeof BroadcastBody>;

/** Of words. */
export const Language = z.enum(['zh', 'en']);

const Counts = z.record(z.string(), z.number().int());

export const Estimate = z.object({
  at: z.iso.datetime(),
  /** Customers it is for now. */
  audience: z.number().int(),
  /** Of which share the rules were looked at; 1: of all. The figures are scaled up. */
  looked: z.number(),
  reachable: z.number().int(),
  byChannel: z.array(
    z.object({
      channel: ChannelKind,
      n: z.number().int(),
      /** Of an SMS, with example values in it; of several languages the longest. */
      parts: z.number().int().nullable(),
      /** By the language of the words, where they are in two. */
      languages: z
        .array(z.object({ locale: Language, n: z.number().int(), parts: z.number().int().nullable() }))
        .exactOptional(),
      /** Of one contact; null: nobody has entered one. */
      price: z.number().nullable(),
      cost: z.number().nullable(),
    }),
  ),
  /** Customers who would not be told, by the rule that decides. */
  refused: Counts,
  /** What the rules that change with time say now of some of those who may be told: to wait, or not at all. */
  closely: z.object({ asked: z.number().int(), now: z.number().int(), waiting: Counts, refused: Counts }),
  cost: z.number().nullable(),
  /** How long it takes at its pace. */
  minutes: z.number(),
});
export type Estimate = z.infer<typeof Estimate>;

export const Broadcast = BroadcastBody.extend({
  broadcastId: z.string(),
  audience: z.object({
    segment: z.string().nullable(),
    segmentName: z.string().nullable(),
    condition: z.record(z.string(), z.unknown()).nullable(),
    /** As a sentence. */
    sentence: z.string(),
  }),
  startsAt: z.iso.datetime().nullable(),
  state: BroadcastState,
  revision: z.number().int(),
  estimate: Estimate.nullable(),
  /** It is of more than a day ago. */
  isEstimateOld: z.boolean(),
  /** Once it is prepared: customers looked at, those not told by why, messages written so far. */
  recipients: z.number().int(),
  refused: Counts,
  byChannel: Counts,
  /** Held out of everything by the global hold-out; who they are is told to nobody. */
  spared: z.number().int(),
  written: z.number().int(),
  /** What became of the messages written, and why of those that did not go. */
  counts: z.array(z.object({ state: MessageState, reason: z.string().nullable(), n: z.number().int() })),
  startedBy: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  preparedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Broadcast = z.infer<typeof Broadcast>;

const base = '/api/w/:workspace/broadcasts';
export const one = `${base}/:broadcast`;
export const params = z.object({ broadcast: z.string().max(80) });
const wrong = ['not_found', 'broadcast_state'] as const;

export const listBroadcasts = endpoint({
  name: 'listBroadcasts',
  method: 'GET',
  path: base,
  summary: { zh: '群发列表', en: 'Broadcasts' },
  access: 'broadcasts:read',
  query: z.object({
    q: z.string().max(80).default(''),
    state: BroadcastState.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(Broadcast), next: z.string().nullable() }),
});

export const createBroadcast = endpoint({
  name: 'createBroadcast',
  method: 'POST',
  path: base,
  summary: { zh: '新建群发（草稿）', en: 'Make a broadcast, as a draft' },
  access: 'broadcasts:write',
  /** The same key is the same broadcast. */
  body: BroadcastBody.extend({ key: z.string().min(8).max(80).optional() }),
  response: Broadcast,
  errors: ['broadcast_invalid', 'broadcast_scope', 'condition_invalid'],
});

export const getBroadcast = endpoint({
  name: 'getBroadcast',
  method: 'GET',
  path: one,
  summary: { zh: '一次群发：内容、预估、进度', en: 'A broadcast: what it says, its estimate, how far it is' },
  access: 'broadcasts:read',
  params,
  response: Broadcast,
  errors: ['not_found'],
});

export const changeBroadcast = endpoint({
  name: 'changeBroadcast',
  method: 'PUT',
  path: one,
  summary: { zh: '修改草稿', en: 'Change a draft' },
  access: 'broadcasts:write',
  params,
  /** `revision`: the one that was edited; another person's change is not written over. */
  body: BroadcastBody.extend({ revision: z.number().int().min(1) }),
  response: Broadcast,
  errors: [...wrong, 'broadcast_changed', 'broadcast_invalid', 'broadcast_scope', 'condition_invalid'],
});

export const removeBroadcast = endpoint({
  name: 'removeBroadcast',
  method: 'DELETE',
  path: one,
  summary: { zh: '删除草稿', en: 'Delete a draft' },
  access: 'broadcasts:write',
  params,
  response: z.object({ deleted: z.boolean() }),
  errors: [...wrong],
});

export const estimateBroadcast = endpoint({
  name: 'estimateBroadcast',
  method: 'POST',
  path: `${one}/estimate`,
  summary: {
    zh: '预估：规则过后能触达多少人、各因为什么不发、大约多少钱',
    en: 'Estimate: whom the rules leave, why not the others, and about what it costs',
  },
  access: 'broadcasts:write',
  params,
  response: Broadcast,
  errors: [...wrong, 'broadcast_too_many', 'broadcast_scope'],
});

export const startBroadcast = endpoint({
  name: 'startBroadcast',
  method: 'POST',
  path: `${one}/start`,
  summary: { zh: '开始，或按预定时间开始', en: 'Start it, or have it start at its time' },
  access: 'broadcasts:write',
  params,
  body: z.strictObject({
    /** The revision that was looked at. */
    revision: z.number().int().min(1),
  }),
  response: Broadcast,
  errors: [
    ...wrong,
    'broadcast_changed',
    'broadcast_empty',
    'broadcast_busy',
    'broadcast_scope',
    'broadcast_not_estimated',
  ],
});

const plain = { access: 'broadcasts:write', params, response: Broadcast, errors: [...wrong] } as const;

export const unscheduleBroadcast = endpoint({
  name: 'unscheduleBroadcast',
  method: 'POST',
  path: `${one}/unschedule`,
  summary: { zh: '撤回预定，回到草稿', en: 'Take back the schedule: a draft again' },
  ...plain,
});

export const pauseBroadcast = endpoint({
  name: 'pauseBroadcast',
  method: 'POST',
  path: `${one}/pause`,
  summary: { zh: '暂停', en: 'Pause' },
  ...plain,
});

const Pace = z.number().int().min(1).max(60_000);

export const resumeBroadcast = endpoint({
  name: 'resumeBroadcast',
  method: 'POST',
  path: `${one}/resume`,
  summary: { zh: '继续', en: 'Go on' },
  ...plain,
  body: z.strictObject({ perMinute: Pace.optional() }),
});

export const paceBroadcast = endpoint({
  name: 'paceBroadcast',
  method: 'POST',
  path: `${one}/pace`,
  summary: { zh: '改变发送速度', en: 'Change the pace' },
  ...plain,
  body: z.strictObject({ perMinute: Pace }),
});

export const stopBroadcast = endpoint({
  name: 'stopBroadcast',
  method: 'POST',
  path: `${one}/stop`,
  summary: {
    zh: '停止：没发的不再发，已发的收不回',
    en: 'Stop for good: what was not sent is not sent; what was sent stays sent',
  },
  ...plain,
});
