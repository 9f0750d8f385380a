/** What customers write back. */
import { publish } from '../../../kit/bus.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { newId } from '../../../kit/ids.ts';
import { insertConsents, withdrawalRows } from '../../customers/index.ts';
import { type NewEvent, record } from '../../events/index.ts';
import type { Media } from '../adapter.ts';
import { closeMessages } from '../sending/close.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { readInbound } from '../decide-inbound.ts';
import { type InboundItem, inboundReceived } from '../events.ts';
import { type InboundRow, insertInbound, type LastMessage, lastMessages, namedMessages } from './store-inbound.ts';
import { takeReceipts } from '../receipts/receipts.ts';

export interface Inbound {
  readonly channel: ChannelKind;
  readonly customerId: string;
  readonly text: string;
  /** The provider's own id of it: the same again is the same. */
  readonly externalId: string;
  readonly at?: Date;
  /** Where it came from. */
  readonly address?: string;
  readonly media?: readonly Media[];
  /** The id of the answer she picked from a menu. */
  readonly choice?: string;
  /** The attempt it answers, where the channel says so; else the last she got there. */
  readonly deliveryId?: string;
}

export interface Taken {
  readonly row: OwnRow;
  readonly last: LastMessage | undefined;
}

/** Of somebody we know. */
type OwnRow = InboundRow & { readonly customer_id: string };

/** Takes a batch in the caller's transaction; what was taken before changes nothing. Returns how many are new. */
export async function receiveInbound(tx: Tx, ctx: Context, items: readonly Inbound[]): Promise<number> {
  const last = new Map(
    (await lastMessages(tx, ctx.workspace.id, items)).map((row) => [`${row.channel}/${row.customer_id}`, row]),
  );
  const named = new Map(
    (await namedMessages(tx, ctx.workspace.id, items)).map((row) => [`${row.delivery_id}/${row.customer_id}`, row]),
  );
  const all: Taken[] = items.map((item) => {
    const about = named.get(`${item.deliveryId}/${item.customerId}`) ?? last.get(`${item.channel}/${item.customerId}`);
    return { row: rowOf(ctx, item, about), last: about };
  });
  const fresh = await insertInbound(
    tx,
    ctx.workspace.id,
    all.map(({ row }) => row),
  );
  const taken = all.filter(({ row }) => fresh.has(row.inbound_id));
  if (taken.length > 0) await announce(tx, ctx, taken);
  return taken.length;
}

/** What follows from words of customers that were written down just now. */
export async function announce(tx: Tx, ctx: Context, taken: readonly Taken[]): Promise<void> {
  await readBefore(tx, ctx, taken);
  const outs = taken.filter(({ row }) => row.kind === 'optOut');
  for (const { row, last: about } of outs) await optOut(tx, ctx, outOf(row, about));
  const answered = taken.flatMap(({ row, last: about }) => (row.kind === 'optOut' || !about ? [] : [about.message_id]));
  await closeMessages(tx, ctx, { messageIds: answered, reason: 'answered' });
  await record(tx, ctx, taken.filter(({ row }) => row.kind !== 'optOut').map(repliedEvent), { cause: 'messages' });
  await publish(tx, ctx, inboundReceived, { items: taken.map(itemOf) });
}

/** Longer than this nothing is kept. */
export const textOf = (text: string): string => text.replaceAll('\0', '').slice(0, 4000);

function rowOf(ctx: Context, item: Inbound, about: LastMessage | undefined): OwnRow {
  const at = item.at && item.at < ctx.now ? item.at : ctx.now;
  return {
    inbound_id: newId('inb'),
    channel: item.channel,
    external_id: item.externalId,
    customer_id: item.customerId,
    address: item.address ?? null,
    text: textOf(item.text),
    kind: readInbound(item.text),
    media: item.media ?? null,
    choice: item.choice ?? null,
    message_id: about?.message_id ?? null,
    received_at: at,
  };
}

