/** Who saw a customer's data, and the number that is shown on purpose. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const Id = z.object({ id: z.string().min(1).max(80) });

export const revealContact = endpoint({
  name: 'revealContact',
  method: 'POST',
  path: '/api/w/:workspace/customers/:id/reveal',
  summary: {
    zh: '显示一位客户的完整号码或邮箱；每次都记入审计日志',
    en: 'One whole phone number or e-mail; each time is written into the audit log',
  },
  access: 'customers:contact',
  params: Id,
  body: z.strictObject({ what: z.enum(['phone', 'email']) }),
  response: z.object({ value: z.string().nullable() }),
  errors: ['not_found'],
});

export const CustomerReader = z.object({
  kind: z.enum(['user', 'key', 'command', 'system']),
  name: z.string(),
  action: z.enum(['customer.viewed', 'customer.revealed', 'customer.changed']),
  /** Looks within ten minutes count as one. */
  times: z.number().int(),
  lastAt: z.iso.datetime(),
});
export type CustomerReader = z.infer<typeof CustomerReader>;

export const listReaders = endpoint({
  name: 'listCustomerReaders',
  method: 'GET',
  path: '/api/w/:workspace/customers/:id/readers',
  summary: { zh: '谁看过、显示过、改过这位客户', en: 'Who looked at, revealed or changed this customer, latest first' },
  access: 'customers:reveal',
  params: Id,
  response: z.object({ items: z.array(CustomerReader) }),
  errors: ['not_found'],
});
