import { sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import { arrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from './store-scope.ts';

export interface OrderRow {
  readonly order_id: string;
  readonly external_id: string;
  readonly customer_id: string;
  readonly ordered_at: Date;
  readonly amount: number;
  readonly status: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

const columns = sql.raw('order_id, external_id, customer_id, ordered_at, amount, status, detail');

export interface OrderBatch {
  readonly workspace: string;
  readonly rows: readonly OrderRow[];
  readonly importId: string | null;
  readonly now: Date;
}

/** Inserts those whose external id is new; returns the ids written. */
export async function insertOrders(tx: Tx, { workspace, rows, importId, now }: OrderBatch): Promise<string[]> {
  const { rows: written } = await sql<{ order_id: string }>`
    insert into customer_order (workspace_id, ${columns}, import_id, created_at)
    select ${workspace}, ${columns}, ${importId}, ${now} from json_to_recordset(${JSON.stringify(rows)}::json) as i(order_id text,
      external_id text, customer_id text, ordered_at timestamptz, amount numeric(16, 2), status text, detail jsonb)
    order by external_id
    on conflict (workspace_id, external_id) do nothing returning order_id`.execute(tx);
  return written.map((row) => row.order_id);
}

/** One index look-up each, whatever the planner knows of the table yet. */
export async function findOrders(tx: Tx, workspace: string, externalIds: readonly string[]): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select o.* from unnest(${arrayOf(externalIds, (id) => id)}::text[]) as k(key)
    cross join lateral (select ${columns} from customer_order
      where workspace_id = ${workspace} and external_id = k.key limit 1) o`.execute(tx);
  return rows;
}

type Place = { readonly at: Date; readonly id: string } | null;

export async function findOrdersOf(
  tx: Tx,
  workspace: string,
  customerId: string,
  until: Date,
  after: Place,
  limit: number,
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select ${columns} from customer_order
    where workspace_id = ${workspace} and customer_id = ${customerId} and ordered_at <= ${until}
      ${after === null ? sql`` : sql`and (ordered_at, order_id) < (${after.at}, ${after.id})`}
    order by ordered_at desc, order_id desc limit ${limit}`.execute(tx);
  return rows;
}

/** Orders of [from, to), oldest first, page by page: for exports and replays. */
export async function pageOfOrders(
  tx: Tx,
  workspace: string,
  range: { readonly from: Date | null; readonly to: Date | null },
  after: Place,
  limit: number,
): Promise<OrderRow[]> {
  const { from, to } = range;
  const { rows } = await sql<OrderRow>`select ${columns} from customer_order
    where workspace_id = ${workspace}
      ${from === null ? sql`` : sql`and ordered_at >= ${from}`}
      ${to === null ? sql`` : sql`and ordered_at < ${to}`}
      ${after === null ? sql`` : sql`and (ordered_at, order_id) > (${after.at}, ${after.id})`}
    order by ordered_at, order_id limit ${limit}`.execute(tx);
  return rows;
}

/** External id and name of those of these customers whom the caller may see. */
export async function findNames(tx: Tx, ctx: Context, ids: readonly string[]) {
  const { rows } = await sql<{ customer_id: string; external_id: string; name: string | null }>`
    select c.customer_id, c.external_id, c.name from customer c
    where c.workspace_id = ${ctx.workspace.id} and c.customer_id = any(${ids}::text[]) ${inScope(ctx, 'c')}`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.customer_id, row]));
}
