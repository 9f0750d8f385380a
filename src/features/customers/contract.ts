/** What screens and other programs may ask of customers. Imports stand in contract-imports.ts. */
import { z } from 'zod';
import { Day } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { RejectedItem, TimelineEvent } from '../events/contract.ts';

export const PURPOSES = ['service', 'marketing'] as const;
export const CONSENT_CHANNELS = ['sms', 'voice', 'email', 'wecom', 'wechat', 'web'] as const;

/** What an address is: a number and a mailbox stand in the customer herself, an id at a channel in a table of its own. */
export type AddressKind = 'phone' | 'email' | 'wecom' | 'web';
export const ATTRIBUTE_TYPES = ['text', 'number', 'boolean', 'date', 'choice'] as const;
export const GENDERS = ['female', 'male', 'other'] as const;

const Id = z.object({ id: z.string().min(1).max(80) });
const Instant = z.iso.datetime();
const text = (most: number) => z.string().trim().min(1).max(most);
/** Clients page with the `next` of the answer before. */
export const PageQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const AttributeValue = z.union([z.string(), z.number(), z.boolean()]);
export type AttributeValue = z.infer<typeof AttributeValue>;

export const Totals = z.object({
  /** Orders of a positive amount. */
  orders: z.number().int(),
  refunds: z.number().int(),
  /** Purchases and refunds together, in the workspace's currency. */
  net: z.number(),
  firstPurchaseAt: Instant.nullable(),
  lastPurchaseAt: Instant.nullable(),
});
export type Totals = z.infer<typeof Totals>;

export const CustomerRow = z.object({
  customerId: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  city: z.string().nullable(),
  ownerId: z.string().nullable(),
  teamId: z.string().nullable(),
  createdAt: Instant,
  tags: z.array(z.string()),
  totals: Totals,
});
export type CustomerRow = z.infer<typeof CustomerRow>;

export const Tag = z.object({ tag: z.string(), reason: z.string().nullable(), by: z.string(), at: Instant });
export const Consent = z.object({
  purpose: z.enum(PURPOSES),
  channel: z.string(),
  granted: z.boolean(),
  wording: z.string().nullable(),
  /** Which version of the words. */
  wordingVersion: z.string().nullable(),
  evidence: z.string().nullable(),
  /** Of a withdrawal of more than one channel: everything, or a purpose. */
  scope: z.enum(['all', 'purpose', 'channel']).nullable(),
  by: z.string(),
  at: Instant,
});
export type Consent = z.infer<typeof Consent>;

export const CustomerDetail = CustomerRow.extend({
  gender: z.string().nullable(),
  birthday: z.string().nullable(),
  updatedAt: Instant,
  attributes: z.record(z.string(), AttributeValue),
  tagDetails: z.array(Tag),
  /** The latest of each purpose and channel; the whole ledger is `listConsents`. */
  consents: z.array(Consent),
  /** All-time count per event type. */
  eventCounts: z.record(z.string(), z.number().int()),
});
export type CustomerDetail = z.infer<typeof CustomerDetail>;

export const CustomerInput = z.object({
  externalId: text(200).optional(),
  name: text(100).nullish(),
  phone: text(40).nullish(),
  email: text(200).nullish(),
  gender: z.enum(GENDERS).nullish(),
  birthday: Day.nullish(),
  city: text(100).nullish(),
  ownerId: text(80).nullish(),
  teamId: text(80).nullish(),
  /** Checked against the definitions; null removes a value. */
  attributes: z.record(z.string(), AttributeValue.nullable()).optional(),
});
export type CustomerInput = z.infer<typeof CustomerInput>;

const base = '/api/w/:workspace';

export const listCustomers = endpoint({
  name: 'listCustomers',
  method: 'GET',
  path: `${base}/customers`,
  summary: { zh: '客户列表与搜索', en: 'Customers, searched by name, pinyin, phone, e-mail or external id' },
  access: 'customers:read',
  query: PageQuery.extend({
    /** Words that must all be found: name, pinyin or its initials, phone (also its end), e-mail, external id. */
    q: z.string().max(100).optional(),
    tag: z.string().max(60).optional(),
    owner: z.string().max(80).optional(),
  }),
  /** `total` is null when more than 10,000 were found. Newest first. */
  response: z.object({ items: z.array(CustomerRow), next: z.string().nullable(), total: z.number().int().nullable() }),
  errors: ['invalid_input'],
});

export const createCustomer = endpoint({
  name: 'createCustomer',
  method: 'POST',
  path: `${base}/customers`,
  summary: { zh: '新建客户', en: 'Create a customer' },
  access: 'customers:write',
  body: CustomerInput,
  response: CustomerDetail,
  errors: ['invalid_input', 'customer_exists'],
});

export const getCustomer = endpoint({
  name: 'getCustomer',
  method: 'GET',
  path: `${base}/customers/:id`,
  summary: { zh: '客户资料', en: 'A customer: profile, tags, consents, totals' },
  access: 'customers:read',
  params: Id,
  response: CustomerDetail,
  errors: ['not_found'],
});

