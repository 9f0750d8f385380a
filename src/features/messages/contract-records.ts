/** What was told to whom, and what became of it. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelChoice } from './contract-choice.ts';
import { ChannelKind } from './contract-definition.ts';
import { Decision } from './contract-policy.ts';
import { Plan } from './contract-plan.ts';
import { DeliveryState, MessageState, ReceiptStatus } from './contract-states.ts';

const base = '/api/w/:workspace';
const Words = z.object({ zh: z.string(), en: z.string() });
const Id = z.string().max(60);

/** A piece of the words; with a path it came from a variable, with `fallback` its value was missing. */
export const Piece = z.object({ text: z.string(), path: z.string().optional(), fallback: z.boolean().optional() });
export type Piece = z.infer<typeof Piece>;
export const Written = z.object({
  subject: z.array(Piece).optional(),
  text: z.array(Piece),
  /** Answers to be touched, where the channel shows a menu. */
  choices: z.array(z.object({ id: z.string(), text: z.string() })).optional(),
});
export type Written = z.infer<typeof Written>;

export const MessageLine = z.object({
  messageId: z.string(),
  customerId: z.string(),
  customer: z.string().nullable(),
  playbook: z.string(),
  version: z.number().int(),
  playbookName: Words.nullable(),
  key: z.string(),
  name: Words.nullable(),
  purpose: z.enum(['service', 'marketing']),
  state: MessageState,
  reason: z.string().nullable(),
  /** Where the last attempt was made, or waits to be made. */
  channel: ChannelKind,
  adapter: z.string().nullable(),
  plan: Plan,
  step: z.number().int(),
  attempts: z.number().int(),
  /** When the next attempt is made. */
  dueAt: z.string().nullable(),
  createdAt: z.string(),
  /** The last thing that happened to it. */
  at: z.string(),
  preview: z.string().nullable(),
  /** `answered`, `optOut`, `stopped`: nothing more is sent. */
  closeReason: z.string().nullable(),
  /** While two wordings were tried: `a` the words in force, `b` the others. */
  variant: z.string().nullable(),
});
export type MessageLine = z.infer<typeof MessageLine>;

export const ReceiptLine = z.object({
  status: ReceiptStatus,
  at: z.string(),
  recordedAt: z.string(),
  /** False: it told nothing new. */
  moved: z.boolean(),
  code: z.string().nullable(),
  note: z.string().nullable(),
});

export const AttemptLine = z.object({
  deliveryId: z.string(),
  step: z.number().int(),
  attempt: z.number().int(),
  channel: ChannelKind,
  adapter: z.string().nullable(),
  /** False: what carries it can never tell that it arrived; `accepted` is the most that will be known. */
  receiptsPossible: z.boolean(),
  state: DeliveryState,
  reason: z.string().nullable(),
  dueAt: z.string(),
  /** Masked unless the caller may see it. */
  address: z.string().nullable(),
  written: Written.nullable(),
  decision: Decision.nullable(),
  providerId: z.string().nullable(),
  code: z.string().nullable(),
  note: z.string().nullable(),
  sentAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  readAt: z.string().nullable(),
  failedAt: z.string().nullable(),
  updatedAt: z.string(),
  receipts: z.array(ReceiptLine),
});
export type AttemptLine = z.infer<typeof AttemptLine>;

export const MessageDetail = MessageLine.extend({
  epoch: z.number().int().nullable(),
  runId: z.string().nullable(),
  node: z.string().nullable(),
  /** Why it began on the channel it began on; null: the order of the plan. */
  choice: ChannelChoice.nullable(),
  answeredAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  attemptsMade: z.array(AttemptLine),
  replies: z.array(z.object({ channel: ChannelKind, text: z.string(), kind: z.string(), at: z.string() })),
});
export type MessageDetail = z.infer<typeof MessageDetail>;

export const listMessages = endpoint({
  name: 'listMessages',
  method: 'GET',
  path: `${base}/messages`,
  summary: { zh: '触达记录', en: 'Messages, newest first' },
  access: 'messages:read',
  query: z.object({
    state: MessageState.optional(),
    channel: ChannelKind.optional(),
    playbook: z.string().max(60).optional(),
    customer: Id.optional(),
    /** Her name, number or mailbox, as in the list of customers. */
    q: z.string().max(80).optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    items: z.array(MessageLine),
    next: z.string().nullable(),
    /** How many messages of the filter (without its state) are in each state; of the latest 10,000. */
    counts: z.record(z.string(), z.number().int()),
  }),
  errors: ['invalid_input'],
});

export const getMessage = endpoint({
  name: 'getMessage',
  method: 'GET',
  path: `${base}/messages/:message`,
  summary: { zh: '一条消息的来龙去脉', en: 'A message with its attempts, receipts and decisions' },
  access: 'messages:read',
  params: z.object({ message: Id }),
  response: MessageDetail,
  errors: ['not_found'],
});

export const TemplateLine = z.object({
  playbook: z.string(),
  version: z.number().int(),
  key: z.string(),
  name: Words,
  playbookName: Words.nullable(),
  purpose: z.enum(['service', 'marketing']),
  channels: z.array(ChannelKind),
});
export type TemplateLine = z.infer<typeof TemplateLine>;

export const listTemplates = endpoint({
  name: 'listMessageTemplates',
  method: 'GET',
  path: `${base}/message-templates`,
  summary: { zh: '消息模板（各方案最新版）', en: 'Message templates, the latest version of each playbook' },
  access: 'messages:read',
  response: z.object({ items: z.array(TemplateLine) }),
});

export const TextVariable = z.object({
  /** As it is written between braces: `customer.first`. */
  name: z.string(),
  words: Words,
  /** What stands there for some customer, where one is known. */
  example: Words.nullable(),
  /** In which texts it may stand. */
  in: z.array(z.enum(['message', 'script'])),
});
export type TextVariable = z.infer<typeof TextVariable>;

export const listTextVariables = endpoint({
  name: 'listTextVariables',
  method: 'GET',
  path: `${base}/text-variables`,
  summary: {
    zh: '消息与话术里可以用的变量，各叫什么',
    en: 'The variables that texts of messages and scripts may take, with what they are called',
  },
  access: 'messages:read',
  response: z.object({ items: z.array(TextVariable) }),
});
