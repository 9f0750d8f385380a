import { sql } from 'kysely';
import { plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';

/** Each customer's latest purchase up to `now`. */
export async function lastPurchases(
  tx: Tx,
  workspace: string,
  customerIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, { readonly amount: number | null; readonly at: Date }>> {
  const ids = plainArrayOf([...new Set(customerIds)], (id) => id);
  const { rows } = await sql<{ customer_id: string; amount: number | null; occurred_at: Date }>`
    select c.id as customer_id, e.amount, e.occurred_at from unnest(${ids}::text[]) as c(id)
    cross join lateral (
      select amount, occurred_at from event
      where workspace_id = ${workspace} and customer_id = c.id and type = 'purchase' and occurred_at <= ${now}
      order by occurred_at desc limit 1) e`.execute(tx);
  return new Map(rows.map((row) => [row.customer_id, { amount: row.amount, at: row.occurred_at }]));
}
