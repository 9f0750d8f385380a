/** Who is not contacted at all: numbers, mailboxes, customers. */
import { z } from 'zod';
import { Day } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';

const base = '/api/w/:workspace/contact-blocks';

export const BlockKind = z.enum(['phone', 'email', 'customer']);
export type BlockKind = z.infer<typeof BlockKind>;

export const Block = z.object({
  blockId: z.string(),
  kind: BlockKind,
  /** Masked for who may not see numbers; null once the person was erased: only its hash is left. */
  shown: z.string().nullable(),
  customerId: z.string().nullable(),
  reason: z.string(),
  /** Null: until further notice. */
  expiresAt: z.string().nullable(),
  expired: z.boolean(),
  by: z.string(),
  at: z.string(),
});
export type Block = z.infer<typeof Block>;

export const listContactBlocks = endpoint({
  name: 'listContactBlocks',
  method: 'GET',
  path: base,
  summary: { zh: '黑名单', en: 'Who is not contacted' },
  access: 'messages:read',
  query: z.object({
    q: z.string().trim().max(100).default(''),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(Block), next: z.string().nullable(), active: z.number().int() }),
  errors: ['invalid_input'],
});

export const addContactBlocks = endpoint({
  name: 'addContactBlocks',
  method: 'POST',
  path: base,
  summary: {
    zh: '加入黑名单：一行一个手机号、邮箱或客户编号，也可以是 CSV（号码,原因,到期日）',
    en: 'Block numbers, mailboxes or customers: one a line, or CSV (which, reason, last day)',
  },
  access: 'messages:configure',
  body: z.strictObject({
    text: z.string().min(1).max(1_500_000),
    /** For lines that give none of their own. */
    reason: z.string().trim().min(1).max(200),
    /** The last day it holds, in the workspace's zone; null: until further notice. */
    until: Day.nullable().default(null),
  }),
  bodyLimit: 2 * 1024 * 1024,
  response: z.object({
    added: z.number().int(),
    /** They were there; reason and term are the new ones. */
    renewed: z.number().int(),
    /** Lines that are neither a number nor a mailbox nor a customer; nothing of them is written. */
    wrong: z.array(z.object({ line: z.number().int(), text: z.string() })),
  }),
  errors: ['invalid_input', 'too_large'],
});

export const changeContactBlock = endpoint({
  name: 'changeContactBlock',
  method: 'PUT',
  path: `${base}/:block`,
  summary: {
    zh: '移出黑名单（可撤销），或改期限',
    en: 'Contact them again (it can be taken back), or change the term',
  },
  access: 'messages:configure',
  params: z.object({ block: z.string().max(60) }),
  /** Not blocked: it ends now, and stays in the list as ended. */
  body: z.strictObject({ blocked: z.boolean(), until: Day.nullable().default(null) }),
  response: Block,
  errors: ['not_found'],
});
