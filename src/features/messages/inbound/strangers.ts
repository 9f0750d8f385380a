/** Who writes from an address that belongs to no customer, or to several: kept, shown, and taken over once a person says whose it is. */
import { publish } from '../../../kit/bus.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { newId } from '../../../kit/ids.ts';
import type { ChannelEvent } from '../adapter.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { readInbound } from '../decide-inbound.ts';
import { strangerWrote } from '../events.ts';
import { announce, textOf } from './inbound.ts';
import { adoptRows, insertInbound, lastMessages } from './store-inbound.ts';
import { adoptTexts } from './store-texts.ts';

export async function receiveStrangers(
  tx: Tx,
  ctx: Context,
  channel: ChannelKind,
  items: readonly Extract<ChannelEvent, { readonly type: 'inbound' }>[],
): Promise<number> {
  const rows = items.map((item) => ({
    inbound_id: newId('inb'),
    channel,
    external_id: item.key,
    customer_id: null,
    address: item.from,
    text: textOf(item.text),
    kind: readInbound(item.text),
    media: item.media ?? null,
    choice: item.choice ?? null,
    message_id: null,
    received_at: item.at < ctx.now ? item.at : ctx.now,
  }));
  const fresh = await insertInbound(tx, ctx.workspace.id, rows);
  const taken = rows.filter((row) => fresh.has(row.inbound_id));
  if (taken.length > 0)
    await publish(tx, ctx, strangerWrote, {
      items: taken.map((row) => ({
        inboundId: row.inbound_id,
        channel,
        address: row.address,
        text: row.text,
        kind: row.kind,
        media: row.media ?? [],
        at: row.received_at.toISOString(),
      })),
    });
  return taken.length;
}

/** What came from this address is hers; it is told downstream as if she had written it now, at its own time. Safe to do twice. */
export async function adoptStranger(
  tx: Tx,
  ctx: Context,
  whose: { readonly channel: ChannelKind; readonly address: string; readonly customerId: string },
): Promise<number> {
  const rows = await adoptRows(tx, ctx.workspace.id, whose);
  await adoptTexts(tx, ctx.workspace.id, whose);
  const [last] = await lastMessages(tx, ctx.workspace.id, [whose]);
  if (rows.length > 0)
    await announce(
      tx,
      ctx,
      rows.map((row) => ({ row, last })),
    );
  return rows.length;
}
