import { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import { endpoint } from '../../kit/endpoint.ts';

/** Events in one call. */
export const MOST_EVENTS = 1000;
/** Events caused by events caused by events …: past this depth they are refused and listed. */
export const DEEPEST = 8;

/** Whom an event is about. An unknown external id makes a new customer; a phone or e-mail must be known already. */
export const SubjectInput = z.union([
  z.object({ externalId: z.string().min(1).max(200) }),
  z.object({ phone: z.string().min(3).max(40) }),
  z.object({ email: z.string().min(3).max(200) }),
]);

/** One thing that happened. `external_id` is understood for `externalId` too. */
export const EventInput = z.object({
  /** Who says so: your shop, your app. With `externalId` it is the key: the same pair again is a duplicate. */
  source: z.string().min(1).max(64).default('api'),
  externalId: z.string().min(1).max(200),
  type: z.string().min(1).max(64),
  /** ISO 8601; without a zone it is local time of the workspace. From 1990 to one day ahead. */
  at: z.string(),
  customer: SubjectInput,
  amount: z.number().optional(),
  /** At most 16 KiB as JSON. */
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type EventInput = z.input<typeof EventInput>;

export const ItemError = z.object({ field: z.string(), code: z.string(), message: z.string() });
export type ItemError = z.infer<typeof ItemError>;
export const RejectedItem = z.object({ index: z.number().int(), errors: z.array(ItemError) });
export type RejectedItem = z.infer<typeof RejectedItem>;

export const RecordAnswer = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.array(RejectedItem),
});
export type RecordAnswer = z.infer<typeof RecordAnswer>;

export const recordEvents = endpoint({
  name: 'recordEvents',
  method: 'POST',
  path: '/api/w/:workspace/events',
  summary: {
    zh: '批量记录行为事件：一次最多 1,000 条，按来源和外部编号去重。合格的入库，不合格的逐条列出；读到了批次就答 200。',
    en: 'Record a batch of events: at most 1,000, deduplicated by source and external id. Good items are recorded, bad ones listed; a batch that was read answers 200.',
  },
  access: 'events:write',
  // Items are checked one by one (check.ts), so that one bad item does not refuse the batch.
  body: z.object({ events: z.array(z.unknown().meta({ title: 'EventInput', ...jsonShape() })) }),
  response: RecordAnswer,
  errors: ['invalid_input', 'too_large'],
  bodyLimit: 4 * 1024 * 1024,
});

function jsonShape(): Record<string, unknown> {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(EventInput, { io: 'input' });
  return shape;
}

/** One line of a customer's timeline. */
export const TimelineEvent = z.object({
  eventId: z.string(),
  type: z.string(),
  at: z.iso.datetime(),
  amount: z.number().nullable(),
  source: z.string(),
  externalId: z.string(),
  properties: z.record(z.string(), z.unknown()),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const EventTypeRow = z.object({
  type: z.string(),
  words: z.object({ zh: z.string(), en: z.string() }) satisfies z.ZodType<Words>,
  events: z.number().int(),
  customers: z.number().int(),
  amount: z.number(),
  lastAt: z.iso.datetime().nullable(),
  /** Properties seen, each with its JSON type. */
  properties: z.record(z.string(), z.string()),
});
export type EventTypeRow = z.infer<typeof EventTypeRow>;

export const listEventTypes = endpoint({
  name: 'listEventTypes',
  method: 'GET',
  path: '/api/w/:workspace/event-types',
  summary: { zh: '事件类型及其数量', en: 'Event types with their counts' },
  access: 'events:read',
  response: z.object({ items: z.array(EventTypeRow) }),
});

export const nameEventType = endpoint({
  name: 'nameEventType',
  method: 'PUT',
  path: '/api/w/:workspace/event-types/:type',
  summary: { zh: '给事件类型起名', en: 'Name an event type' },
  access: 'events:write',
  params: z.object({ type: z.string().min(1).max(64) }),
  body: z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) }),
  response: z.object({ type: z.string() }),
  errors: ['not_found', 'invalid_input'],
});

export const RefusedBatch = z.object({
  at: z.iso.datetime(),
  depth: z.number().int(),
  events: z.number().int(),
  types: z.array(z.string()),
  source: z.string(),
});

export const listRefusals = endpoint({
  name: 'listRefusals',
  method: 'GET',
  path: '/api/w/:workspace/events/refused',
  summary: { zh: '因循环触发过深而被拒绝的事件', en: 'Events refused because they caused each other too deeply' },
  access: 'events:read',
  response: z.object({ items: z.array(RefusedBatch) }),
});

/** Types that orders become. Other rooms add theirs by the slot `events.knownTypes`; the rest is named by the workspace or shown as it is. */
export const ORDER_TYPES: Readonly<Record<string, Words>> = {
  purchase: { zh: '购买', en: 'Purchase' },
  refund: { zh: '退款', en: 'Refund' },
  order_zero: { zh: '零元订单', en: 'Zero-amount order' },
};
