/** What became of each recipient. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope, searchPatterns } from '../customers/index.ts';
import type { ChannelKind } from '../messages/index.ts';

export interface LogFilter {
  readonly q: string;
  readonly state?: string | undefined;
  readonly channel?: string | undefined;
  readonly reason?: string | undefined;
}

export interface LogRow {
  readonly n: number;
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly channel: ChannelKind | null;
  readonly message_id: string | null;
  readonly due_at: Date | null;
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
  readonly reply: string | null;
  readonly replied_at: Date | null;
}

/** In their order. What was not written when it was stopped is `cancelled`; `whole`: the caller sees whole numbers. */
export async function findLog(
  tx: Tx,
  ctx: Context,
  about: { readonly id: string; readonly digits: string; readonly stopped: boolean },
  filter: LogFilter,
  page: { readonly after: number; readonly limit: number; readonly whole: boolean },
): Promise<LogRow[]> {
  const workspace = ctx.workspace.id;
  const unwritten = about.stopped ? 'cancelled' : 'waiting';
  const state = sql`case when r.refused is not null then 'refused' when m.message_id is null then ${unwritten}::text else m.state end`;
  const reason = sql`case when r.refused is not null then r.refused when m.message_id is null then ${about.stopped ? 'stopped' : null}::text else m.reason end`;
  const conditions: RawBuilder<unknown>[] = searchPatterns(filter.q, page.whole).map(
    (pattern) => sql`and c.search like ${pattern}`,
  );
  if (filter.state !== undefined) conditions.push(sql`and ${state} = ${filter.state}`);
  if (filter.reason !== undefined) conditions.push(sql`and ${reason} = ${filter.reason}`);
  if (filter.channel !== undefined) conditions.push(sql`and coalesce(l.channel, r.channel) = ${filter.channel}`);
  const { rows } = await sql<LogRow>`
    select r.n, c.customer_id, c.external_id, c.name, c.phone, ${state} as state, ${reason} as reason, coalesce(l.channel, r.channel) as channel,
      m.message_id, l.due_at, l.sent_at, l.delivered_at, l.read_at, i.text as reply, i.received_at as replied_at
    from broadcast_recipient r
    join customer c on c.workspace_id = ${workspace} and c.customer_id = r.customer_id
    left join message m on m.workspace_id = ${workspace} and r.refused is null
      and m.message_id = ${`msg_${about.digits}`}::text || lpad(to_hex(r.n), 8, '0')
    left join lateral (
      select (array_agg(d.channel order by d.delivered_at is not null desc, d.step desc, d.try desc))[1] as channel, min(d.due_at) filter (where d.state = 'queued') as due_at,
        max(d.sent_at) as sent_at, max(d.delivered_at) as delivered_at, max(d.read_at) as read_at
      from delivery d where d.workspace_id = ${workspace} and d.message_id = m.message_id
    ) l on true
    left join lateral (
      select left(i.text, 120) as text, i.received_at from inbound_message i
      where i.workspace_id = ${workspace} and i.customer_id = r.customer_id and i.message_id = m.message_id
      order by i.received_at limit 1
    ) i on true
    where r.workspace_id = ${workspace} and r.broadcast_id = ${about.id} and r.n > ${page.after} ${inScope(ctx, 'c')} ${sql.join(conditions, sql` `)}
    order by r.n limit ${page.limit}`.execute(tx);
  return rows;
}
