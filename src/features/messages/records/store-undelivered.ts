import { type RawBuilder, sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { inScope } from '../../customers/index.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { MENDABLE, type UndeliveredState } from '../contract-undelivered.ts';

export interface CauseKey {
  readonly state: UndeliveredState;
  readonly reason: string | null;
  readonly channel: ChannelKind;
  readonly code: string | null;
}

export interface CauseRow extends CauseKey {
  readonly adapter: string | null;
  readonly note: string | null;
  readonly n: number;
  readonly playbooks: string[];
  readonly broadcasts: { zh: string; en: string }[];
  readonly latest: Date;
}

/** Messages at their end with their last attempt. One that a customer's own wish stopped is not among them. */
const ended = (ctx: Context, since: Date): RawBuilder<unknown> => sql`
  from message m
  left join message_template t on t.workspace_id = ${ctx.workspace.id} and t.playbook = m.playbook and t.version = m.version
    and t.message_key = m.message_key
  left join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = m.customer_id
  cross join lateral (
    select d.delivery_id, d.step, d.try, d.channel, d.adapter, d.reason, d.code, d.note from delivery d
    where d.workspace_id = ${ctx.workspace.id} and d.message_id = m.message_id order by d.step desc, d.try desc limit 1
  ) l
  where m.workspace_id = ${ctx.workspace.id} and m.state in ('failed', 'unknown', 'refused') and m.updated_at >= ${since}
    and m.closed_at is null and (m.state <> 'refused' or l.reason = any(${arrayOf(MENDABLE, (each) => each)}::text[]))
    and (m.customer_id is null or true ${inScope(ctx, 'c')})`;

const of = ({ state, reason, channel, code }: CauseKey): RawBuilder<unknown> => sql`
  and m.state = ${state} and l.channel = ${channel} and l.reason is not distinct from ${reason}::text
  and l.code is not distinct from ${code}::text`;

export async function findCauses(tx: Tx, ctx: Context, since: Date): Promise<CauseRow[]> {
  const { rows } = await sql<CauseRow>`
    select m.state, l.reason, l.channel, l.code, (array_agg(l.adapter order by m.updated_at desc))[1] as adapter,
      (array_agg(l.note order by m.updated_at desc))[1] as note, count(*)::int as n,
      coalesce((array_agg(distinct m.playbook) filter (where m.group_id is null))[1:5], '{}') as playbooks,
      coalesce((array_agg(distinct t.definition->'name') filter (where m.group_id is not null))[1:5], '{}') as broadcasts,
      max(m.updated_at) as latest
    ${ended(ctx, since)}
    group by m.state, l.reason, l.channel, l.code order by n desc, latest desc limit 200`.execute(tx);
  return rows;
}

export interface UndeliveredRow {
  readonly message_id: string;
  readonly customer_id: string | null;
  readonly name: string | null;
  readonly playbook: string;
  readonly updated_at: Date;
  readonly step: number;
  readonly try: number;
  readonly attempts: number;
  readonly channel: ChannelKind;
}

export async function findUndelivered(
  tx: Tx,
  ctx: Context,
  asked: {
    readonly cause: CauseKey;
    readonly since: Date;
    readonly limit: number;
    readonly ids?: readonly string[] | undefined;
  },
): Promise<UndeliveredRow[]> {
  const { cause, since, limit, ids } = asked;
  const { rows } = await sql<UndeliveredRow>`
    select m.message_id, m.customer_id, c.name, m.playbook, m.updated_at, l.step, l.try, l.channel, (
      select count(*)::int from delivery d where d.workspace_id = ${ctx.workspace.id} and d.message_id = m.message_id) as attempts
    ${ended(ctx, since)} ${of(cause)}
    ${ids ? sql`and m.message_id = any(${plainArrayOf(ids, (id) => id)}::text[])` : sql``}
    order by m.updated_at desc, m.message_id desc limit ${limit}`.execute(tx);
  return rows;
}

export interface UnknownAttempt {
  readonly delivery_id: string;
  readonly channel: ChannelKind;
  readonly customer_id: string | null;
}

/** The attempts of a message of which nobody knows how they ended. */
export async function findUnknown(tx: Tx, workspace: string, messageId: string): Promise<UnknownAttempt[]> {
  const { rows } = await sql<UnknownAttempt>`
    select delivery_id, channel, customer_id from delivery
    where workspace_id = ${workspace} and message_id = ${messageId} and state = 'unknown' order by step, try`.execute(
    tx,
  );
  return rows;
}
