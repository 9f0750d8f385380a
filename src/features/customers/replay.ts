import type { ReplayPart } from '../../kit/feature.ts';
import { recordOrders } from './orders.ts';
import { type OrderRow, pageOfOrders } from './store-orders.ts';

const BATCH = 1000;

/** Lets the orders of a span of time be placed again in a scratch copy, and with them their events. */
export const replay: ReplayPart = {
  async feed(source, into, from, to) {
    let fed = 0;
    let place: { at: Date; id: string } | null = null;
    for (;;) {
      const after: typeof place = place;
      const rows: OrderRow[] = await source.tx((tx) =>
        pageOfOrders(tx, source.workspace.id, { from, to }, after, BATCH),
      );
      const last = rows.at(-1);
      if (!last) return fed;
      place = { at: last.ordered_at, id: last.order_id };
      const orders = rows.map((row) => ({
        externalId: row.external_id,
        customerId: row.customer_id,
        at: row.ordered_at,
        amount: row.amount,
        status: row.status,
        detail: row.detail,
      }));
      fed += (await into.tx((tx) => recordOrders(tx, into, orders))).added;
    }
  },
};
