import { sql } from 'kysely';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { inScope } from '../../customers/index.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { Written } from '../contract-records.ts';
import type { DeliveryState, MessageState } from '../contract-states.ts';

export interface PersonRow {
  readonly customer_id: string;
  readonly name: string | null;
  readonly message_id: string;
  readonly playbook: string;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly close_reason: string | null;
  readonly updated_at: Date;
  readonly channel: ChannelKind;
  readonly adapter: string | null;
  readonly written: Written | null;
  readonly said: string | null;
}

/** The latest message of each customer, of those written lately. */
export async function findPeople(
  tx: Tx,
  ctx: Context,
  filter: { readonly playbook?: string | undefined; readonly limit: number },
): Promise<PersonRow[]> {
  const workspace = ctx.workspace.id;
  const { rows } = await sql<PersonRow>`
    with recent as materialized (
      select m.message_id, m.customer_id, m.playbook, m.state, m.reason, m.close_reason, m.created_at, m.updated_at from message m
      where m.workspace_id = ${workspace} ${filter.playbook === undefined ? sql`` : sql`and m.playbook = ${filter.playbook}`}
      order by m.created_at desc, m.message_id desc limit 3000
    ), person as (
      select distinct on (customer_id) * from recent order by customer_id, created_at desc, message_id desc
    )
    select p.customer_id, c.name, p.message_id, p.playbook, p.state, p.reason, p.close_reason, p.updated_at,
      d.channel, d.adapter, d.content as written, i.text as said
    from person p
    join customer c on c.workspace_id = ${workspace} and c.customer_id = p.customer_id
    cross join lateral (
      select channel, adapter, content from delivery
      where workspace_id = ${workspace} and message_id = p.message_id
      order by (contacted_at is not null) desc, step desc, try desc limit 1) d
    left join lateral (
      select text from inbound_message
      where workspace_id = ${workspace} and customer_id = p.customer_id and received_at >= p.created_at
      order by received_at desc, inbound_id desc limit 1) i on true
    where c.workspace_id = ${workspace} ${inScope(ctx, 'c')}
    order by p.updated_at desc, p.message_id desc limit ${filter.limit}`.execute(tx);
  return rows;
}

export async function countOptedOut(tx: Tx, workspace: string, playbook: string | undefined): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct customer_id)::int as n from message
    where workspace_id = ${workspace} and close_reason = 'optOut'
      ${playbook === undefined ? sql`` : sql`and playbook = ${playbook}`}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function usedPlaybooks(tx: Tx, workspace: string): Promise<string[]> {
  const { rows } = await sql<{ playbook: string }>`
    select playbook from message where workspace_id = ${workspace} and playbook <> '' group by playbook order by max(created_at) desc limit 50`.execute(
    tx,
  );
  return rows.map((row) => row.playbook);
}

export interface OurBubble {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly channel: ChannelKind;
  readonly adapter: string | null;
  readonly state: DeliveryState;
  readonly content: Written | null;
  readonly at: Date;
}

/** What the customer has on her phone, what is on its way there, and what she would have got on channels that nothing carries; newest first. */
export async function findOurBubbles(tx: Tx, workspace: string, customerId: string): Promise<OurBubble[]> {
  const columns = sql.raw('delivery_id, message_id, channel, adapter, state, content');
  const { rows } = await sql<OurBubble>`
    (select ${columns}, coalesce(sent_at, failed_at, updated_at) as at, contacted_at as told from delivery
    where workspace_id = ${workspace} and customer_id = ${customerId} and contacted_at is not null and content is not null
    order by contacted_at desc, delivery_id desc limit 60)
    union all
    (select ${columns}, updated_at as at, updated_at as told from delivery
    where workspace_id = ${workspace} and customer_id = ${customerId} and reason = 'channel' and adapter = 'sandbox' and content is not null
    order by updated_at desc, delivery_id desc limit 60)
    order by told desc, delivery_id desc limit 60`.execute(tx);
  return rows;
}

/** Channels on which something was only shown since then. */
export async function stoodIn(tx: Tx, workspace: string, since: Date): Promise<ChannelKind[]> {
  const { rows } = await sql<{ channel: ChannelKind }>`
    select distinct channel from delivery
    where workspace_id = ${workspace} and reason = 'channel' and adapter = 'sandbox' and updated_at >= ${since} order by channel`.execute(
    tx,
  );
  return rows.map((row) => row.channel);
}

export interface HerBubble {
  readonly inbound_id: string;
  readonly channel: ChannelKind;
  readonly text: string;
  readonly received_at: Date;
}

export async function findHerBubbles(tx: Tx, workspace: string, customerId: string): Promise<HerBubble[]> {
  const { rows } = await sql<HerBubble>`
    select inbound_id, channel, text, received_at from inbound_message
    where workspace_id = ${workspace} and customer_id = ${customerId}
    order by received_at desc, inbound_id desc limit 60`.execute(tx);
  return rows;
}

/** The last attempt that reached her on a channel. */
export async function lastOn(
  tx: Tx,
  workspace: string,
  customerId: string,
  channel: ChannelKind,
): Promise<{ readonly delivery_id: string; readonly message_id: string; readonly adapter: string | null } | null> {
  const { rows } = await sql<{ delivery_id: string; message_id: string; adapter: string | null }>`
    select delivery_id, message_id, adapter from delivery
    where workspace_id = ${workspace} and customer_id = ${customerId} and channel = ${channel} and contacted_at is not null
    order by contacted_at desc, delivery_id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** What lies unread on her phone in one channel. */
export async function findUnread(
  tx: Tx,
  workspace: string,
  customerId: string,
  channel: ChannelKind,
): Promise<string[]> {
  const { rows } = await sql<{ delivery_id: string }>`
    select delivery_id from delivery
    where workspace_id = ${workspace} and customer_id = ${customerId} and channel = ${channel} and adapter = 'sandbox'
      and state = 'delivered' order by delivery_id limit 200`.execute(tx);
  return rows.map((row) => row.delivery_id);
}
