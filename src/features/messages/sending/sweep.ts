/** What time brings: waits that end, attempts that become due, senders that are gone. */
import { publish } from '../../../kit/bus.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Sweep } from '../../../kit/feature.ts';
import { momentOf, newId } from '../../../kit/ids.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { channelAdapter, type Outcome } from '../adapter.ts';
import { type Carrier, carriersOf } from '../accounts/carriers.ts';
import { sweepEarly } from '../receipts/early.ts';
import { waitedTooLong } from '../events.ts';
import { DELIVER, type Ended, tryNext } from './outcomes.ts';
import { settle } from './settle.ts';
import * as store from '../store.ts';
import { findLost, findToAsk, type Lost } from './store-attempts.ts';
import { findAwaiting } from './store-awaiting.ts';
import { isPresent } from './together.ts';
import { foldMoves } from '../groups/store-groups.ts';
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
  await sweepEarly(ctx);
  await ctx.tx(async (tx) => {
    await foldMoves(tx, ctx.workspace.id, newId('mov'));
    if (await store.isDeliveryDue(tx, ctx.workspace.id, ctx.now))
      await enqueue(tx, ctx, [{ task: DELIVER, payload: {}, key: `${DELIVER}:${ctx.workspace.id}` }]);
  });
}

/** Nobody has answered in time on one channel: the next one. */
function goOn(ctx: Context): Promise<number> {
  return ctx.tx(async (tx) => {
    const due = await store.claimDueMessages(tx, ctx.workspace.id, ctx.now, BATCH);
    const held = await takeBack(tx, ctx, due);
    await tryNext(
      tx,
      ctx,
      due.filter((message) => !held.has(message.message_id)),
    );
    await store.refreshMessages(
      tx,
      ctx.workspace.id,
      due.map((message) => message.message_id),
      ctx.now,
    );
    return due.length;
  });
}

/** What a colleague may still confirm has to be taken back first: else she gets it twice. Returns the messages that wait for that. */
async function takeBack(tx: Tx, ctx: Context, due: readonly store.MessageRow[]): Promise<ReadonlySet<string>> {
  const adapters = ctx.runtime.slot(channelAdapter).flatMap(({ name, recalls }) => (recalls ? [name] : []));
  const messages = new Map(due.map((message) => [message.message_id, message]));
  const found = await findAwaiting(tx, ctx.workspace.id, { messageIds: [...messages.keys()], adapters });
  const waiting = found.flatMap((each) => {
    const message = messages.get(each.message_id);
    return message && isPresent(message, each.step) ? [{ ...each, at: message.step }] : [];
  });
  if (waiting.length === 0) return new Set();
  const timers = waiting.map(({ message_id: messageId, at: step }) => ({ messageId, step, dueAt: null }));
  await store.setTimers(tx, ctx.workspace.id, timers, ctx.now);
  await publish(tx, ctx, waitedTooLong, {
    items: waiting.map(({ delivery_id: deliveryId, adapter }) => ({ deliveryId, adapter })),
  });
  return new Set(waiting.map((each) => each.message_id));
}

/**
 * Attempts of which nobody knows how they ended: those whose process died between writing `sending` and writing the end, and those on which the
 * line broke. The adapter is asked if it can say; else they stay `unknown`, are shown and counted, and are not sent again by themselves.
 */
export async function settleLost(ctx: Context): Promise<number> {
  return (
    (await askAll(ctx, (tx) => findLost(tx, ctx.workspace.id, new Date(), BATCH), DIED)) +
    (await askAll(ctx, (tx) => findToAsk(tx, ctx.workspace.id, ctx.now, BATCH), UNKNOWN))
  );
}

const DIED: Outcome = { kind: 'unknown', code: 'sender_died', note: 'the process that was sending it died' };
const UNKNOWN: Outcome = { kind: 'unknown', code: 'not_told' };

/** So many are asked at once. */
const AT_ONCE = 20;

async function askAll(ctx: Context, find: (tx: Tx) => Promise<Lost[]>, otherwise: Outcome): Promise<number> {
  let settled = 0;
  for (;;) {
    const lost = await ctx.tx(find);
    if (lost.length === 0) return settled;
    const carriers = await ctx.tx((tx) => carriersOf(tx, ctx));
    const ends: (Ended & { readonly claim: string })[] = [];
    for (let at = 0; at < lost.length; at += AT_ONCE)
      ends.push(
        ...(await Promise.all(
          lost.slice(at, at + AT_ONCE).map((each) => endOf(ctx, each, carriers.get(each.channel), otherwise)),
        )),
      );
    for (const claim of new Set(ends.map((end) => end.claim)))
      await ctx.tx((tx) =>
        settle(
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

async function endOf(
  ctx: Context,
  lost: Lost,
  carrier: Carrier | undefined,
  otherwise: Outcome,
): Promise<Ended & { readonly claim: string }> {
  const adapter = carrier?.adapter.name === lost.adapter ? carrier.adapter : undefined;
  const said = await adapter
    ?.reconcile?.(
      carrier?.settings,
      // A provider looks by its own days: when it was handed over says the claim, whatever the workspace's clock says.
      {
        deliveryId: lost.delivery_id,
        to: lost.address,
        providerId: lost.provider_id,
        sentAt: momentOf(lost.claim),
      },
      toolsFor(ctx, lost.channel),
    )
    .catch(() => null);
  return {
    deliveryId: lost.delivery_id,
    claim: lost.claim,
    outcome: said ?? otherwise,
    receipts: adapter?.receipts ?? false,
    askable: adapter?.reconcile !== undefined,
  };
}
