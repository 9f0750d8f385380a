/** What did not reach anybody and waits for a person: by cause, with what can be done about it. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind } from './contract-definition.ts';

const base = '/api/w/:workspace';
const Id = z.string().max(60);

/** How it ended: it surely did not go, nobody knows, or the gate closed over something that somebody can mend. */
export const UndeliveredState = z.enum(['failed', 'unknown', 'refused']);
export type UndeliveredState = z.infer<typeof UndeliveredState>;

/** Refusals that somebody can mend; those a customer wanted are none of them. */
export const MENDABLE = ['channel', 'address', 'variables', 'words', 'content', 'config'] as const;

/** So many are tried again in one call; more by calling again. */
export const MOST_AGAIN = 1000;

export const Cause = z.object({
  /** Names it in the other calls. */
  key: z.string(),
  state: UndeliveredState,
  reason: z.string().nullable(),
  channel: ChannelKind,
  adapter: z.string().nullable(),
  /** What the channel said. */
  code: z.string().nullable(),
  note: z.string().nullable(),
  n: z.number().int(),
  playbooks: z.array(z.string()),
  /** Names of the broadcasts among them. */
  broadcasts: z.array(z.object({ zh: z.string(), en: z.string() })),
  latest: z.string(),
});
export type Cause = z.infer<typeof Cause>;

const Days = z.coerce.number().int().min(1).max(90).default(30);

export const listCauses = endpoint({
  name: 'listUndeliveredCauses',
  method: 'GET',
  path: `${base}/messages-undelivered`,
  summary: { zh: '没送到的消息，按原因', en: 'Messages that reached nobody, by cause' },
  access: 'messages:read',
  query: z.object({ days: Days }),
  response: z.object({ items: z.array(Cause), total: z.number().int() }),
});

export const UndeliveredLine = z.object({
  messageId: z.string(),
  customerId: z.string().nullable(),
  customer: z.string().nullable(),
  playbook: z.string(),
  at: z.string(),
  attempts: z.number().int(),
});
export type UndeliveredLine = z.infer<typeof UndeliveredLine>;

export const listUndelivered = endpoint({
  name: 'listUndelivered',
  method: 'GET',
  path: `${base}/messages-undelivered/:cause`,
  summary: { zh: '一个原因下的消息', en: 'The messages of one cause, latest first' },
  access: 'messages:read',
  params: z.object({ cause: z.string().max(200) }),
  query: z.object({ days: Days, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ items: z.array(UndeliveredLine) }),
  errors: ['not_found'],
});

export const sendAgain = endpoint({
  name: 'sendUndeliveredAgain',
  method: 'POST',
  path: `${base}/messages-undelivered/:cause/again`,
  summary: {
    zh: '再发一次（结果不明的不会）',
    en: 'Try again, through the same gate; never those of unknown end',
  },
  access: 'messages:write',
  params: z.object({ cause: z.string().max(200) }),
  body: z.strictObject({ days: Days, messageIds: z.array(Id).min(1).max(MOST_AGAIN).optional() }),
  response: z.object({ again: z.number().int(), left: z.number().int() }),
  errors: ['not_found', 'message_unknown_end'],
});

export const settleUnknown = endpoint({
  name: 'settleUnknownMessage',
  method: 'POST',
  path: `${base}/messages/:message/settle`,
  summary: {
    zh: '说明结果不明的消息到没到',
    en: 'A person has found out what became of a message of unknown end',
  },
  access: 'messages:write',
  params: z.object({ message: Id }),
  body: z.strictObject({ arrived: z.boolean() }),
  response: z.object({ done: z.boolean() }),
  errors: ['not_found'],
});
