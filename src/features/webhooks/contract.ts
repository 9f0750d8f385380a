/** Webhooks out: whom we tell of which events, and every telling. Standard Webhooks (standardwebhooks.com) on the wire. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

/** Among `types` it means all of them. */
export const ALL_TYPES = '*';
export const PING = 'ping';
export const MOST_WEBHOOKS = 20;
/** How many times a message is tried before it counts as failed. */
export const MOST_ATTEMPTS = 10;

export const OFF_REASONS = ['hand', 'failing', 'gone', 'secret'] as const;
export const DELIVERY_STATES = ['waiting', 'sent', 'failed'] as const;
/** Why an attempt got no answer. */
export const DELIVERY_ERRORS = [
  'address_refused',
  'plain_refused',
  'timeout',
  'unreachable',
  'certificate',
  'redirect',
  'status',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

const Instant = z.iso.datetime();
const Type = z.string().regex(/^(\*|[a-z][a-z0-9_.]{0,63})$/, 'a-z 0-9 _');
const Url = z.url({ protocol: /^https?$/ }).max(2000);

export const Webhook = z.object({
  webhookId: z.string(),
  name: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  active: z.boolean(),
  /** Why it is off: by hand, after five days of failures, because the receiver answered 410, because its secret cannot be read any more. */
  offReason: z.enum(OFF_REASONS).nullable(),
  offAt: Instant.nullable(),
  /** Since when nothing has arrived; null while it works. */
  failingSince: Instant.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  /** Of the last 30 days. */
  sent: z.number().int(),
  failed: z.number().int(),
  waiting: z.number().int(),
  lastAt: Instant.nullable(),
});
export type Webhook = z.infer<typeof Webhook>;

export const Attempt = z.object({
  at: Instant,
  status: z.number().int().nullable(),
  error: z.enum(DELIVERY_ERRORS).nullable(),
  ms: z.number().int(),
});
export type Attempt = z.infer<typeof Attempt>;

export const Delivery = z.object({
  /** The header `webhook-id`: the same at every attempt, so a receiver knows what it has seen. */
  deliveryId: z.string(),
  type: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int(),
  dueAt: Instant.nullable(),
  status: z.number().int().nullable(),
  error: z.enum(DELIVERY_ERRORS).nullable(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const DeliveryDetail = Delivery.extend({
  body: z.string(),
  /** What the receiver answered, its first 2,000 characters. */
  response: z.string().nullable(),
  log: z.array(Attempt),
});
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

const base = '/api/w/:workspace/webhooks';
const Id = z.object({ webhook: z.string().max(80) });
const DeliveryId = Id.extend({ delivery: z.string().max(80) });
const name = z.string().trim().min(1).max(60);
const types = z.array(Type).min(1).max(100);

export const listWebhooks = endpoint({
  name: 'listWebhooks',
  method: 'GET',
  path: base,
  summary: { zh: 'Webhook 订阅', en: 'Webhook subscriptions' },
  access: 'webhooks:read',
  response: z.object({ items: z.array(Webhook) }),
});

export const createWebhook = endpoint({
  name: 'createWebhook',
  method: 'POST',
  path: base,
  summary: {
    zh: '新建 Webhook；签名密钥只在这里返回一次',
    en: 'Subscribe an address; the signing secret is answered here once',
  },
  access: 'webhooks:write',
  body: z.strictObject({ name, url: Url, types }),
  response: z.object({ webhook: Webhook, secret: z.string() }),
  errors: ['webhook_url_refused', 'webhooks_full'],
});

export const updateWebhook = endpoint({
  name: 'updateWebhook',
  method: 'PATCH',
  path: `${base}/:webhook`,
  summary: { zh: '修改、停用或启用 Webhook', en: 'Change a webhook, switch it off or on' },
  access: 'webhooks:write',
  params: Id,
  body: z.strictObject({
    name: name.optional(),
    url: Url.optional(),
    types: types.optional(),
    active: z.boolean().optional(),
  }),
  response: Webhook,
  errors: ['not_found', 'webhook_url_refused'],
});

export const deleteWebhook = endpoint({
  name: 'deleteWebhook',
  method: 'DELETE',
  path: `${base}/:webhook`,
  summary: { zh: '删除 Webhook 及其投递记录', en: 'Delete a webhook and its log' },
  access: 'webhooks:write',
  params: Id,
  response: z.object({ deleted: z.boolean() }),
  errors: ['not_found'],
});

export const rotateSecret = endpoint({
  name: 'rotateWebhookSecret',
  method: 'POST',
  path: `${base}/:webhook/rotate`,
  summary: {
    zh: '更换签名密钥；24 小时内新旧两个签名都发送',
    en: 'A new signing secret; for 24 hours both signatures are sent',
  },
  access: 'webhooks:write',
  params: Id,
  response: z.object({ webhook: Webhook, secret: z.string() }),
  errors: ['not_found'],
});

export const pingWebhook = endpoint({
  name: 'pingWebhook',
  method: 'POST',
  path: `${base}/:webhook/ping`,
  summary: { zh: '发送一条测试消息', en: 'Send a test message' },
  access: 'webhooks:write',
  params: Id,
  response: Delivery,
  errors: ['not_found', 'webhook_off'],
});

export const listDeliveries = endpoint({
  name: 'listWebhookDeliveries',
  method: 'GET',
  path: `${base}/:webhook/deliveries`,
  summary: { zh: '投递记录，新的在前', en: 'What was told, newest first' },
  access: 'webhooks:read',
  params: Id,
  query: z.object({
    state: z.enum(DELIVERY_STATES).optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(Delivery), next: z.string().nullable() }),
  errors: ['not_found'],
});

export const getDelivery = endpoint({
  name: 'getWebhookDelivery',
  method: 'GET',
  path: `${base}/:webhook/deliveries/:delivery`,
  summary: { zh: '一次投递：内容、应答、每次尝试', en: 'One delivery: body, answer, every attempt' },
  access: 'webhooks:read',
  params: DeliveryId,
  response: DeliveryDetail,
  errors: ['not_found'],
});

export const resendDelivery = endpoint({
  name: 'resendWebhookDelivery',
  method: 'POST',
  path: `${base}/:webhook/deliveries/:delivery/resend`,
  summary: { zh: '重新发送，编号不变', en: 'Send it again under the same id' },
  access: 'webhooks:write',
  params: DeliveryId,
  response: Delivery,
  errors: ['not_found', 'webhook_off'],
});
