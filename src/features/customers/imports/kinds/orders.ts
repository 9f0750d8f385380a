import { orderKey, recordOrders } from '../../orders.ts';
import { ensureCustomers } from '../../resolve.ts';
import { reader } from '../flaws.ts';
import { type ImportKindOf, restOf } from './kind.ts';

interface OrderItem {
  readonly customer: string;
  readonly externalId: string;
  readonly at: Date;
  readonly amount: number;
  readonly status: string | null;
  readonly detail: Readonly<Record<string, string | number>>;
}

export const orders: ImportKindOf<OrderItem> = {
  read(row, plan, flaws) {
    const cells = reader(plan, row, flaws);
    const customer = cells.required('customer', 200);
    const at = cells.time('at') ?? plan.now;
    const amount = cells.amount('amount', true) ?? 0;
    // A file with an id column must have an id in each row; without one the key is customer + time + amount.
    const given = plan.fields.has('external_id') ? cells.required('external_id', 200) : null;
    const status = cells.text('status', 100);
    const detail = restOf(row, plan, flaws);
    return { customer, externalId: given ?? orderKey(customer, at, amount), at, amount, status, detail };
  },
  async write(tx, ctx, items, plan) {
    const { ids, created } = await ensureCustomers(
      tx,
      ctx,
      items.map((item) => item.customer),
    );
    const batch = items.map((item) => ({ ...item, customerId: ids.get(item.customer) ?? '' }));
    const { added, same, differs, purchases, refunds, zero, net } = await recordOrders(tx, ctx, batch, plan.importId);
    return { added, same, changed: 0, summary: { purchases, refunds, zero, net, differs, customersNew: created } };
  },
};
