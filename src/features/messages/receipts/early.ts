/** Receipts that came before the provider's id of their attempt was known here. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { takeReceipts } from './receipts.ts';
import * as store from './store-early.ts';

/** Kept so long; what belongs to no attempt by then was never ours. */
const KEPT_MS = 3 * 86_400_000;

/** Those of attempts whose ids have become known just now. */
export async function takeEarly(
  tx: Tx,
  ctx: Context,
  known: readonly { readonly channel: ChannelKind; readonly provider_id: string | null }[],
): Promise<void> {
  const ids = known.flatMap((row) => (row.provider_id ? [{ channel: row.channel, providerId: row.provider_id }] : []));
  await takeReceipts(tx, ctx, await store.takeEarlyOf(tx, ctx.workspace.id, ids));
}

/** For what was written in the same moment by two processes that did not see each other. */
export async function sweepEarly(ctx: Context): Promise<void> {
  await ctx.tx(async (tx) => {
    await store.dropEarly(tx, ctx.workspace.id, new Date(ctx.now.getTime() - KEPT_MS));
    await takeReceipts(tx, ctx, await store.takeEarlyKnown(tx, ctx.workspace.id));
  });
}
