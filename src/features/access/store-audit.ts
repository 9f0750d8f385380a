import { sql } from 'kysely';
import type { Actor } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface AuditRow {
  readonly audit_id: string;
  readonly at: Date;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly actor_name: string;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: string;
  readonly detail: Record<string, unknown>;
}

export async function insertAudit(tx: Tx, workspace: string, rows: readonly AuditRow[]): Promise<void> {
  const values = rows.map(
    (row) => sql`(${workspace}, ${row.audit_id}, ${row.at}, ${row.actor_kind}, ${row.actor_id}, ${row.actor_name},
      ${row.action}, ${row.entity}, ${row.entity_id}, ${JSON.stringify(row.detail)})`,
  );
  await sql`
    insert into audit_entry (workspace_id, audit_id, at, actor_kind, actor_id, actor_name, action, entity, entity_id, detail)
    values ${sql.join(values)}`.execute(tx);
}

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly entity?: string | undefined;
  readonly entityId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The id of the last entry of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first in the order of writing: ids ascend, while a virtual clock may stand still. */
export async function listAuditRows(tx: Tx, workspace: string, filter: AuditFilter): Promise<AuditRow[]> {
  const conditions = [sql`workspace_id = ${workspace}`];
  if (filter.actor) conditions.push(sql`actor_id = ${filter.actor}`);
  if (filter.action?.endsWith('.')) conditions.push(sql`starts_with(action, ${filter.action})`);
  else if (filter.action) conditions.push(sql`action = ${filter.action}`);
  if (filter.entity) conditions.push(sql`entity = ${filter.entity}`);
  if (filter.entityId) conditions.push(sql`entity_id = ${filter.entityId}`);
  if (filter.from) conditions.push(sql`at >= ${filter.from}::timestamptz`);
  if (filter.to) conditions.push(sql`at < ${filter.to}::timestamptz`);
  if (filter.cursor) conditions.push(sql`audit_id < ${filter.cursor}`);
  const found = await sql<AuditRow>`
    select audit_id, at, actor_kind, actor_id, actor_name, action, entity, entity_id, detail from audit_entry
    where ${sql.join(conditions, sql` and `)} order by audit_id desc limit ${filter.limit}`.execute(tx);
  return found.rows;
}
