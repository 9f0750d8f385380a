/** What comes in makes threads and moves them on. */
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { newId } from '../../kit/ids.ts';
import { inboundReceived } from '../messages/index.ts';
import { type Heard, type Thread, threadsOf, wantsSomebody } from './decide.ts';
import { type Arrival, saveArrivals } from './store.ts';
import { ownersOf } from './store-people.ts';

const BATCH = 500;
/** Of a line, in the list. */
export const LAST_LENGTH = 200;

export const hearInbound = on(inboundReceived, 'inbox.hear', {
  select: async (_tx, _ctx, { items }): Promise<readonly Heard[]> =>
    items.map(({ inboundId, channel, customerId, text, kind, at, message }) => ({
      inboundId,
      channel,
      customerId,
      address: null,
      text: text.slice(0, LAST_LENGTH),
      kind,
      at,
      answers: message !== null && message.playbook !== '',
    })),
  handle: async (ctx, items: readonly Heard[]) => {
    const threads = threadsOf(items);
    for (let at = 0; at < threads.length; at += BATCH) await hear(ctx, threads.slice(at, at + BATCH));
  },
});

function hear(ctx: Context, threads: readonly Thread[]): Promise<void> {
  return ctx.tx(async (tx) => {
    const customers = threads.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
    const owners = await ownersOf(tx, ctx.workspace.id, customers);
    await saveArrivals(
      tx,
      ctx.workspace.id,
      threads.flatMap((thread) => toArrival(thread, owners)),
      ctx.now,
    );
  });
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
