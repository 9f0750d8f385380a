import { z } from 'zod';
import { Moment } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';

export const AuditEntry = z.object({
  id: z.string(),
  /** On the workspace's clock. */
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/api/w/:workspace/audit',
  summary: { zh: '审计日志，新的在前', en: 'The audit log, newest first' },
  access: 'access:audit',
  query: z.object({
    actor: z.string().max(80).optional(),
    /** A whole action (`member.changed`) or its beginning (`member.`). */
    action: z.string().max(80).optional(),
    entity: z.string().max(80).optional(),
    entityId: z.string().max(80).optional(),
    from: Moment.optional(),
    to: Moment.optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(AuditEntry), next: z.string().nullable() }),
});

const Named = z.record(z.string(), z.object({ zh: z.string(), en: z.string() }));

export const listAuditWords = endpoint({
  name: 'listAuditWords',
  method: 'GET',
  path: '/api/w/:workspace/audit/words',
  summary: { zh: '审计日志里动作与对象的名称', en: 'Names of the actions and things in the audit log' },
  access: 'access:audit',
  response: z.object({ actions: Named, things: Named }),
});
