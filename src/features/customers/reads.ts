/** Looks at personal data, written into the audit log. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { auditReads } from '../access/index.ts';

/** Somebody opened the pages of these customers. Any room that shows one customer's data calls it. */
export function noteViewed(
  tx: Tx,
  ctx: Context,
  customers: readonly { readonly customer_id: string; readonly external_id: string }[],
): Promise<void> {
  return auditReads(
    tx,
    ctx,
    customers.map(({ customer_id, external_id }) => ({
      action: 'customer.viewed',
      entity: 'customer',
      entityId: customer_id,
      detail: { externalId: external_id },
    })),
  );
}

/** Somebody looked through a list of people: one line for the list, not one per person. `where` is the list, for example a segment's id. */
export function noteListed(tx: Tx, ctx: Context, where: string, shown: number): Promise<void> {
  const note = { action: 'customers.listed', entity: 'customer', entityId: where, detail: { shown } };
  return auditReads(tx, ctx, shown > 0 ? [note] : []);
}
