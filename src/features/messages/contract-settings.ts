/** Channels and the contact policy as settings. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind } from './contract-definition.ts';
import { ContactPolicy } from './contract-policy.ts';

const base = '/api/w/:workspace';
const Words = z.object({ zh: z.string(), en: z.string() });

export const ChannelField = z.object({
  key: z.string(),
  label: Words,
  hint: Words.optional(),
  kind: z.enum(['text', 'lines', 'number', 'boolean', 'secret', 'choice']),
  initial: z.union([z.string(), z.number(), z.boolean()]).optional(),
  options: z.array(z.object({ value: z.string(), label: Words })).optional(),
});
export type ChannelField = z.infer<typeof ChannelField>;

export const Channel = z.object({
  channel: ChannelKind,
  /** What can carry it. */
  adapters: z.array(
    z.object({
      name: z.string(),
      words: Words,
      fields: z.array(ChannelField),
      /** A receipt tells that a message arrived. Without, "reached" means that the server took it over. */
      receipts: z.boolean(),
      /** It hears from outside: receipts and replies come to `callbackUrl`. */
      calledBack: z.boolean(),
      /** The most it may send in a second; null: no limit is known. */
      perSecond: z.number().nullable(),
    }),
  ),
  /** What carries it; null: the sandbox. */
  adapter: z.string().nullable(),
  /** Without its secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** What a person allows in a second, below what the adapter allows. */
  perSecond: z.number().int().nullable(),
  secretsSet: z.array(z.string()),
  /** Its secrets cannot be read here (a restored backup): they have to be entered again. */
  unreadable: z.boolean(),
  updatedBy: z.string().nullable(),
  updatedAt: z.string().nullable(),
  /** Where its provider reaches us. */
  callbackUrl: z.string(),
  /** Of a channel that is asked what is new: when it last answered, and what went wrong since. */
  asked: z.object({ at: z.string().nullable(), error: z.string().nullable() }).nullable(),
  /** Attempts since yesterday that ended badly because of the channel itself, with the last of them. */
  trouble: z.object({ n: z.number().int(), code: z.string().nullable(), note: z.string().nullable() }).nullable(),
});
export type Channel = z.infer<typeof Channel>;

const One = z.object({ channel: ChannelKind });

export const listChannels = endpoint({
  name: 'listChannels',
  method: 'GET',
  path: `${base}/channels`,
  summary: { zh: '渠道', en: 'Channels and what carries them' },
  access: 'messages:read',
  response: z.object({
    items: z.array(Channel),
    /** False: a practice workspace, which never sends in earnest. */
    earnest: z.boolean(),
  }),
});

export const setChannel = endpoint({
  name: 'setChannel',
  method: 'PUT',
  path: `${base}/channels/:channel`,
  summary: { zh: '设置渠道', en: 'Set up what carries a channel' },
  access: 'messages:configure',
  params: One,
  /** A secret that is left out or empty stays as it was. */
  body: z.strictObject({
    adapter: z.string().max(40),
    settings: z.record(z.string().max(40), z.unknown()),
    /** At most so many messages in a second; null or left out: as the adapter allows. */
    perSecond: z.number().int().min(1).max(10_000).nullish(),
  }),
  response: Channel,
  errors: ['invalid_input', 'channel_not_earnest'],
});

export const removeChannel = endpoint({
  name: 'removeChannel',
  method: 'DELETE',
  path: `${base}/channels/:channel`,
  summary: { zh: '移除渠道，回到沙盒', en: 'Back to the sandbox' },
  access: 'messages:configure',
  params: One,
  response: Channel,
});

export const testChannel = endpoint({
  name: 'testChannel',
  method: 'POST',
  path: `${base}/channels/:channel/test`,
  summary: { zh: '试发一条', en: 'Send a test message' },
  access: 'messages:configure',
  params: One,
  body: z.strictObject({ to: z.string().trim().min(3).max(254) }),
  response: z.object({ ok: z.boolean(), code: z.string().nullable(), note: z.string() }),
  errors: ['channel_not_set', 'template_wanted'],
});

export const probeChannel = endpoint({
  name: 'probeChannel',
  method: 'POST',
  path: `${base}/channels/:channel/probe`,
  summary: {
    zh: '检查渠道：连得上、认得出账号，不发消息',
    en: 'Whether the channel can be reached and knows the account; nothing is sent',
  },
  access: 'messages:configure',
  params: One,
  response: z.object({ ok: z.boolean(), note: z.string() }),
  errors: ['channel_not_set'],
});

const PolicyAnswer = z.object({
  policy: ContactPolicy,
  /** Nobody has changed it yet. */
  isDefault: z.boolean(),
  updatedBy: z.string().nullable(),
  updatedAt: z.string().nullable(),
});

export const getContactPolicy = endpoint({
  name: 'getContactPolicy',
  method: 'GET',
  path: `${base}/contact-policy`,
  summary: { zh: '触达规则', en: 'The contact policy' },
  access: 'messages:read',
  response: PolicyAnswer,
});

export const setContactPolicy = endpoint({
  name: 'setContactPolicy',
  method: 'PUT',
  path: `${base}/contact-policy`,
  summary: { zh: '修改触达规则', en: 'Change the contact policy' },
  access: 'messages:configure',
  body: ContactPolicy,
  response: PolicyAnswer,
  errors: ['invalid_input'],
});
