import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { ChannelKind } from './contract-definition.ts';

export interface InboundRow {
  readonly inbound_id: string;
  readonly channel: ChannelKind;
  readonly external_id: string;
  readonly customer_id: string;
  readonly text: string;
  readonly kind: 'reply' | 'digit' | 'optOut';
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
    insert into inbound_message (workspace_id, inbound_id, channel, external_id, customer_id, text, kind, message_id, received_at)
    select ${workspace}, i.* from unnest(
      ${plainArrayOf(rows, (row) => row.inbound_id)}::text[], ${arrayOf(rows, (row) => row.channel)}::text[],
      ${arrayOf(rows, (row) => row.external_id)}::text[], ${plainArrayOf(rows, (row) => row.customer_id)}::text[],
      ${arrayOf(rows, (row) => row.text)}::text[], ${arrayOf(rows, (row) => row.kind)}::text[],
      ${arrayOf(rows, (row) => row.message_id)}::text[], ${plainArrayOf(rows, (row) => row.received_at.toISOString())}::timestamptz[]
    ) as i(inbound_id, channel, external_id, customer_id, text, kind, message_id, received_at)
    order by i.channel, i.external_id
    on conflict (workspace_id, channel, external_id) do nothing returning inbound_id`.execute(tx);
  return new Set(written.map((row) => row.inbound_id));
}

/** The channel on which each customer last wrote to us. */
export async function lastWroteOn(
  tx: Tx,
  workspace: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, ChannelKind>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql<{ customer_id: string; channel: ChannelKind }>`
    select distinct on (customer_id) customer_id, channel from inbound_message
    where workspace_id = ${workspace} and customer_id = any(${plainArrayOf([...new Set(customerIds)], (id) => id)}::text[])
    order by customer_id, received_at desc, inbound_id desc`.execute(tx);
  return new Map(rows.map((row) => [row.customer_id, row.channel]));
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
