/** Which channel suits whom: what she asked for, and what she answers on. Read for a batch at once when something is sent. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { audit } from '../access/index.ts';
import { requireCustomer } from '../customers/index.ts';
import { isInEarnest } from './carriers.ts';
import { SANDBOX } from './channels/sandbox.ts';
import type { ChannelRecord, CustomerChannels } from './contract-choice.ts';
import { ChannelKind } from './contract-definition.ts';
import { inOrder, shareOf, type Suits } from './decide-choice.ts';
import { groupBy } from './group.ts';
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
  const wishes = new Map(
    (await store.findWishes(tx, ctx.workspace.id, ids)).map((row) => [row.customer_id, row.channel]),
  );
  const records = groupBy(
    await store.channelRecords(tx, ctx.workspace.id, {
      customerIds: ids,
      from: new Date(ctx.now.getTime() - YEAR_MS),
      now: ctx.now,
      halfLifeMs: HALF_LIFE_MS,
      // What the sandbox played is no contact once a channel is set up; until then, in a replay and in the demo it is all there is.
      played: (await isInEarnest(tx, ctx)) ? [SANDBOX] : [],
    }),
    (row) => row.customer_id,
  );
  return (id) => ({ wish: wishes.get(id) ?? null, records: (records.get(id) ?? []).map(recordOf) });
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
    return channelsOf(tx, ctx, customerId);
  });
}

async function channelsOf(tx: Tx, ctx: Context, customerId: string): Promise<CustomerChannels> {
  const suits = (await suitsOf(tx, ctx, [customerId]))(customerId);
  const [wish] = await store.findWishes(tx, ctx.workspace.id, [customerId]);
  const { channels, why } = inOrder(ChannelKind.options, suits);
  return {
    wish: wish
      ? { channel: wish.channel, note: wish.note, setBy: wish.set_by, setAt: wish.set_at.toISOString() }
      : null,
    channels: channels.map((channel) => {
      const record = suits.records.find((each) => each.channel === channel) ?? { channel, ...UNKNOWN };
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
    if (!same) {
      if (channel === null) await store.deleteWish(tx, ctx.workspace.id, customerId);
      else
        await store.saveWish(tx, ctx.workspace.id, {
          customer_id: customerId,
          channel,
          note,
          set_by: ctx.actor.name,
          set_at: ctx.now,
        });
      await audit(tx, ctx, {
        action: 'messages.channel_wished',
        entity: 'customer',
        entityId: customer.external_id ?? customerId,
        detail: { channel, was: before?.channel ?? null },
      });
    }
    return channelsOf(tx, ctx, customerId);
  });
}