export const updateCustomer = endpoint({
  name: 'updateCustomer',
  method: 'PATCH',
  path: `${base}/customers/:id`,
  summary: { zh: '修改客户', en: 'Change a customer' },
  access: 'customers:write',
  params: Id,
  body: CustomerInput,
  response: CustomerDetail,
  errors: ['not_found', 'invalid_input', 'customer_exists'],
});

export const customerTimeline = endpoint({
  name: 'customerTimeline',
  method: 'GET',
  path: `${base}/customers/:id/events`,
  summary: { zh: '客户的时间线', en: "A customer's timeline, newest first" },
  access: 'customers:read',
  params: Id,
  query: PageQuery.extend({ type: z.string().max(64).optional() }),
  response: z.object({ items: z.array(TimelineEvent), next: z.string().nullable() }),
  errors: ['not_found', 'invalid_input'],
});

export const addTag = endpoint({
  name: 'addTag',
  method: 'POST',
  path: `${base}/customers/:id/tags`,
  summary: { zh: '打标签', en: 'Tag a customer' },
  access: 'customers:write',
  params: Id,
  body: z.object({ tag: text(60), reason: text(300).optional() }),
  response: z.object({ tags: z.array(Tag) }),
  errors: ['not_found', 'invalid_input'],
});

export const removeTag = endpoint({
  name: 'removeTag',
  method: 'DELETE',
  path: `${base}/customers/:id/tags/:tag`,
  summary: { zh: '去掉标签', en: 'Remove a tag' },
  access: 'customers:write',
  params: Id.extend({ tag: z.string().min(1).max(200) }),
  response: z.object({ tags: z.array(Tag) }),
  errors: ['not_found'],
});

export const listTags = endpoint({
  name: 'listTags',
  method: 'GET',
  path: `${base}/tags`,
  summary: { zh: '标签及客户数', en: 'Tags with their number of customers' },
  access: 'customers:read',
  response: z.object({ items: z.array(z.object({ tag: z.string(), customers: z.number().int() })) }),
});

export const recordConsent = endpoint({
  name: 'recordConsent',
  method: 'POST',
  path: `${base}/customers/:id/consents`,
  summary: { zh: '登记同意或撤回', en: 'Record that consent was given or withdrawn' },
  access: 'customers:write',
  params: Id,
  body: z.object({
    purpose: z.enum(PURPOSES),
    channels: z.array(z.enum(CONSENT_CHANNELS)).min(1).max(CONSENT_CHANNELS.length),
    granted: z.boolean(),
    wording: text(2000).optional(),
    wordingVersion: text(60).optional(),
    evidence: text(2000).optional(),
    /** When she said so; now when left out. */
    at: Instant.optional(),
  }),
  response: z.object({ consents: z.array(Consent) }),
  errors: ['not_found', 'invalid_input'],
});

export const withdrawConsents = endpoint({
  name: 'withdrawConsents',
  method: 'POST',
  path: `${base}/customers/:id/consents/withdrawal`,
  summary: {
    zh: '一键撤回：全部、某个用途或某个渠道',
    en: 'Withdraw at one go: everything, a purpose, or a channel',
  },
  access: 'customers:write',
  params: Id,
  body: z.discriminatedUnion('scope', [
    z.strictObject({ scope: z.literal('all'), evidence: text(2000).optional() }),
    z.strictObject({ scope: z.literal('purpose'), purpose: z.enum(PURPOSES), evidence: text(2000).optional() }),
    z.strictObject({ scope: z.literal('channel'), channel: z.enum(CONSENT_CHANNELS), evidence: text(2000).optional() }),
  ]),
  response: z.object({ consents: z.array(Consent) }),
  errors: ['not_found', 'invalid_input'],
});

export const listConsents = endpoint({
  name: 'listConsents',
  method: 'GET',
  path: `${base}/customers/:id/consents`,
  summary: { zh: '同意记录（全部）', en: 'The whole consent ledger of a customer, newest first' },
  access: 'customers:read',
  params: Id,
  response: z.object({ items: z.array(Consent) }),
  errors: ['not_found'],
});

export const Attribute = z.object({
  key: z.string(),
  type: z.enum(ATTRIBUTE_TYPES),
  zh: z.string(),
  en: z.string(),
  choices: z.array(z.object({ value: z.string(), zh: z.string(), en: z.string() })),
  createdAt: Instant,
});
export type Attribute = z.infer<typeof Attribute>;
const AttributeNames = z.object({
  zh: text(60),
  en: text(60),
  choices: z
    .array(z.object({ value: text(100), zh: text(100), en: text(100) }))
    .max(200)
    .default([]),
});

export const listAttributes = endpoint({
  name: 'listAttributes',
  method: 'GET',
  path: `${base}/attributes`,
  summary: { zh: '自定义属性', en: 'Custom attributes' },
  access: 'customers:read',
  response: z.object({ items: z.array(Attribute) }),
});

