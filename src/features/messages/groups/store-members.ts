import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { inScope } from '../../customers/index.ts';

/** Of a compiled audience, as far as the caller may see them. */
export async function findMembers(tx: Tx, ctx: Context, where: RawBuilder<unknown>, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select c.customer_id from customer c where c.workspace_id = ${ctx.workspace.id} ${inScope(ctx, 'c')} and ${where}
    order by c.customer_id limit ${limit}`.execute(tx);
  return rows.map((row) => row.customer_id);
}
