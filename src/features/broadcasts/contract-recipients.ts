/** What one customer would get of a broadcast, and what became of each who got it. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind } from '../messages/contract-definition.ts';
import { PreviewedChannel } from '../messages/contract-preview.ts';
import { MessageState } from '../messages/contract-states.ts';
import { Language, one, params } from './contract.ts';

export const previewBroadcast = endpoint({
  name: 'previewBroadcast',
  method: 'POST',
  path: `${one}/preview`,
  summary: { zh: '以一位客户预览每个渠道的内容', en: 'What one customer would get, on each channel' },
  access: 'broadcasts:read',
  params,
  /** Our id of the customer or the company’s own number of her. */
  body: z.strictObject({
    customer: z.string().min(1).max(80),
    /** In this language; in hers when left out. */
    language: Language.optional(),
  }),
  response: z.object({
    customerId: z.string(),
    name: z.string().nullable(),
    /** In which she is told. */
    language: Language,
    channels: z.array(PreviewedChannel),
  }),
  errors: ['not_found'],
});

export const testBroadcast = endpoint({
  name: 'testBroadcast',
  method: 'POST',
  path: `${one}/test`,
  summary: {
    zh: '试发到自己的号码或邮箱，不计入任何统计',
    en: 'Send it to an address of your own; it counts for nothing',
  },
  access: 'broadcasts:write',
  params,
  body: z.strictObject({
    channel: ChannelKind,
    to: z.string().trim().min(3).max(200),
    /** With whose data. */
    customer: z.string().min(1).max(80),
    /** In this language; in hers when left out. */
    language: Language.optional(),
  }),
  response: z.object({
    ok: z.boolean(),
    /** No account carries the channel: nothing left the house. */
    sandbox: z.boolean(),
    code: z.string().nullable(),
    note: z.string(),
    subject: z.string().nullable(),
    text: z.string(),
  }),
  errors: ['not_found', 'broadcast_invalid', 'broadcast_test_customer'],
});

/** `refused` before a message was written, or what became of the message; `waiting`: its turn has not come. */
export const Recipient = z.object({
  n: z.number().int(),
  customerId: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  /** Masked by role. */
  phone: z.string().nullable(),
  state: MessageState,
  reason: z.string().nullable(),
  channel: ChannelKind.nullable(),
  messageId: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
  sentAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
  /** The beginning of what she answered. */
  reply: z.string().nullable(),
  repliedAt: z.iso.datetime().nullable(),
});
export type Recipient = z.infer<typeof Recipient>;

const Narrow = z.object({
  q: z.string().max(80).default(''),
  state: MessageState.optional(),
  channel: ChannelKind.optional(),
  reason: z.string().max(40).optional(),
});

export const listRecipients = endpoint({
  name: 'listBroadcastRecipients',
  method: 'GET',
  path: `${one}/recipients`,
  summary: { zh: '逐人记录', en: 'What became of each recipient' },
  access: 'broadcasts:read',
  params,
  query: Narrow.extend({
    cursor: z.string().max(20).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(Recipient), next: z.string().nullable() }),
  errors: ['not_found'],
});

export const downloadRecipients = endpoint({
  name: 'downloadBroadcastRecipients',
  method: 'GET',
  path: `${one}/recipients.csv`,
  summary: { zh: '下载逐人记录（CSV）', en: 'The recipients as CSV' },
  access: 'customers:export',
  params,
  query: Narrow,
  response: z.string(),
  produces: 'text/csv',
  errors: ['not_found'],
});
