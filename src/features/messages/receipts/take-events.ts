/** What channels tell, whoever brought it (a callback, a poll): receipts, replies, ways out. The same twice is once. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { publish } from '../../../kit/bus.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { findAtAddresses } from '../../customers/index.ts';
import type { ChannelEvent } from '../adapter.ts';
import { type Carrier, carriersOf } from '../accounts/carriers.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { channelSignalled } from '../events.ts';
import { optOut, receiveInbound } from '../inbound/inbound.ts';
import { POLL } from './poll-task.ts';
import { takeReceipts } from './receipts.ts';
import { lastAtAddresses } from '../inbound/store-inbound.ts';
import { receiveStrangers } from '../inbound/strangers.ts';

type Of<T extends ChannelEvent['type']> = Extract<ChannelEvent, { readonly type: T }>;

export async function takeEvents(
  tx: Tx,
  ctx: Context,
  carrier: Carrier,
  events: readonly ChannelEvent[],
): Promise<void> {
  const { channel, adapter } = carrier;
  const of = <T extends ChannelEvent['type']>(type: T) => events.filter((event): event is Of<T> => event.type === type);
  const receipts = of('receipt');
  await takeReceipts(
    tx,
    ctx,
    receipts.map((each) => ({ ...each, channel, key: `${adapter.name}:${each.key}` })),
  );
  const inbound = of('inbound');
  const outs = of('optOut');
  const senders = await whoWrote(tx, ctx, carrier, [...inbound, ...outs]);
  const known = inbound.flatMap((each) => {
    const customerId = senders.get(each.from);
    return customerId ? [{ ...each, channel, customerId, address: each.from, externalId: each.key }] : [];
  });
  await receiveInbound(tx, ctx, known);
  await receiveStrangers(
    tx,
    ctx,
    channel,
    inbound.filter((each) => !senders.has(each.from)),
  );
  for (const { from, key, evidence } of outs) {
    const customerId = senders.get(from);
    if (customerId) await optOut(tx, ctx, { customerId, channel, evidence, key, about: {} });
  }
  const signals = of('signal');
  if (signals.length > 0)
    await publish(tx, ctx, channelSignalled, {
      channel,
      items: signals.map(({ key, name, from, at, data }) => ({
        key,
        name,
        from: from ?? null,
        at: (at < ctx.now ? at : ctx.now).toISOString(),
        data,
      })),
    });
  const bells = of('bell');
  await enqueue(
    tx,
    ctx,
    bells.map(({ hint }) => ({ task: POLL, payload: { channel, ...(hint === undefined ? {} : { hint }) } })),
  );
}

/** The same for a room that brings its own channel along. */
export async function takeFrom(
  tx: Tx,
  ctx: Context,
  channel: ChannelKind,
  events: readonly ChannelEvent[],
): Promise<void> {
  const carrier = (await carriersOf(tx, ctx)).get(channel);
  if (carrier) await takeEvents(tx, ctx, carrier, events);
}

/** The one customer at an address; of several, the one we told something there last. Else nobody: a person has to say. */
async function whoWrote(
  tx: Tx,
  ctx: Context,
  { channel, adapter }: Carrier,
  from: readonly { readonly from: string }[],
): Promise<ReadonlyMap<string, string>> {
  const addresses = [...new Set(from.map((each) => each.from))];
  const at = await findAtAddresses(tx, ctx.workspace.id, adapter.needs, addresses);
  const unsure = addresses.filter((address) => (at.get(address)?.length ?? 0) > 1);
  const last = await lastAtAddresses(tx, ctx.workspace.id, channel, unsure);
  return new Map(
    addresses.flatMap((address) => {
      const candidates = at.get(address) ?? [];
      const told = last.get(address);
      const who = candidates.length === 1 ? candidates[0] : told && candidates.includes(told) ? told : undefined;
      return who ? [[address, who] as const] : [];
    }),
  );
}