/** Who answers has read, but not what a colleague has still to send. */
async function readBefore(tx: Tx, ctx: Context, taken: readonly Taken[]): Promise<void> {
  await takeReceipts(
    tx,
    ctx,
    taken.flatMap(({ row, last }) =>
      last && last.state !== 'read' && last.state !== 'awaiting'
        ? [
            {
              key: `inbound:${row.inbound_id}`,
              deliveryId: last.delivery_id,
              channel: row.channel,
              status: 'read' as const,
              at: row.received_at,
            },
          ]
        : [],
    ),
  );
}

function outOf(row: OwnRow, about: LastMessage | undefined): OptOut {
  return {
    customerId: row.customer_id,
    channel: row.channel,
    evidence: row.text.slice(0, 80),
    key: row.inbound_id,
    about: about ? aboutOf(about) : {},
  };
}

export interface OptOut {
  readonly customerId: string;
  readonly channel: ChannelKind;
  /** How far she wants it: this channel (unless said otherwise), marketing on every channel, or everything. */
  readonly scope?: 'channel' | 'marketing' | 'all';
  /** Her words, or the link she pressed. */
  readonly evidence: string;
  /** The same key again changes nothing. */
  readonly key: string;
  readonly about: Readonly<Record<string, unknown>>;
  /** She did not say it just now, her provider did: what waits for her goes on, on other channels. */
  readonly goesOn?: true;
}

/** She does not want to hear from us on this channel, whatever the purpose; what waits for her is not sent. */
export async function optOut(tx: Tx, ctx: Context, out: OptOut): Promise<boolean> {
  const { customerId, channel, evidence, key, about, goesOn, scope = 'channel' } = out;
  const { fresh } = await record(
    tx,
    ctx,
    [
      {
        source: 'messages',
        externalId: `${key}:opted_out`,
        customerId,
        type: 'opted_out',
        occurredAt: ctx.now,
        properties: { channel, ...(scope === 'channel' ? {} : { scope }), ...about },
      },
    ],
    { cause: 'messages' },
  );
  if (fresh.length === 0) return false;
  const what =
    scope === 'all'
      ? ({ scope: 'all' } as const)
      : scope === 'marketing'
        ? ({ scope: 'purpose', purpose: 'marketing' } as const)
        : ({ scope: 'channel', channel } as const);
  await insertConsents(tx, ctx.workspace.id, withdrawalRows(ctx, customerId, what, evidence));
  // What is no marketing goes on when it was only that.
  if (!goesOn && scope !== 'marketing') await closeMessages(tx, ctx, { customerIds: [customerId], reason: 'optOut' });
  return true;
}

function aboutOf(last: LastMessage): Record<string, unknown> {
  return {
    ...(last.run_id ? { run: last.run_id } : {}),
    ...(last.playbook === '' ? {} : { playbook: last.playbook, version: last.version }),
    ...(last.epoch === null ? {} : { epoch: last.epoch }),
    ...(last.message_key === '' ? {} : { message: last.message_key }),
    delivery: last.delivery_id,
  };
}

function repliedEvent({ row, last }: Taken): NewEvent {
  return {
    source: 'messages',
    externalId: `${row.inbound_id}:message_replied`,
    customerId: row.customer_id,
    type: 'message_replied',
    occurredAt: row.received_at,
    properties: {
      ...(last ? aboutOf(last) : {}),
      channel: row.channel,
      text: row.text.slice(0, 500),
      inbound: row.inbound_id,
    },
  };
}

function itemOf({ row, last }: Taken): InboundItem {
  return {
    inboundId: row.inbound_id,
    customerId: row.customer_id,
    channel: row.channel,
    address: row.address,
    text: row.text,
    media: row.media ?? [],
    choice: row.choice,
    kind: row.kind,
    at: row.received_at.toISOString(),
    // What a person wrote asked no question of a playbook.
    message: last?.playbook
      ? {
          messageId: last.message_id,
          playbook: last.playbook,
          version: last.version,
          epoch: last.epoch,
          run: last.run_id !== null && last.token !== null ? { runId: last.run_id, token: last.token } : null,
          key: last.message_key,
        }
      : null,
  };
}
