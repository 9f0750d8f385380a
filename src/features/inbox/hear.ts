/** What comes in makes threads and moves them on. */
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { newId } from '../../kit/ids.ts';
import type { Tx } from '../../kit/db/database.ts';
import { adoptStranger, inboundReceived, strangerWrote } from '../messages/index.ts';
import { type Heard, type Thread, threadsOf, wantsSomebody } from './decide.ts';
import { type Arrival, findLinked, saveArrivals } from './store.ts';
import { ownersOf } from './store-people.ts';

const BATCH = 500;
/** Of a line, in the list. */
export const LAST_LENGTH = 200;

export const hearInbound = on(inboundReceived, 'inbox.hear', {
  select: async (_tx, _ctx, { items }): Promise<readonly Heard[]> =>
    items.map(({ inboundId, channel, customerId, address, text, kind, at, message }) => ({
      inboundId,
      channel,
      customerId,
      address,
      text: text.slice(0, LAST_LENGTH),
      kind,
      at,
      answers: message !== null,
    })),
  handle: async (ctx, items: readonly Heard[]) => {
    await hear(ctx, threadsOf(items));
  },
});

/** What comes from an address that a person has said is a customer's is hers; the rest are threads of somebody unknown. */
export const hearStrangers = on(strangerWrote, 'inbox.hear', {
  select: async (_tx, _ctx, { items }): Promise<readonly (Heard & { readonly address: string })[]> =>
    items.map(({ inboundId, channel, address, text, kind, at }) => ({
      inboundId,
      channel,
      customerId: null,
      address,
      text: text.slice(0, LAST_LENGTH),
      kind,
      at,
      answers: false,
    })),
  handle: async (ctx, items: readonly (Heard & { readonly address: string })[]) => {
    const unknown = await ctx.tx(async (tx) => {
      const linked = await findLinked(tx, ctx.workspace.id, items);
      for (const { channel, address, customer_id: customerId } of linked)
        await adoptStranger(tx, ctx, { channel, address, customerId });
      const known = new Set(linked.map(({ channel, address }) => `${channel}/${address}`));
      return items.filter(({ channel, address }) => !known.has(`${channel}/${address}`));
    });
    await hear(ctx, threadsOf(unknown));
  },
});

async function hear(ctx: Context, threads: readonly Thread[]): Promise<void> {
  for (let at = 0; at < threads.length; at += BATCH) {
    const some = threads.slice(at, at + BATCH);
    await ctx.tx((tx) => arrive(tx, ctx, some));
  }
}

async function arrive(tx: Tx, ctx: Context, threads: readonly Thread[]): Promise<void> {
  const customers = threads.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
  const owners = await ownersOf(tx, ctx.workspace.id, customers);
  await saveArrivals(
    tx,
    ctx.workspace.id,
    threads.flatMap((thread) => toArrival(thread, owners)),
    ctx.now,
  );
}

function toArrival({ channel, customerId, address, items }: Thread, owners: ReadonlyMap<string, string>): Arrival[] {
  const last = items.at(-1);
  if (!last) return [];
  const wanting = items.filter(wantsSomebody);
  const first = wanting[0];
  return [
    {
      conversationId: newId('cnv'),
      channel,
      customerId,
      address,
      assigneeId: customerId === null ? null : (owners.get(customerId) ?? null),
      text: last.text,
      at: new Date(last.at),
      inboundId: last.inboundId,
      wantingId: wanting.at(-1)?.inboundId ?? null,
      wantingAt: first ? new Date(first.at) : null,
    },
  ];
}
