import { sql } from 'kysely';
import { plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';

export interface WishRow {
  readonly customer_id: string;
  readonly channel: ChannelKind;
  readonly note: string;
  readonly set_by: string;
  readonly set_at: Date;
}

export async function findWishes(tx: Tx, workspace: string, customerIds: readonly string[]): Promise<WishRow[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<WishRow>`
    select customer_id, channel, note, set_by, set_at from channel_wish
    where workspace_id = ${workspace} and customer_id = any(${plainArrayOf(customerIds, (id) => id)}::text[])`.execute(
    tx,
  );
  return rows;
}

export async function saveWish(tx: Tx, workspace: string, row: WishRow): Promise<void> {
  await sql`
    insert into channel_wish (workspace_id, customer_id, channel, note, set_by, set_at)
    values (${workspace}, ${row.customer_id}, ${row.channel}, ${row.note}, ${row.set_by}, ${row.set_at})
    on conflict (workspace_id, customer_id) do update set channel = excluded.channel, note = excluded.note,
      set_by = excluded.set_by, set_at = excluded.set_at`.execute(tx);
}

export async function deleteWish(tx: Tx, workspace: string, customerId: string): Promise<void> {
  await sql`delete from channel_wish where workspace_id = ${workspace} and customer_id = ${customerId}`.execute(tx);
}

export interface RecordRow {
  readonly customer_id: string;
  readonly channel: ChannelKind;
  readonly reached: number;
  readonly answered: number;
  readonly times_reached: number;
  readonly times_answered: number;
  readonly answered_at: Date | null;
}

/**
 * Of each customer and channel since `from`: what reached her and what she answered, each also weighed by its age (half as much after `halfLifeMs`).
 * A reply counts where she wrote it; a form she filled in counts for the last attempt before. `played`: adapters whose attempts are no contact.
 */
export async function channelRecords(
  tx: Tx,
  workspace: string,
  asked: {
    readonly customerIds: readonly string[];
    readonly from: Date;
    readonly now: Date;
    readonly halfLifeMs: number;
    readonly played: readonly string[];
  },
): Promise<RecordRow[]> {
  if (asked.customerIds.length === 0) return [];
  const { from, now, played } = asked;
  const ids = plainArrayOf(asked.customerIds, (id) => id);
  const weight = (at: ReturnType<typeof sql>) =>
    sql`power(0.5, greatest(extract(epoch from ${now}::timestamptz - ${at}), 0)::float8 / (${asked.halfLifeMs}::float8 / 1000))`;
  const { rows } = await sql<RecordRow>`
    with attempt as materialized (
      select d.customer_id, d.channel, d.message_id, d.contacted_at from delivery d
      where d.workspace_id = ${workspace} and d.customer_id = any(${ids}::text[]) and d.contacted_at >= ${from}
        and d.state in ('accepted', 'delivered', 'read') and not coalesce(d.adapter = any(${[...played]}::text[]), false)
    ), wrote as materialized (
      select distinct on (i.customer_id, i.channel, coalesce(i.message_id, i.inbound_id)) i.customer_id, i.channel, i.message_id, i.received_at
      from inbound_message i
      where i.workspace_id = ${workspace} and i.customer_id = any(${ids}::text[]) and i.received_at >= ${from} and i.kind <> 'optOut'
      order by i.customer_id, i.channel, coalesce(i.message_id, i.inbound_id), i.received_at
    ), filled as (
      select distinct on (a.message_id) a.customer_id, a.channel, m.answered_at
      from attempt a join message m on m.workspace_id = ${workspace} and m.message_id = a.message_id
      where m.workspace_id = ${workspace} and m.answered_at is not null and a.contacted_at <= m.answered_at
        and not exists (select 1 from wrote w where w.message_id = a.message_id)
      order by a.message_id, a.contacted_at desc
    ), happened as (
      select customer_id, channel, ${weight(sql`contacted_at`)} as reached, 0::float8 as answered, 1 as r, 0 as n, null::timestamptz as at from attempt
      union all
      select customer_id, channel, 0, ${weight(sql`received_at`)}, 0, 1, received_at from wrote
      union all
      select customer_id, channel, 0, ${weight(sql`answered_at`)}, 0, 1, answered_at from filled
    )
    select customer_id, channel, sum(reached) as reached, sum(answered) as answered, sum(r)::int as times_reached, sum(n)::int as times_answered,
      max(at) as answered_at
    from happened group by customer_id, channel`.execute(tx);
  return rows;
}
