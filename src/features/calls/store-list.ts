import { sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import { type CallRow, COLUMNS } from './store.ts';

export interface CallFilter {
  readonly kind?: string | undefined;
  readonly state?: string | undefined;
  readonly cause?: string | undefined;
  readonly customer?: string | undefined;
  readonly task?: string | undefined;
}

export type ListedCall = CallRow & { readonly customer: string | null; readonly recorded: boolean };

const where = (ctx: Context, filter: CallFilter) => sql`c.workspace_id = ${ctx.workspace.id} ${inScope(ctx, 'p')}
  and (${filter.kind ?? null}::text is null or c.kind = ${filter.kind ?? null})
  and (${filter.state ?? null}::text is null or c.state = ${filter.state ?? null})
  and (${filter.customer ?? null}::text is null or c.customer_id = ${filter.customer ?? null})
  and (${filter.task ?? null}::text is null or c.task_id = ${filter.task ?? null})`;

export async function findCalls(
  tx: Tx,
  ctx: Context,
  filter: CallFilter & { readonly call?: string },
  page: { readonly after: { readonly at: Date; readonly id: string } | null; readonly limit: number },
): Promise<ListedCall[]> {
  const { at = null, id = null } = page.after ?? {};
  const { rows } = await sql<ListedCall>`
    select ${COLUMNS}, coalesce(p.name, p.external_id) as customer,
      exists (select 1 from call_recording r where r.workspace_id = ${ctx.workspace.id} and r.call_id = c.call_id and r.sound is not null) as recorded
    from call c join customer p on p.workspace_id = ${ctx.workspace.id} and p.customer_id = c.customer_id
    where ${where(ctx, filter)} and (${filter.cause ?? null}::text is null or c.cause = ${filter.cause ?? null})
      and (${filter.call ?? null}::text is null or c.call_id = ${filter.call ?? null})
      and (${at}::timestamptz is null or (c.created_at, c.call_id) < (${at}, ${id}))
    order by c.created_at desc, c.call_id desc limit ${page.limit}`.execute(tx);
  return rows;
}

/** How many of what the list shows ended how; those that go on under `open`. */
export async function countCauses(tx: Tx, ctx: Context, filter: CallFilter): Promise<Record<string, number>> {
  const { rows } = await sql<{ cause: string; n: number }>`
    select case when c.state = 'ended' then coalesce(c.cause, 'unknown') else 'open' end as cause, count(*) as n
    from call c join customer p on p.workspace_id = ${ctx.workspace.id} and p.customer_id = c.customer_id
    where ${where(ctx, filter)} group by 1 order by 1`.execute(tx);
  return Object.fromEntries(rows.map((row) => [row.cause, row.n]));
}
