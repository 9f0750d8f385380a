/** Conversations of every channel: one thread with one customer (or somebody unknown) on one channel. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind } from '../messages/contract-definition.ts';
import { Line } from './contract-lines.ts';

export * from './contract-lines.ts';

const base = '/api/w/:workspace/inbox';
const Instant = z.iso.datetime();
const Id = z.string().min(1).max(60);
const OfConversation = z.object({ workspace: z.string(), conversation: Id });
const InWorkspace = z.object({ workspace: z.string() });

/** What somebody says of herself in a chat form. A claim until a person has found out that it is true. */
export const Claim = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Claim = z.infer<typeof Claim>;

const Member = z.object({ id: z.string(), name: z.string() });

export const Conversation = z.object({
  conversationId: z.string(),
  channel: ChannelKind,
  /** null: an unknown sender. */
  customer: z.object({ customerId: z.string(), name: z.string().nullable() }).nullable(),
  /** Where she wrote from last; masked unless the caller may see it. */
  address: z.string().nullable(),
  /** What the channel or she herself says her name is. */
  name: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  assignee: Member.nullable(),
  /** Her messages that nobody has read. */
  unread: z.number().int(),
  /** Since when she has been waiting for an answer. */
  waitingSince: Instant.nullable(),
  last: z.object({ from: z.enum(['in', 'out']), text: z.string(), at: Instant }).nullable(),
  lastInboundAt: Instant.nullable(),
  at: Instant,
});
export type Conversation = z.infer<typeof Conversation>;

/** Until when, and how many more, a channel lets us answer what she wrote. */
export const ReplyWindow = z.object({ until: Instant, most: z.number().int(), left: z.number().int() });
export type ReplyWindow = z.infer<typeof ReplyWindow>;

/** A customer who may be the one that writes. */
export const Candidate = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  /** `address`: it is hers; `claim`: somebody says so of herself. */
  by: z.enum(['address', 'claim']),
});
export type Candidate = z.infer<typeof Candidate>;

export const ConversationDetail = z.object({
  /** The workspace's now. */
  now: Instant,
  conversation: Conversation,
  claim: Claim.nullable(),
  window: ReplyWindow.nullable(),
  /** Whether something carries the channel, and whether it is only played. */
  carried: z.enum(['yes', 'sandbox', 'no']),
  /** She wants nothing more on this channel. */
  optedOut: z.boolean(),
  candidates: z.array(Candidate),
  customer: z
    .object({
      customerId: z.string(),
      externalId: z.string(),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      city: z.string().nullable(),
      tags: z.array(z.string()),
      owner: z.string().nullable(),
      orders: z.number().int(),
      net: z.number(),
      lastPurchaseAt: Instant.nullable(),
      /** Whether the caller may open her page. */
      inScope: z.boolean(),
    })
    .nullable(),
  /** Her conversations on other channels. */
  others: z.array(Conversation),
});
export type ConversationDetail = z.infer<typeof ConversationDetail>;

export const ConversationView = z.enum(['mine', 'unassigned', 'all']);
export type ConversationView = z.infer<typeof ConversationView>;

export const listConversations = endpoint({
  name: 'listConversations',
  method: 'GET',
  path: `${base}/conversations`,
  summary: {
    zh: '会话列表：我的、无人负责、看得到的全部；最近有动静的在前',
    en: 'Conversations: mine, nobody’s, or all one may see; the latest first',
  },
  access: 'inbox:read',
  params: InWorkspace,
  query: z.object({
    view: ConversationView.default('all'),
    state: z.enum(['open', 'closed', 'any']).default('open'),
    /** Only those in which she waits for an answer. */
    waiting: z.stringbool().default(false),
    channel: ChannelKind.optional(),
    customer: Id.optional(),
    /** In names and addresses, and in the words of the latest 2,000 conversations. */
    q: z.string().trim().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ now: Instant, items: z.array(Conversation), next: z.string().nullable() }),
  errors: ['invalid_input'],
});

export const countConversations = endpoint({
  name: 'countConversations',
  method: 'GET',
  path: `${base}/counts`,
  summary: { zh: '会话数量：未读、等待回复', en: 'How many conversations are open, unread, waiting' },
  access: 'inbox:read',
  params: InWorkspace,
  response: z.object({
    mine: z.number().int(),
    unassigned: z.number().int(),
    all: z.number().int(),
    /** Mine and nobody's with something unread: the number in the navigation. */
    unread: z.number().int(),
  }),
});

