/** What time brings: waits that end, attempts that become due, senders that are gone. */
import type { Context } from '../../kit/context.ts';
import type { Sweep } from '../../kit/feature.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import type { Outcome } from './adapter.ts';
import { carriersOf } from './carriers.ts';
import { DELIVER, settleOutcomes, tryNext } from './outcomes.ts';
import * as store from './store.ts';
import { findLost, type Lost } from './store-attempts.ts';
import { toolsFor } from './tools.ts';

const BATCH = 500;

export const messagesSweep: Sweep = {
  name: 'messages.sweep',
  run: sweep,
  next: (ctx) => ctx.tx((tx) => store.nextMoment(tx, ctx.workspace.id, ctx.now)),
};

async function sweep(ctx: Context): Promise<void> {
  while ((await goOn(ctx)) === BATCH);
  await settleLost(ctx);
  await ctx.tx(async (tx) => {
    if (await store.isDeliveryDue(tx, ctx.workspace.id, ctx.now))
      await enqueue(tx, ctx, [{ task: DELIVER, payload: {}, key: `${DELIVER}:${ctx.workspace.id}` }]);
  });
}

/** Nobody has answered in time on one channel: the next one. */
function goOn(ctx: Context): Promise<number> {
  return ctx.tx(async (tx) => {
    const due = await store.claimDueMessages(tx, ctx.workspace.id, ctx.now, BATCH);
    await tryNext(tx, ctx, due);
    await store.refreshMessages(
      tx,
      ctx.workspace.id,
      due.map((message) => message.message_id),
      ctx.now,
    );
    return due.length;
  });
}

/**
 * A process died between writing `sending` and writing the end. Whether the message went out nobody knows: the adapter is asked if it can say,
 * else it stays `unknown`, is shown and counted, and is not sent again by itself.
 */
export async function settleLost(ctx: Context): Promise<number> {
  let settled = 0;
  for (;;) {
    const lost = await ctx.tx((tx) => findLost(tx, ctx.workspace.id, new Date(), BATCH));
    if (lost.length === 0) return settled;
    const carriers = await ctx.tx((tx) => carriersOf(tx, ctx));
    const ends = await Promise.all(
      lost.map(async (each) => {
        const carrier = carriers.get(each.channel);
        return {
          deliveryId: each.delivery_id,
          claim: each.claim,
          outcome: await askFor(ctx, each, carrier),
          receipts: carrier?.adapter.receipts ?? false,
        };
      }),
    );
    for (const claim of new Set(ends.map((end) => end.claim)))
      await ctx.tx((tx) =>
        settleOutcomes(
          tx,
          ctx,
          claim,
          ends.filter((end) => end.claim === claim),
        ),
      );
    settled += lost.length;
    if (lost.length < BATCH) return settled;
  }
}

async function askFor(
  ctx: Context,
  lost: Lost,
  carrier: ReturnType<Awaited<ReturnType<typeof carriersOf>>['get']>,
): Promise<Outcome> {
  const unknown: Outcome = { kind: 'unknown', code: 'sender_died', note: 'the process that was sending it died' };
  if (!carrier || carrier.adapter.name !== lost.adapter || !carrier.adapter.reconcile) return unknown;
  const said = await carrier.adapter
    .reconcile(
      carrier.settings,
      { deliveryId: lost.delivery_id, to: lost.address, providerId: lost.provider_id, sentAt: lost.contacted_at },
      toolsFor(ctx, lost.channel),
    )
    .catch(() => null);
  return said ?? unknown;
}
