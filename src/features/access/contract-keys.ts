import { z } from 'zod';
import { Moment } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { PersonName } from './contract-identity.ts';

/** A key for programs: `Authorization: Bearer hx_…`. Only its hash is kept. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  permissions: z.array(z.string()),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** Calls a minute, over all processes of the installation; null: no limit. */
  perMinute: z.number().int().nullable(),
  /** The key that took its place; this one ends at `expiresAt`. */
  rotatedTo: z.string().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

const KEYS = '/api/w/:workspace/keys';

export const listKeys = endpoint({
  name: 'listKeys',
  method: 'GET',
  path: KEYS,
  summary: { zh: 'API 密钥', en: 'API keys' },
  access: 'access:keys',
  response: z.object({ items: z.array(ApiKey) }),
});

export const createKey = endpoint({
  name: 'createKey',
  method: 'POST',
  path: KEYS,
  summary: { zh: '新建 API 密钥；密钥只在这里返回一次', en: 'Create an API key; it is answered here once' },
  access: 'access:keys',
  body: z.object({
    name: PersonName,
    permissions: z.array(z.string().max(80)).min(1).max(200),
    expiresAt: Moment.nullable().optional(),
    perMinute: z.number().int().min(1).max(1_000_000).nullable().optional(),
  }),
  response: z.object({ key: ApiKey, secret: z.string() }),
  errors: ['more_than_own', 'unknown_permission', 'expiry_past'],
});

export const rotateKey = endpoint({
  name: 'rotateKey',
  method: 'POST',
  path: `${KEYS}/:key/rotate`,
  summary: {
    zh: '更换 API 密钥：新密钥只返回一次，旧密钥在宽限期内仍可用',
    en: 'Rotate an API key: the new one is answered once, the old one works for the hours of grace',
  },
  access: 'access:keys',
  params: z.object({ key: z.string().max(60) }),
  body: z.strictObject({ hours: z.number().int().min(0).max(720).default(24) }),
  response: z.object({ key: ApiKey, secret: z.string() }),
  errors: ['key_ended', 'more_than_own'],
});

export const revokeKey = endpoint({
  name: 'revokeKey',
  method: 'DELETE',
  path: `${KEYS}/:key`,
  summary: { zh: '作废 API 密钥', en: 'Revoke an API key' },
  access: 'access:keys',
  params: z.object({ key: z.string().max(60) }),
  response: ApiKey,
});
