/** What channels tell later. Receipts may come twice, late and in any order; the end is the same. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { togetherWith } from '../contract-plan.ts';
import { RANK, type ReceiptStatus } from '../contract-states.ts';
import { isEnough } from '../decide-outcome.ts';
import { recordNews } from './news.ts';
import { retryOf, tryNext } from '../sending/outcomes.ts';
import * as messages from '../store.ts';
import { insertEarly } from './store-early.ts';
import * as store from './store-receipts.ts';
import { isPresent, withoutAlive } from '../sending/together.ts';

export interface Receipt {
  /** The same receipt never comes with another key. */
  readonly key: string;
  readonly deliveryId?: string | undefined;
  /** The provider's own id, where it does not know ours. */
  readonly providerId?: string | undefined;
  readonly channel: ChannelKind;
  readonly status: ReceiptStatus;
  readonly at: Date;
  readonly code?: string | undefined;
  readonly note?: string | undefined;
  /** Of a failure: the same channel is tried again then, before the next one (a number that was busy). The contact policy is asked anew. */
  readonly retryAt?: Date | undefined;
}

/** Takes a batch. Returns how many attempts moved forward. What names a provider's id that is not known here waits for it; the rest is left alone. */
export async function takeReceipts(tx: Tx, ctx: Context, receipts: readonly Receipt[]): Promise<number> {
  const items = await named(tx, ctx, receipts);
  if (items.length === 0) return 0;
  const workspace = ctx.workspace.id;
  const ranks = await store.lockAttempts(
    tx,
    workspace,
    items.map((item) => item.deliveryId),
  );
  const known = items.filter((item) => ranks.has(item.deliveryId));
  const logged = known.map((item) => ({ ...item, moved: item.rank > (ranks.get(item.deliveryId) ?? 0) }));
  const fresh = await store.insertReceipts(tx, workspace, logged, ctx.now);
  const moved = (
    await store.moveForward(tx, workspace, movements(known.filter((item) => fresh.has(item.key))), ctx.now)
  ).filter((row) => row.state !== row.was);
  if (moved.length === 0) return 0;
  const retries = new Map(
    receipts.flatMap(({ deliveryId, retryAt }) => (deliveryId && retryAt ? [[deliveryId, retryAt] as const] : [])),
  );
  await react(tx, ctx, moved, retries);
  return moved.length;
}

async function named(tx: Tx, ctx: Context, receipts: readonly Receipt[]): Promise<store.ReceiptItem[]> {
  const found = new Map<string, string>();
  for (const channel of new Set(receipts.filter((each) => !each.deliveryId).map((each) => each.channel))) {
    const ids = receipts.flatMap((each) => (each.channel === channel && each.providerId ? [each.providerId] : []));
    for (const [providerId, deliveryId] of await store.findByProviderIds(tx, ctx.workspace.id, channel, ids))
      found.set(`${channel}/${providerId}`, deliveryId);
  }
  const early = receipts.flatMap((each) =>
    !each.deliveryId && each.providerId && !found.has(`${each.channel}/${each.providerId}`)
      ? [{ ...each, providerId: each.providerId }]
      : [],
  );
  await insertEarly(tx, ctx.workspace.id, early, ctx.now);
  return receipts.flatMap((each) => {
    const deliveryId = each.deliveryId ?? found.get(`${each.channel}/${each.providerId}`);
    if (!deliveryId) return [];
    const { key, status, at, code = null, note = null } = each;
    return [{ key, deliveryId, status, rank: RANK[status], at: at > ctx.now ? ctx.now : at, code, note }];
  });
}

/** One movement per attempt: to the furthest of what was told, with the times of all of it. */
function movements(items: readonly store.ReceiptItem[]): store.Movement[] {
  const groups = new Map<string, store.ReceiptItem[]>();
  for (const item of items) groups.set(item.deliveryId, [...(groups.get(item.deliveryId) ?? []), item]);
  return [...groups].map(([deliveryId, group]) => {
    const furthest = group.reduce((best, item) => (item.rank > best.rank ? item : best));
    const first = (status: ReceiptStatus): Date | null =>
      group
        .filter((item) => item.status === status)
        .reduce<Date | null>((at, item) => (at && at < item.at ? at : item.at), null);
    const failed = furthest.status === 'failed';
    return {
      deliveryId,
      state: furthest.status,
      rank: furthest.rank,
      reason: failed ? ('bounced' as const) : null,
      code: furthest.code,
      note: furthest.note,
      sentAt: first('accepted') ?? first('delivered') ?? first('read'),
      deliveredAt: first('delivered') ?? first('read'),
      readAt: first('read'),
      failedAt: first('failed'),
    };
  });
}

async function react(
  tx: Tx,
  ctx: Context,
  moved: readonly store.Moved[],
  retryAt: ReadonlyMap<string, Date>,
): Promise<void> {
  const workspace = ctx.workspace.id;
  const ids = [...new Set(moved.map((row) => row.message_id))];
  const held = new Map((await messages.lockMessages(tx, workspace, ids)).map((row) => [row.message_id, row]));
  const enough: store.Queued[] = [];
  const bounced: messages.MessageRow[] = [];
  const again: messages.NewAttempt[] = [];
  for (const row of moved) {
    const message = held.get(row.message_id);
    if (!message) continue;
    if (isEnough(message.plan, row.step, row.state))
      enough.push({ messageId: row.message_id, after: togetherWith(message.plan, row.step).last });
    else if (row.state === 'failed' && isPresent(message, row.step)) {
      const at = message.closed_at === null ? retryAt.get(row.delivery_id) : undefined;
      if (at) again.push(retryOf(message, row, at.getTime()));
      else bounced.push(message);
    }
  }
  // Late is not too late: the next channel has perhaps not been tried yet.
  await store.cancelQueued(tx, workspace, enough, 'reached', ctx.now);
  const timers = enough.flatMap(({ messageId }) => {
    const message = held.get(messageId);
    return message ? [{ messageId, step: message.step, dueAt: null }] : [];
  });
  await messages.setTimers(tx, workspace, timers, ctx.now);
  await messages.insertAttempts(tx, workspace, again, ctx.now);
  await tryNext(tx, ctx, await withoutAlive(tx, ctx, bounced));
  await recordNews(
    tx,
    ctx,
    moved.map((row) => ({ deliveryId: row.delivery_id, was: row.was, state: row.state })),
  );
  await messages.refreshMessages(tx, workspace, ids, ctx.now);
}
