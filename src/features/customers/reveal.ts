/** The one number that is shown on purpose, and who saw what of a customer. */
import type { Context } from '../../kit/context.ts';
import { audit, readsOf } from '../access/index.ts';
import type { CustomerReader } from './contract-reads.ts';
import { requireCustomer } from './service.ts';

const READS = ['customer.viewed', 'customer.revealed', 'customer.changed'] as const;
const MOST_READERS = 50;

export function revealContact(ctx: Context, id: string, what: 'phone' | 'email'): Promise<{ value: string | null }> {
  return ctx.tx(async (tx) => {
    const { external_id, phone, email } = await requireCustomer(tx, ctx, id);
    const detail = { what, externalId: external_id };
    await audit(tx, ctx, { action: 'customer.revealed', entity: 'customer', entityId: id, detail });
    return { value: what === 'phone' ? phone : email };
  });
}

export function readersOf(ctx: Context, id: string): Promise<{ items: CustomerReader[] }> {
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, id);
    const groups = await readsOf(tx, ctx, { entity: 'customer', entityId: id, actions: READS, limit: MOST_READERS });
    return {
      items: groups.map(({ actor_kind, actor_name, action, n, last_at }) => ({
        kind: actor_kind,
        name: actor_name,
        action: READS.find((one) => one === action) ?? 'customer.viewed',
        times: n,
        lastAt: last_at.toISOString(),
      })),
    };
  });
}
