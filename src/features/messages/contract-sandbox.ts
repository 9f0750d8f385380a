/** The sandbox: what customers see, and acting as one. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ChannelKind, MessageKey } from './contract-definition.ts';
import { Written } from './contract-records.ts';
import { DeliveryState, MessageState } from './contract-states.ts';

const base = '/api/w/:workspace/sandbox';
const Id = z.string().max(60);
const Person = z.object({ customer: Id });

export const PersonLine = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  messageId: z.string(),
  playbook: z.string(),
  state: MessageState,
  optedOut: z.boolean(),
  reason: z.string().nullable(),
  channel: ChannelKind,
  /** False: a real channel carried it; here it can be looked at, not answered. */
  sandbox: z.boolean(),
  at: z.string(),
  /** Her last words, or ours. */
  preview: z.string().nullable(),
});
export type PersonLine = z.infer<typeof PersonLine>;

export const listPeople = endpoint({
  name: 'listSandboxPeople',
  method: 'GET',
  path: `${base}/people`,
  summary: { zh: '沙盒：收到的人', en: 'Sandbox: who got something' },
  access: 'messages:read',
  query: z.object({ playbook: z.string().max(60).optional() }),
  response: z.object({
    items: z.array(PersonLine),
    /** People, of all; `items` are the latest. */
    totals: z.object({
      people: z.number().int(),
      delivered: z.number().int(),
      read: z.number().int(),
      answered: z.number().int(),
      optedOut: z.number().int(),
    }),
    playbooks: z.array(z.object({ key: z.string(), name: z.object({ zh: z.string(), en: z.string() }).nullable() })),
  }),
});

export const getStandIn = endpoint({
  name: 'getStandIn',
  method: 'GET',
  path: `${base}`,
  summary: { zh: '沙盒在代替哪些渠道', en: 'Which channels the sandbox stands in for' },
  access: 'messages:read',
  response: z.object({
    /** `all`: nothing leaves the house. `some`: channels are set up, and on others something was only shown of late. `none`: neither. */
    standsIn: z.enum(['all', 'some', 'none']),
    /** Those on which something was only shown in the last seven days. */
    channels: z.array(ChannelKind),
    /** False: a practice workspace, in which no channel can be set up. */
    settable: z.boolean(),
  }),
});

export const Bubble = z.object({
  key: z.string(),
  from: z.enum(['us', 'customer']),
  channel: ChannelKind,
  at: z.string(),
  /** Of ours. */
  deliveryId: z.string().nullable(),
  messageId: z.string().nullable(),
  state: DeliveryState.nullable(),
  sandbox: z.boolean(),
  written: Written.nullable(),
  /** Of hers. */
  text: z.string().nullable(),
});
export type Bubble = z.infer<typeof Bubble>;

export const PersonThread = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  /** Masked unless the caller may see it. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string(),
  /** Oldest first. */
  bubbles: z.array(Bubble),
  /** Channels she does not want to be reached on any more. */
  optedOut: z.array(ChannelKind),
});
export type PersonThread = z.infer<typeof PersonThread>;

export const getThread = endpoint({
  name: 'getSandboxThread',
  method: 'GET',
  path: `${base}/people/:customer`,
  summary: { zh: '沙盒：客户的手机', en: "Sandbox: a customer's phone" },
  access: 'messages:read',
  params: Person,
  response: PersonThread,
  errors: ['not_found'],
});

const acted = z.object({ done: z.boolean() });

export const replyAs = endpoint({
  name: 'replyAsCustomer',
  method: 'POST',
  path: `${base}/people/:customer/reply`,
  summary: { zh: '沙盒：以客户身份回复', en: 'Sandbox: write back as the customer' },
  access: 'messages:write',
  params: Person,
  body: z.strictObject({
    channel: ChannelKind,
    text: z.string().trim().min(1).max(1000),
    /** Touched in a menu, not written. */
    choice: z.string().min(1).max(200).optional(),
  }),
  response: acted,
  errors: ['not_found', 'message_not_sandbox'],
});

export const readAs = endpoint({
  name: 'readAsCustomer',
  method: 'POST',
  path: `${base}/people/:customer/read`,
  summary: { zh: '沙盒：以客户身份看消息', en: 'Sandbox: read as the customer' },
  access: 'messages:write',
  params: Person,
  body: z.strictObject({ channel: ChannelKind }),
  response: acted,
  errors: ['not_found', 'message_not_sandbox'],
});

export const optOutAs = endpoint({
  name: 'optOutAsCustomer',
  method: 'POST',
  path: `${base}/people/:customer/opt-out`,
  summary: { zh: '沙盒：以客户身份退订', en: 'Sandbox: opt out as the customer' },
  access: 'messages:write',
  params: Person,
  body: z.strictObject({ channel: ChannelKind }),
  response: acted,
  errors: ['not_found', 'message_not_sandbox'],
});

export const tryMessage = endpoint({
  name: 'tryMessage',
  method: 'POST',
  path: `${base}/try`,
  summary: { zh: '沙盒：换一位客户试发', en: 'Sandbox: send a message to another customer' },
  access: 'messages:write',
  body: z.strictObject({
    customerId: Id,
    playbook: z.string().max(60),
    version: z.number().int().min(1),
    message: MessageKey,
    channel: ChannelKind,
  }),
  response: z.object({ messageId: z.string() }),
  errors: ['not_found', 'message_not_sandbox'],
});

/** What the room that plays a channel draws on the phone gets, at the place `sandbox.<channel>`; its children are what stands there otherwise. */
export interface PhonePart {
  readonly customerId: string;
  readonly company: string;
  /** A moment in the words of the workspace's own clock. */
  readonly when: (at: string) => string;
}