export const getConversation = endpoint({
  name: 'getConversation',
  method: 'GET',
  path: `${base}/conversations/:conversation`,
  summary: {
    zh: '一个会话：客户、回复窗口、可能的客户',
    en: 'A conversation with its customer, reply window and candidates',
  },
  access: 'inbox:read',
  params: OfConversation,
  response: ConversationDetail,
  errors: ['not_found'],
});

export const listLines = endpoint({
  name: 'listConversationLines',
  method: 'GET',
  path: `${base}/conversations/:conversation/lines`,
  summary: { zh: '会话里的来往，最新在前', en: 'What was said in a conversation, newest first' },
  access: 'inbox:read',
  params: OfConversation,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(Line), next: z.string().nullable() }),
  errors: ['not_found', 'invalid_input'],
});

export const readConversation = endpoint({
  name: 'readConversation',
  method: 'POST',
  path: `${base}/conversations/:conversation/read`,
  summary: { zh: '标为已读（自己负责的，或无人负责的）', en: 'Mark as read: one’s own, or nobody’s' },
  access: 'inbox:write',
  params: OfConversation,
  response: z.object({ unread: z.number().int() }),
  errors: ['not_found'],
});

export const replyInConversation = endpoint({
  name: 'replyInConversation',
  method: 'POST',
  path: `${base}/conversations/:conversation/reply`,
  summary: { zh: '回复', en: 'Answer' },
  access: 'inbox:write',
  params: OfConversation,
  body: z.strictObject({
    /** Made by the client, once per answer: the same again is the same message. */
    key: z.string().min(8).max(80),
    text: z.string().trim().min(1).max(4000),
    /** E-mail only. */
    subject: z.string().trim().min(1).max(200).optional(),
    /** The last message of a person that stood on the screen: when a colleague has answered since, it is not sent. */
    seen: Id.nullable(),
    /** Send all the same. */
    anyway: z.boolean().optional(),
  }),
  response: z.object({ messageId: z.string(), fresh: z.boolean() }),
  errors: ['not_found', 'invalid_input', 'conversation_answered'],
});

export const setConversationState = endpoint({
  name: 'setConversationState',
  method: 'PUT',
  path: `${base}/conversations/:conversation/state`,
  summary: { zh: '结束或重新打开会话', en: 'Close or reopen' },
  access: 'inbox:write',
  params: OfConversation,
  body: z.strictObject({ state: z.enum(['open', 'closed']) }),
  response: Conversation,
  errors: ['not_found'],
});

export const assignConversation = endpoint({
  name: 'assignConversation',
  method: 'PUT',
  path: `${base}/conversations/:conversation/assignee`,
  summary: { zh: '分给某人，或放回无人负责', en: 'Give it to somebody, or to nobody' },
  access: 'inbox:write',
  params: OfConversation,
  body: z.strictObject({ member: Id.nullable() }),
  response: Conversation,
  errors: ['not_found'],
});

export const linkConversation = endpoint({
  name: 'linkConversation',
  method: 'POST',
  path: `${base}/conversations/:conversation/link`,
  summary: {
    zh: '确认陌生来信者是哪位客户（或新建客户）；之前的来往一并归到其名下',
    en: 'Say which customer an unknown sender is, or make a new one; earlier lines go with it',
  },
  access: 'inbox:write',
  params: OfConversation,
  body: z.union([
    z.strictObject({ customer: Id }),
    z.strictObject({ create: z.strictObject({ name: z.string().trim().min(1).max(100) }) }),
  ]),
  /** The conversation it has become: that of the customer on this channel. */
  response: Conversation,
  errors: ['not_found', 'conversation_linked'],
});

export const listCustomerConversations = endpoint({
  name: 'listCustomerConversations',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/conversations',
  summary: { zh: '客户的会话', en: 'The conversations of a customer' },
  access: 'inbox:read',
  params: z.object({ workspace: z.string(), customer: Id }),
  response: z.object({ items: z.array(Conversation) }),
  errors: ['not_found'],
});
