/** Orders: set-based, idempotent by external id; each records its event by the front door of events. */
import { createHash } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { record } from '../events/index.ts';
import { eventTypeOfOrder, toCents } from './decide.ts';
import * as store from './store-orders.ts';

/** The source of an order's event; its external id is the order's. */
export const ORDERS = 'orders';

export interface NewOrder {
  readonly externalId: string;
  readonly customerId: string;
  readonly at: Date;
  /** In the workspace's currency; kept with two decimals. Negative: a refund. */
  readonly amount: number;
  readonly status?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface OrdersRecorded {
  readonly added: number;
  /** Their external id was there already, or came twice in the batch. */
  readonly same: number;
  /** Of `same`: recorded before with another customer, time or amount. What was recorded first stays. */
  readonly differs: number;
  readonly purchases: number;
  readonly refunds: number;
  readonly zero: number;
  /** Sum of the amounts added. */
  readonly net: number;
}

/** Without an id, an order is known by whose it is, when and how much: the same file twice adds nothing. */
export function orderKey(customer: string, at: Date, amount: number): string {
  const text = `${customer}\n${at.toISOString()}\n${toCents(amount).toFixed(2)}`;
  return `auto_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

export async function recordOrders(
  tx: Tx,
  ctx: Context,
  orders: readonly NewOrder[],
  importId: string | null = null,
): Promise<OrdersRecorded> {
  const rows = orders.map((order) => ({
    order_id: newId('ord'),
    external_id: order.externalId,
    customer_id: order.customerId,
    ordered_at: order.at,
    amount: toCents(order.amount),
    status: order.status ?? null,
    detail: order.detail ?? {},
  }));
  if (rows.length === 0) return summary([], 0, 0);
  const workspace = ctx.workspace.id;
  const written = new Set(await store.insertOrders(tx, { workspace, rows, importId, now: ctx.now }));
  const fresh = rows.filter((row) => written.has(row.order_id));
  await record(
    tx,
    ctx,
    fresh.map((row) => ({
      source: ORDERS,
      externalId: row.external_id,
      customerId: row.customer_id,
      type: eventTypeOfOrder(row.amount),
      occurredAt: row.ordered_at,
      amount: row.amount,
      properties: Object.keys(row.detail).length > 0 ? row.detail : null,
    })),
    { cause: ORDERS },
  );
  const rest = rows.filter((row) => !written.has(row.order_id));
  return summary(fresh, rest.length, rest.length > 0 ? await countDifferent(tx, workspace, rest) : 0);
}

async function countDifferent(tx: Tx, workspace: string, rows: readonly store.OrderRow[]): Promise<number> {
  const there = await store.findOrders(tx, workspace, [...new Set(rows.map((row) => row.external_id))]);
  const known = new Map(there.map((row) => [row.external_id, row]));
  return rows.filter((row) => {
    const old = known.get(row.external_id);
    if (!old) return false;
    const same =
      old.customer_id === row.customer_id &&
      old.amount === row.amount &&
      old.ordered_at.getTime() === row.ordered_at.getTime();
    return !same;
  }).length;
}

function summary(fresh: readonly store.OrderRow[], same: number, differs: number): OrdersRecorded {
  const count = (type: string) => fresh.filter((row) => eventTypeOfOrder(row.amount) === type).length;
  return {
    added: fresh.length,
    same,
    differs,
    purchases: count('purchase'),
    refunds: count('refund'),
    zero: count('order_zero'),
    net: toCents(fresh.reduce((sum, row) => sum + row.amount, 0)),
  };
}
