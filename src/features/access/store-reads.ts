import { sql } from 'kysely';
import type { Actor } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface ReadRow {
  readonly audit_id: string;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: string;
  readonly detail: Record<string, unknown>;
}

/** Two calls at the same moment may both write: that is a line too many in a log, and no lock on every page opened. */
export async function insertReads(
  tx: Tx,
  workspace: string,
  by: Actor & { readonly at: Date; readonly since: Date },
  rows: readonly ReadRow[],
): Promise<void> {
  await sql`
    insert into audit_entry (workspace_id, audit_id, at, actor_kind, actor_id, actor_name, action, entity, entity_id, detail)
    select ${workspace}, n.audit_id, ${by.at}::timestamptz, ${by.kind}, ${by.id}, ${by.name}, n.action, n.entity, n.entity_id, n.detail
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as n(audit_id text, action text, entity text, entity_id text, detail jsonb)
    where not exists (select 1 from audit_entry a where a.workspace_id = ${workspace} and a.entity = n.entity
      and a.entity_id = n.entity_id and a.actor_id = ${by.id} and a.at > ${by.since} and a.at <= ${by.at}
      and a.action = n.action)
    order by n.audit_id`.execute(tx);
}

export interface ReadGroup {
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly actor_name: string;
  readonly action: string;
  readonly n: number;
  readonly last_at: Date;
}

export async function findReads(
  tx: Tx,
  workspace: string,
  question: { entity: string; entityId: string; actions: readonly string[]; limit: number },
): Promise<ReadGroup[]> {
  const { rows } = await sql<ReadGroup>`
    select actor_kind, actor_id, max(actor_name) as actor_name, action, count(*)::int as n, max(at) as last_at
    from audit_entry where workspace_id = ${workspace} and entity = ${question.entity} and entity_id = ${question.entityId}
      and action = any(${[...question.actions]}::text[])
    group by actor_kind, actor_id, action order by max(at) desc, actor_id, action limit ${question.limit}`.execute(tx);
  return rows;
}
