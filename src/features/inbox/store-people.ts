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

/** What went out to her on this channel since `since`: as many of a reply window are used. */
export async function countSent(
  tx: Tx,
  workspace: string,
  to: { readonly channel: string; readonly customerId: string },
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from delivery
    where workspace_id = ${workspace} and customer_id = ${to.customerId} and channel = ${to.channel} and contacted_at >= ${since}`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}
