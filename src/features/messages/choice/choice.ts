/** Which channel suits whom: what she asked for, and what she answers on. Read for a batch at once when something is sent. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { audit } from '../../access/index.ts';
import { requireCustomer } from '../../customers/index.ts';
import { isInEarnest } from '../accounts/carriers.ts';
import { SANDBOX } from '../channels/sandbox.ts';
import type { ChannelRecord, CustomerChannels } from '../contract-choice.ts';
import { ChannelKind } from '../contract-definition.ts';
import { inOrder, shareOf, type Suits } from '../decide-choice.ts';
import { groupBy } from '../groups/group.ts';
import * as store from './store-choice.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const HALF_LIFE_MS = 180 * DAY_MS;

/** By customer; of whom nothing is known there is nothing. */
export async function suitsOf(
  tx: Tx,
  ctx: Context,
  customerIds: readonly string[],
): Promise<(customerId: string) => Suits> {
  const ids = [...new Set(customerIds)];
  const wishes = await store.findWishes(tx, ctx.workspace.id, ids);
  const wishOf = new Map(wishes.map((row) => [row.customer_id, row.channel]));
  const records = await recordsOf(tx, ctx, ids);
  return (id) => ({ wish: wishOf.get(id) ?? null, records: records(id) });
}

async function recordsOf(
  tx: Tx,
  ctx: Context,
  customerIds: readonly string[],
): Promise<(customerId: string) => ChannelRecord[]> {
  const rows = await store.channelRecords(tx, ctx.workspace.id, {
    customerIds,
    from: new Date(ctx.now.getTime() - YEAR_MS),
    now: ctx.now,
    halfLifeMs: HALF_LIFE_MS,
    // What the sandbox played is no contact once a channel is set up; until then, in a replay and in the demo it is all there is.
    played: (await isInEarnest(tx, ctx)) ? [SANDBOX] : [],
  });
  const byCustomer = groupBy(rows, (row) => row.customer_id);
  return (id) => (byCustomer.get(id) ?? []).map(recordOf);
}

const recordOf = (row: store.RecordRow): ChannelRecord => ({
  channel: row.channel,
  reached: row.reached,
  answered: row.answered,
  timesReached: row.times_reached,
  timesAnswered: row.times_answered,
  answeredAt: row.answered_at?.toISOString() ?? null,
});

const UNKNOWN = { reached: 0, answered: 0, timesReached: 0, timesAnswered: 0, answeredAt: null };

export function getChannels(ctx: Context, customerId: string): Promise<CustomerChannels> {
  return ctx.tx(async (tx) => {
    await requireCustomer(tx, ctx, customerId);
    const [wish] = await store.findWishes(tx, ctx.workspace.id, [customerId]);
    return channelsOf(tx, ctx, customerId, wish);
  });
}

async function channelsOf(
  tx: Tx,
  ctx: Context,
  customerId: string,
  wish: store.WishRow | undefined,
): Promise<CustomerChannels> {
  const records = (await recordsOf(tx, ctx, [customerId]))(customerId);
  const { channels, why } = inOrder(ChannelKind.options, { wish: wish?.channel ?? null, records });
  return {
    wish: wish
      ? { channel: wish.channel, note: wish.note, setBy: wish.set_by, setAt: wish.set_at.toISOString() }
      : null,
    channels: channels.map((channel) => {
      const record = records.find((each) => each.channel === channel) ?? { channel, ...UNKNOWN };
      return { ...record, share: shareOf(record) };
    }),
    why,
  };
}

/** The same again changes nothing. */
export function setWish(
  ctx: Context,
  customerId: string,
  { channel, note }: { readonly channel: ChannelKind | null; readonly note: string },
): Promise<CustomerChannels> {
  return ctx.tx(async (tx) => {
    const customer = await requireCustomer(tx, ctx, customerId);
    const [before] = await store.findWishes(tx, ctx.workspace.id, [customerId]);
    const same = channel === (before?.channel ?? null) && (channel === null || note === before?.note);
    if (same) return channelsOf(tx, ctx, customerId, before);
    const wish: store.WishRow | undefined =
      channel === null
        ? undefined
        : { customer_id: customerId, channel, note, set_by: ctx.actor.name, set_at: ctx.now };
    if (wish) await store.saveWish(tx, ctx.workspace.id, wish);
    else await store.deleteWish(tx, ctx.workspace.id, customerId);
    await audit(tx, ctx, {
      action: 'messages.channel_wished',
      entity: 'customer',
      entityId: customer.external_id ?? customerId,
      detail: { channel, was: before?.channel ?? null },
    });
    return channelsOf(tx, ctx, customerId, wish);
  });
}
