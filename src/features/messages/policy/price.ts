/** What a contact costs. Downstream knows (the costs people enter); a price in the policy stands above it. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { slot } from '../../../kit/slots/slot.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { ContactPolicy } from '../contract-policy.ts';

export type PriceOf = (playbook: string, channel: ChannelKind) => number | null;

/** The prices of this day, read once for a batch. */
export interface ContactPrices {
  pricesOn(tx: Tx, ctx: Context, day: string): Promise<PriceOf>;
}

export const contactPrices = slot<ContactPrices>('messages.contactPrices');

export async function loadPrices(
  tx: Tx,
  ctx: Context,
  policy: ContactPolicy,
  day: string,
): Promise<(playbook: string, channel: ChannelKind) => number> {
  const known = await Promise.all(ctx.runtime.slot(contactPrices).map((each) => each.pricesOn(tx, ctx, day)));
  return (playbook, channel) => {
    const own = policy.prices[channel];
    if (own !== undefined) return own;
    for (const priceOf of known) {
      const price = priceOf(playbook, channel);
      if (price !== null) return price;
    }
    return 0;
  };
}
