import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';

export interface ReachFilter {
  readonly playbook?: string | undefined;
  readonly epoch?: number | undefined;
  /** Messages written in [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Customers, each counted once per row. `channel` null: on any. */
export interface ReachRow {
  readonly channel: ChannelKind | null;
  /** To whom something was to be told. */
  readonly wanted: number;
  readonly sent: number;
  /** A receipt says so. */
  readonly delivered: number;
  /** No receipt, and none possible: the server took it over, and nobody told since that it came back. */
  readonly acceptedOnly: number;
  readonly read: number;
  /** Wrote back, or filled in what the message led to. */
  readonly answered: number;
  readonly failed: number;
  /** Refused by the contact policy and reached in no other way (of this row). */
  readonly refused: number;
  readonly unknown: number;
}

/** `blind`: adapters that can give no receipts. */
export async function reachStats(
  tx: Tx,
  workspace: string,
  filter: ReachFilter,
  blind: readonly string[],
): Promise<ReachRow[]> {
  const { playbook, epoch, from, to } = filter;
  const { rows } = await sql<ReachRow>`
    with attempt as materialized (
      select d.channel, d.adapter, m.customer_id, d.rank, d.state, d.sent_at, d.delivered_at, d.read_at,
        m.answered_at is not null and d.sent_at is not null as answered
      from message m join delivery d on d.workspace_id = ${workspace} and d.message_id = m.message_id
      where m.workspace_id = ${workspace}
        ${playbook === undefined ? sql`` : sql`and m.playbook = ${playbook}`}
        ${epoch === undefined ? sql`` : sql`and m.epoch = ${epoch}`}
        ${from === undefined ? sql`` : sql`and m.created_at >= ${from}`}
        ${to === undefined ? sql`` : sql`and m.created_at < ${to}`}
    ), person as (
      select channel, customer_id, grouping(channel) as everywhere,
        bool_or(sent_at is not null or state = 'unknown') as sent, bool_or(delivered_at is not null) as delivered,
        bool_or(state = 'accepted' and adapter = any(${[...blind]}::text[])) as accepted, bool_or(read_at is not null) as read, bool_or(answered) as answered, bool_or(state = 'failed') as failed,
        bool_or(state = 'refused') as refused, bool_or(state = 'unknown') as unknown
      from attempt group by grouping sets ((channel, customer_id), (customer_id))
    )
    select case when everywhere = 1 then null else channel end as channel, count(*) as wanted,
      count(*) filter (where sent) as sent, count(*) filter (where delivered) as delivered,
      count(*) filter (where accepted and not delivered) as "acceptedOnly",
      count(*) filter (where read) as read, count(*) filter (where answered) as answered,
      count(*) filter (where failed and not sent) as failed, count(*) filter (where refused and not sent) as refused,
      count(*) filter (where unknown and not delivered) as unknown
    from person group by everywhere, channel order by everywhere desc, channel`.execute(tx);
  return rows;
}

/**
 * SQL for outcomes: the same over `people` (customer_id, segment, version, entered_at, arm), as a select (key text[], v numeric[]) that adds up over
 * them. [channel or '' for any, month of entry, segment, version]: wanted, sent, delivered, only accepted, answered.
 */
export function reachSql(
  of: { readonly workspace: string; readonly playbook: string; readonly epoch: number; readonly zone: string },
  people: RawBuilder<unknown>,
  blind: readonly string[],
  until: Date | null,
): RawBuilder<unknown> {
  const { workspace, playbook, epoch, zone } = of;
  return sql`
    select array[coalesce(h.channel, ''), h.month, h.segment, h.version] as key,
      array[count(*), count(*) filter (where h.sent), count(*) filter (where h.delivered),
        count(*) filter (where h.accepted and not h.delivered), count(*) filter (where h.answered)]::numeric[] as v
    from (
      select d.channel, p.customer_id, p.month, p.segment, p.version,
        bool_or(d.sent_at is not null or d.state = 'unknown') as sent, bool_or(d.delivered_at is not null) as delivered,
        bool_or(d.state = 'accepted' and coalesce(d.adapter = any(${[...blind]}::text[]), false)) as accepted,
        bool_or(m.answered_at is not null and d.sent_at is not null) as answered
      from (select p.*, to_char((p.entered_at at time zone ${zone})::date, 'YYYY-MM') as month from (${people}) p) p
      join message m on m.workspace_id = ${workspace} and m.customer_id = p.customer_id and m.playbook = ${playbook} and m.epoch = ${epoch}::int
        ${until === null ? sql`` : sql`and m.created_at < ${until}`}
      join delivery d on d.workspace_id = ${workspace} and d.message_id = m.message_id
      group by grouping sets ((d.channel, p.customer_id, p.month, p.segment, p.version), (p.customer_id, p.month, p.segment, p.version))
    ) h group by h.channel, h.month, h.segment, h.version`;
}
