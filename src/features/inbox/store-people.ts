/** What is read of customers beside a conversation. */
import { sql } from 'kysely';
import { plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

/** Who looks after each of these customers, as far as she still works here. */
export async function ownersOf(
  tx: Tx,
  workspace: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql<{ customer_id: string; owner_id: string }>`
    select c.customer_id, c.owner_id from customer c
    join member m on m.workspace_id = ${workspace} and m.member_id = c.owner_id and m.active
    where c.workspace_id = ${workspace} and c.customer_id = any(${plainArrayOf(customerIds, (id) => id)}::text[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.customer_id, row.owner_id]));
}

export async function tagsOf(tx: Tx, workspace: string, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from customer_tag where workspace_id = ${workspace} and customer_id = ${customerId} order by tagged_at, tag limit 20`.execute(
    tx,
  );
  return rows.map((row) => row.tag);
}

export interface PersonRow {
  readonly customer_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly city: string | null;
}

/** Whoever the caller may see: she has to tell them apart, not to look after them. */
export async function peopleOf(tx: Tx, workspace: string, ids: readonly string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<PersonRow>`
    select customer_id, name, phone, city from customer
    where workspace_id = ${workspace} and customer_id = any(${plainArrayOf(ids, (id) => id)}::text[])
    order by created_at, customer_id`.execute(tx);
  return rows;
}
