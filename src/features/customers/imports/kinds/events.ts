import { createHash } from 'node:crypto';
import { checkType, type Flaw, record } from '../../../events/index.ts';
import { ensureCustomers } from '../../resolve.ts';
import { reader } from '../flaws.ts';
import { type ImportKindOf, restOf } from './kind.ts';

interface EventItem {
  readonly customer: string;
  readonly externalId: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly amount: number | null;
  readonly properties: Readonly<Record<string, string | number>>;
}

/** The source of imported events; without an id column the key is customer + type + time + amount. */
const SOURCE = 'import';

export const events: ImportKindOf<EventItem> = {
  read(row, plan, flaws) {
    const cells = reader(plan, row, flaws);
    const customer = cells.required('customer', 200);
    const type = cells.required('type', 64);
    const wrong: Flaw[] = [];
    if (type) checkType(type, wrong);
    for (const { code } of wrong) cells.flaw('type', code, type);
    const occurredAt = cells.time('at') ?? plan.now;
    const amount = cells.amount('amount', false);
    const given = plan.fields.has('external_id') ? cells.required('external_id', 200) : null;
    const key = given ?? hash([customer, type, occurredAt.toISOString(), amount === null ? '' : amount.toFixed(2)]);
    return { customer, externalId: key, type, occurredAt, amount, properties: restOf(row, plan, flaws) };
  },
  async write(tx, ctx, items) {
    const { ids, created } = await ensureCustomers(
      tx,
      ctx,
      items.map((item) => item.customer),
    );
    const batch = items.map((item) => ({ ...item, source: SOURCE, customerId: ids.get(item.customer) ?? '' }));
    const { fresh, duplicates } = await record(tx, ctx, batch);
    return { added: fresh.length, same: duplicates, changed: 0, summary: { customersNew: created } };
  },
};

function hash(parts: readonly string[]): string {
  return `auto_${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)}`;
}
