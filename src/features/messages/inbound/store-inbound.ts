import { sql } from 'kysely';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Media } from '../adapter.ts';
import type { ChannelKind } from '../contract-definition.ts';

export interface InboundRow {
  readonly inbound_id: string;
  readonly channel: ChannelKind;
  readonly external_id: string;
  /** null: a stranger's. */
  readonly customer_id: string | null;
  readonly address: string | null;
  readonly text: string;
  readonly kind: 'reply' | 'digit' | 'optOut';
  readonly media: readonly Media[] | null;
  readonly choice: string | null;
  readonly message_id: string | null;
  readonly received_at: Date;
}

/** Once each, by channel and the provider's own id. Returns the ids written. */
export async function insertInbound(
  tx: Tx,
  workspace: string,
  rows: readonly InboundRow[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const { rows: written } = await sql<{ inbound_id: string }>`
    insert into inbound_message (workspace_id, inbound_id, channel, external_id, customer_id, address, text, kind, media, choice, message_id,
      received_at)
    select ${workspace}, i.* from unnest(
      ${plainArrayOf(rows, (row) => row.inbound_id)}::text[], ${arrayOf(rows, (row) => row.channel)}::text[],
      ${arrayOf(rows, (row) => row.external_id)}::text[], ${arrayOf(rows, (row) => row.customer_id)}::text[],
      ${arrayOf(rows, (row) => row.address)}::text[], ${arrayOf(rows, (row) => row.text)}::text[],
      ${arrayOf(rows, (row) => row.kind)}::text[], ${jsonArrayOf(rows, (row) => row.media)}::jsonb[],
      ${arrayOf(rows, (row) => row.choice)}::text[],
      ${arrayOf(rows, (row) => row.message_id)}::text[], ${plainArrayOf(rows, (row) => row.received_at.toISOString())}::timestamptz[]
    ) as i(inbound_id, channel, external_id, customer_id, address, text, kind, media, choice, message_id, received_at)
    order by i.channel, i.external_id
    on conflict (workspace_id, channel, external_id) do nothing returning inbound_id`.execute(tx);
  return new Set(written.map((row) => row.inbound_id));
}

export interface LastMessage {
  readonly customer_id: string;
  readonly channel: ChannelKind;
  readonly delivery_id: string;
  readonly state: string;
  readonly message_id: string;
  readonly playbook: string;
  readonly version: number;
  readonly epoch: number | null;
  readonly message_key: string;
  readonly run_id: string | null;
  readonly token: number | null;
}

/** What strangers wrote from an address, given to the customer it belongs to. Returns the rows as they are now, in their order. */
export async function adoptRows(
  tx: Tx,
  workspace: string,
  whose: { readonly channel: ChannelKind; readonly address: string; readonly customerId: string },
): Promise<(InboundRow & { readonly customer_id: string })[]> {
  const { rows } = await sql<InboundRow & { readonly customer_id: string }>`
    update inbound_message set customer_id = ${whose.customerId}
    where workspace_id = ${workspace} and channel = ${whose.channel} and address = ${whose.address} and customer_id is null
    returning inbound_id, channel, external_id, customer_id, address, text, kind, media, choice, message_id, received_at`.execute(
    tx,
  );
  return rows.sort((a, b) => a.received_at.getTime() - b.received_at.getTime());
}

/** Whom we told something last, at each of these addresses. */
export async function lastAtAddresses(
  tx: Tx,
  workspace: string,
  channel: ChannelKind,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (addresses.length === 0) return new Map();
  const { rows } = await sql<{ address: string; customer_id: string }>`
    select distinct on (address) address, customer_id from delivery
    where workspace_id = ${workspace} and channel = ${channel} and contacted_at is not null
      and address = any(${arrayOf(addresses, (address) => address)}::text[])
    order by address, contacted_at desc, delivery_id desc`.execute(tx);
  return new Map(rows.map((row) => [row.address, row.customer_id]));
}

export interface Written {
  readonly address: string;
  /** When somebody last wrote from there. */
  readonly at: Date;
  /** How often something was sent there since. */
  readonly n: number;
}

/** Of each address from which somebody has written since `from`: when last, and how often we answered since. */
export async function findWritten(
  tx: Tx,
  workspace: string,
  asked: { readonly channel: ChannelKind; readonly addresses: readonly string[]; readonly from: Date },
): Promise<ReadonlyMap<string, Written>> {
  if (asked.addresses.length === 0) return new Map();
  const { rows } = await sql<Written>`
    select a.address, i.at, (
      select count(*)::int from delivery d where d.workspace_id = ${workspace} and d.channel = ${asked.channel}
        and d.address = a.address and d.contacted_at >= i.at) as n
    from unnest(${arrayOf(asked.addresses, (address) => address)}::text[]) as a(address)
    cross join lateral (
      select max(received_at) as at from inbound_message
      where workspace_id = ${workspace} and channel = ${asked.channel} and address = a.address and received_at >= ${asked.from}
    ) i where i.at is not null`.execute(tx);
  return new Map(rows.map((row) => [row.address, row]));
}

/** The last message each customer got on a channel: what a reply there probably answers. */
export async function lastMessages(
  tx: Tx,
  workspace: string,
  asked: readonly { readonly customerId: string; readonly channel: ChannelKind }[],
): Promise<LastMessage[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<LastMessage>`
    select a.customer_id, a.channel, l.* from unnest(${plainArrayOf(asked, (each) => each.customerId)}::text[],
      ${arrayOf(asked, (each) => each.channel)}::text[]) as a(customer_id, channel)
    cross join lateral (
      select d.delivery_id, d.state, d.message_id, m.playbook, m.version, m.epoch, m.message_key, m.run_id, m.token from delivery d
      join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
      where d.workspace_id = ${workspace} and d.customer_id = a.customer_id and d.channel = a.channel and d.contacted_at is not null
      order by d.contacted_at desc, d.delivery_id desc limit 1) l`.execute(tx);
  return rows;
}

/** The messages that replies name themselves, by attempt; only her own. */
export async function namedMessages(
  tx: Tx,
  workspace: string,
  asked: readonly { readonly customerId: string; readonly deliveryId?: string }[],
): Promise<LastMessage[]> {
  const named = asked.filter((each) => each.deliveryId !== undefined);
  if (named.length === 0) return [];
  const { rows } = await sql<LastMessage>`
    select d.customer_id, d.channel, d.delivery_id, d.state, d.message_id, m.playbook, m.version, m.epoch, m.message_key, m.run_id, m.token
    from delivery d join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
    where d.workspace_id = ${workspace} and d.delivery_id = any(${arrayOf(named, (each) => each.deliveryId ?? '')}::text[])
      and d.customer_id = any(${plainArrayOf(named, (each) => each.customerId)}::text[])`.execute(tx);
  return rows;
}

/** Whose attempts these are, in an order that all keep to. */
export async function ownersOf(
  tx: Tx,
  workspace: string,
  deliveryIds: readonly string[],
): Promise<{ readonly delivery_id: string; readonly customer_id: string; readonly channel: ChannelKind }[]> {
  const { rows } = await sql<{ delivery_id: string; customer_id: string; channel: ChannelKind }>`
    select delivery_id, customer_id, channel from delivery
    where workspace_id = ${workspace} and delivery_id = any(${[...deliveryIds]}::text[])
    order by customer_id, delivery_id`.execute(tx);
  return rows;
}
