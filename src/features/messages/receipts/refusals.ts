/** Providers that refuse a number because its owner refused: she is taken off the channel here too, and the next channel is tried. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { optOut } from '../inbound/inbound.ts';
import type { Ended } from '../sending/outcomes.ts';
import { ownersOf } from '../inbound/store-inbound.ts';

export async function takeRefusals(tx: Tx, ctx: Context, ended: readonly Ended[]): Promise<void> {
  const refused = new Map(
    ended.flatMap(({ deliveryId, outcome }) =>
      outcome.kind === 'rejected' && outcome.optOut ? [[deliveryId, outcome] as const] : [],
    ),
  );
  if (refused.size === 0) return;
  for (const { delivery_id, customer_id, channel } of await ownersOf(tx, ctx.workspace.id, [...refused.keys()])) {
    const { code, note } = refused.get(delivery_id) ?? { code: '', note: '' };
    await optOut(tx, ctx, {
      customerId: customer_id,
      channel,
      evidence: `${code} ${note}`.trim().slice(0, 80),
      key: delivery_id,
      about: { delivery: delivery_id },
      goesOn: true,
    });
  }
}
