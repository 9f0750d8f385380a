import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface TagRow {
  readonly customer_id: string;
  readonly tag: string;
  readonly reason: string | null;
  readonly tagged_by: string;
  readonly tagged_at: Date;
}

/** A tag that is there already keeps its first reason; returns how many are new. */
export async function insertTags(tx: Tx, workspace: string, rows: readonly TagRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into customer_tag (workspace_id, customer_id, tag, reason, tagged_by, tagged_at)
    select ${workspace}, customer_id, tag, reason, tagged_by, tagged_at from json_to_recordset(${JSON.stringify(rows)}::json)
      as i(customer_id text, tag text, reason text, tagged_by text, tagged_at timestamptz) order by customer_id, tag
    on conflict (workspace_id, customer_id, tag) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export async function deleteTag(tx: Tx, workspace: string, customerId: string, tag: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from customer_tag
    where workspace_id = ${workspace} and customer_id = ${customerId} and tag = ${tag}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findTags(tx: Tx, workspace: string, customerId: string): Promise<TagRow[]> {
  const { rows } = await sql<TagRow>`select customer_id, tag, reason, tagged_by, tagged_at from customer_tag
    where workspace_id = ${workspace} and customer_id = ${customerId} order by tagged_at, tag`.execute(tx);
  return rows;
}

export async function countTags(tx: Tx, workspace: string): Promise<{ tag: string; customers: number }[]> {
  const { rows } = await sql<{ tag: string; customers: number }>`select tag, count(*) as customers from customer_tag
    where workspace_id = ${workspace} group by tag order by count(*) desc, tag limit 1000`.execute(tx);
  return rows;
}

/** Takes away what `taggedBy` has put on; tags that others gave stay. */
export async function removeTags(
  tx: Tx,
  workspace: string,
  rows: readonly Pick<TagRow, 'customer_id' | 'tag'>[],
  taggedBy: string,
): Promise<number> {
  if (rows.length === 0) return 0;
  const { numAffectedRows } = await sql`
    delete from customer_tag t using json_to_recordset(${JSON.stringify(rows)}::json) as i(customer_id text, tag text)
    where t.workspace_id = ${workspace} and t.customer_id = i.customer_id and t.tag = i.tag and t.tagged_by = ${taggedBy}`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0n);
}