export const createAttribute = endpoint({
  name: 'createAttribute',
  method: 'POST',
  path: `${base}/attributes`,
  summary: { zh: '新建自定义属性', en: 'Define a custom attribute' },
  access: 'customers:configure',
  body: AttributeNames.extend({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a-z 0-9 _'),
    type: z.enum(ATTRIBUTE_TYPES),
  }),
  response: Attribute,
  errors: ['invalid_input', 'conflict'],
});

export const updateAttribute = endpoint({
  name: 'updateAttribute',
  method: 'PUT',
  path: `${base}/attributes/:key`,
  summary: { zh: '修改自定义属性', en: 'Rename a custom attribute, change its choices; its type stays' },
  access: 'customers:configure',
  params: z.object({ key: z.string().max(80) }),
  body: AttributeNames,
  response: Attribute,
  errors: ['not_found', 'invalid_input'],
});

export const deleteAttribute = endpoint({
  name: 'deleteAttribute',
  method: 'DELETE',
  path: `${base}/attributes/:key`,
  summary: { zh: '删除自定义属性的定义', en: 'Remove the definition of a custom attribute; stored values stay' },
  access: 'customers:configure',
  params: z.object({ key: z.string().max(80) }),
  response: z.object({ key: z.string() }),
  errors: ['not_found'],
});

export const Order = z.object({
  orderId: z.string(),
  externalId: z.string(),
  customerId: z.string(),
  at: Instant,
  amount: z.number(),
  status: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type Order = z.infer<typeof Order>;
const BatchAnswer = z.object({
  added: z.number().int(),
  same: z.number().int(),
  rejected: z.array(RejectedItem),
});

export const recordOrders = endpoint({
  name: 'recordOrders',
  method: 'POST',
  path: `${base}/orders`,
  summary: {
    zh: '批量写入订单：{externalId?, customer:{externalId}, at, amount, status?, detail?}，最多 1,000 条；负数是退款。没有编号时以客户+时间+金额为准。',
    en: 'Record orders: {externalId?, customer: {externalId}, at, amount, status?, detail?}, at most 1,000; a negative one is a refund. Without an id, customer + time + amount is the key.',
  },
  access: 'customers:write',
  body: z.object({ orders: z.array(z.unknown()) }),
  response: BatchAnswer,
  errors: ['invalid_input', 'too_large'],
  bodyLimit: 4 * 1024 * 1024,
});

export const listOrders = endpoint({
  name: 'listOrders',
  method: 'GET',
  path: `${base}/customers/:id/orders`,
  summary: { zh: '客户的订单', en: "A customer's orders, newest first" },
  access: 'customers:read',
  params: Id,
  query: PageQuery,
  response: z.object({ items: z.array(Order), next: z.string().nullable() }),
  errors: ['not_found', 'invalid_input'],
});

export const Contract = z.object({
  contractId: z.string(),
  externalId: z.string(),
  customerId: z.string(),
  customerName: z.string().nullable(),
  name: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  amount: z.number().nullable(),
  status: z.string().nullable(),
});
export type Contract = z.infer<typeof Contract>;

export const recordContracts = endpoint({
  name: 'recordContracts',
  method: 'POST',
  path: `${base}/contracts`,
  summary: {
    zh: '批量写入合同：{externalId, customer:{externalId}, name?, startsOn, endsOn?, amount?, status?}，最多 1,000 条。',
    en: 'Record contracts: {externalId, customer: {externalId}, name?, startsOn, endsOn?, amount?, status?}, at most 1,000.',
  },
  access: 'customers:write',
  body: z.object({ contracts: z.array(z.unknown()) }),
  response: BatchAnswer,
  errors: ['invalid_input', 'too_large'],
  bodyLimit: 4 * 1024 * 1024,
});

export const listContracts = endpoint({
  name: 'listContracts',
  method: 'GET',
  path: `${base}/contracts`,
  summary: { zh: '合同列表，可查即将到期', en: 'Contracts by their end; those ending within some days' },
  access: 'customers:read',
  query: PageQuery.extend({
    customer: z.string().max(80).optional(),
    endingWithinDays: z.coerce.number().int().min(0).max(3650).optional(),
  }),
  response: z.object({ items: z.array(Contract), next: z.string().nullable() }),
  errors: ['invalid_input'],
});

export const exportCustomers = endpoint({
  name: 'exportCustomers',
  method: 'GET',
  path: `${base}/customers.csv`,
  summary: { zh: '导出客户（CSV）', en: 'All customers as CSV' },
  access: 'customers:export',
  response: z.string(),
  produces: 'text/csv',
});

export const exportOrders = endpoint({
  name: 'exportOrders',
  method: 'GET',
  path: `${base}/orders.csv`,
  summary: { zh: '导出订单（CSV）', en: 'All orders as CSV' },
  access: 'customers:export',
  response: z.string(),
  produces: 'text/csv',
});
