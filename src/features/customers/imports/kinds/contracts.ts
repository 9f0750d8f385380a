import { recordContracts } from '../../contracts.ts';
import { ensureCustomers } from '../../resolve.ts';
import { reader } from '../flaws.ts';
import { type ImportKindOf, restOf } from './kind.ts';

interface ContractItem {
  readonly customer: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly amount: number | null;
  readonly status: string | null;
  readonly detail: Readonly<Record<string, string | number>>;
}

export const contracts: ImportKindOf<ContractItem> = {
  read(row, plan, flaws) {
    const cells = reader(plan, row, flaws);
    return {
      customer: cells.required('customer', 200),
      externalId: cells.required('external_id', 200),
      name: cells.text('name', 200),
      startsOn: cells.day('starts_on', true) ?? '',
      endsOn: cells.day('ends_on', false),
      amount: cells.amount('amount', false),
      status: cells.text('status', 100),
      detail: restOf(row, plan, flaws),
    };
  },
  async write(tx, ctx, items, plan) {
    const { ids, created } = await ensureCustomers(
      tx,
      ctx,
      items.map((item) => item.customer),
    );
    const batch = items.map((item) => ({ ...item, customerId: ids.get(item.customer) ?? '' }));
    const { added, changed, same } = await recordContracts(tx, ctx, batch, plan.importId);
    return { added, same, changed, summary: { customersNew: created } };
  },
};
