import { type RawBuilder, sql } from 'kysely';
import { plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

/** Of these customers those the condition holds for, with the left value of each of its leaves. */
export async function customersOf(
  tx: Tx,
  workspace: string,
  ids: readonly string[],
  audience: { readonly where: RawBuilder<unknown>; readonly values: RawBuilder<unknown> },
): Promise<Map<string, unknown>> {
  const found = await sql<{ customer_id: string; values: unknown }>`
    select c.customer_id, ${audience.values} as values from customer c
    where c.workspace_id = ${workspace} and c.customer_id = any(${plainArrayOf([...new Set(ids)], (id) => id)}::text[]) and ${audience.where}`.execute(
    tx,
  );
  return new Map(found.rows.map((row) => [row.customer_id, row.values]));
}
