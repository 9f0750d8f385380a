/** The tasks, customers, contracts and orders behind a figure, newest first (of a stage the longest first), of customers the caller may see. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { Params } from './contract-definitions.ts';
import type { Key } from './contract-registry.ts';
import { isStage, type Stage } from './contract-stages.ts';
import { activeSql, renewedBySql } from './store-business.ts';
import { coverageSql, DAY, resolvedSql } from './store-days.ts';
import { type Frame, narrowed, standingSql } from './store-read.ts';

export interface Row {
  readonly id: string;
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly at: Date;
  readonly hit: boolean | null;
  readonly playbook: string | null;
  readonly person: string | null;
  readonly value: number | null;
  readonly note: string | null;
}

export interface RowsFrame extends Frame {
  readonly start: Date;
  readonly end: Date;
  /** The end of the day of the picture (churn). */
  readonly picture: Date;
  readonly today: string;
  readonly working: boolean;
}

export interface Page {
  readonly hit?: boolean | undefined;
  /** Of a stage: what stands in it now. */
  readonly standing: boolean;
  /** The place (of a stage the milliseconds, else the moment) and id of the last row that was shown. */
  readonly after?: { readonly place: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Tasks by how long they took in a stage, or have stood in it until now. */
function stageSource(
  stage: Stage,
  ctx: Context,
  { from, to, working }: RowsFrame,
  stands: boolean,
): RawBuilder<unknown> {
  const workspace = ctx.workspace.id;
  const task = sql`f.task_id as id, f.customer_id, f.playbook, f.person, f.team, f.segment, f.channel, f.script, null::boolean as hit`;
  if (stands)
    return sql`select ${task}, f.since as at, floor(extract(epoch from ${ctx.now}::timestamptz - f.since) * 1000)::float8 as value, f.state as note
      from (${standingSql(workspace)}) f where f.stage = ${stage}`;
  const ms = sql.ref(working ? `f.${stage}_work_ms` : `f.${stage}_ms`);
  return sql`select ${task}, f.closed_at as at, ${ms}::float8 as value, f.result as note from follow_up f
    where f.workspace_id = ${workspace} and f.closed_day between ${from}::date and ${to}::date and f.state = 'done' and ${ms} is not null`;
}

/** Rows (id, customer_id, at, hit, playbook, person, team, segment, channel, script, value, note). */
function source(key: Key, ctx: Context, frame: RowsFrame, params: Params): RawBuilder<unknown> {
  const workspace = ctx.workspace.id;
  const { from, to, start, end } = frame;
  const task = sql`f.task_id as id, f.customer_id, f.playbook, f.person, f.team, f.segment, f.channel, f.script`;
  const closed = sql`from follow_up f where f.workspace_id = ${workspace} and f.closed_day between ${from}::date and ${to}::date and f.state = 'done'`;
  const none = sql`'' as segment, '' as channel, '' as script`;
  const ms = (stage: string) => sql.ref(frame.working ? `f.${stage}_work_ms` : `f.${stage}_ms`);
  switch (key) {
    case 'plan':
      return sql`select ${task}, f.due_at as at, (f.state = 'done' and f.closed_at <= f.due_at) as hit, null::float8 as value, f.state as note
        from follow_up f where f.workspace_id = ${workspace} and f.due_day between ${from}::date and ${to}::date and f.due_at <= ${ctx.now}
          and f.state <> 'cancelled'`;
    case 'first_contact':
      return sql`select ${task}, f.closed_at as at, null::boolean as hit, (${ms('accept')} + ${ms('contact')})::float8 as value, null as note ${closed}`;
    case 'cycle':
      return sql`select ${task}, f.closed_at as at, null::boolean as hit,
        (${ms('accept')} + ${ms('contact')} + ${ms('answer')} + ${ms('close')})::float8 as value, null as note ${closed}`;
    case 'answered':
      return sql`select ${task}, f.closed_at as at, f.answered_at is not null as hit, null::float8 as value, f.result as note ${closed}`;
    case 'first_time':
      return sql`select ${task}, f.closed_at as at, ${resolvedSql(workspace, params.first_time.days)} as hit, null::float8 as value,
          case when f.reopened > 0 then 'reopened' when f.next_steps > 0 then 'next_step' end as note
        ${closed} and f.result = 'done' and f.closed_at + ${params.first_time.days}::int * ${DAY} <= ${ctx.now}`;
    case 'coverage':
      return sql`select p.playbook || '/' || p.customer_id as id, p.customer_id, p.playbook, '' as person, '' as team, p.segment, '' as channel, '' as script,
          p.entered_at as at, p.outcome = 'followed' as hit, null::float8 as value, p.outcome as note
        from (${coverageSql({ workspace, zone: ctx.workspace.zone, now: ctx.now, start, end })}) p where p.outcome <> 'control'`;
    case 'opportunity':
      return sql`select r.response_id as id, r.customer_id, case when r.playbook = '-' then '' else r.playbook end as playbook,
          coalesce(f.person, '') as person, coalesce(f.team, k.team_id, '') as team, coalesce(f.segment, '') as segment, coalesce(r.channel, '') as channel,
          coalesce(f.script, '') as script, r.completed_at as at, b.amount is not null as hit, b.amount as value, null as note
        from response r join customer k on k.workspace_id = ${workspace} and k.customer_id = r.customer_id
        left join follow_up f on f.workspace_id = ${workspace} and f.task_id = r.response_key
        cross join lateral (select sum(o.amount)::float8 as amount from customer_order o where o.workspace_id = ${workspace}
          and o.customer_id = r.customer_id and o.ordered_at > r.completed_at and o.ordered_at <= r.completed_at + ${params.opportunity.window}::int * ${DAY}
          having count(*) filter (where o.amount > 0) > 0 union all select null where not exists (select 1 from customer_order o
          where o.workspace_id = ${workspace} and o.customer_id = r.customer_id and o.amount > 0 and o.ordered_at > r.completed_at
          and o.ordered_at <= r.completed_at + ${params.opportunity.window}::int * ${DAY})) b
        where r.workspace_id = ${workspace} and r.completed_at >= ${start} and r.completed_at < ${end}
          and r.intent >= ${params.opportunity.intent}::int and r.completed_at + ${params.opportunity.window}::int * ${DAY} <= ${ctx.now}`;
    case 'renewal':
      return sql`select o.contract_id as id, o.customer_id, '' as playbook, coalesce(k.owner_id, '') as person, coalesce(k.team_id, '') as team, ${none},
          (o.ends_on::timestamp at time zone ${ctx.workspace.zone}) as at, n.contract_id is not null as hit, n.amount::float8 as value, o.name as note
        from contract o join customer k on k.workspace_id = ${workspace} and k.customer_id = o.customer_id
        left join lateral (${renewedBySql(workspace, params.renewal)}) n on true
        where o.workspace_id = ${workspace} and o.ends_on between ${from}::date and ${to}::date
          and o.ends_on + ${params.renewal.grace}::int < ${frame.today}::date`;
    case 'repurchase':
      return sql`select o.order_id as id, o.customer_id, '' as playbook, coalesce(k.owner_id, '') as person, coalesce(k.team_id, '') as team, ${none},
          o.ordered_at as at, null::boolean as hit, o.amount::float8 as value, null as note
        from customer_order o join customer k on k.workspace_id = ${workspace} and k.customer_id = o.customer_id
        join customer_event_stat s on s.workspace_id = ${workspace} and s.customer_id = o.customer_id and s.type = 'purchase' and s.first_at < o.ordered_at
        where o.workspace_id = ${workspace} and o.ordered_at >= ${start} and o.ordered_at < ${end} and o.amount > 0`;
    default:
      return sql`select a.customer_id as id, a.customer_id, '' as playbook, coalesce(k.owner_id, '') as person, coalesce(k.team_id, '') as team, ${none},
          a.last_at as at, a.churned as hit, null::float8 as value, null as note
        from (${activeSql(workspace, frame.picture, params.churn)}) a
        join customer k on k.workspace_id = ${workspace} and k.customer_id = a.customer_id`;
  }
}

export async function listRows(
  tx: Tx,
  ctx: Context,
  key: Key | Stage,
  frame: RowsFrame,
  params: Params,
  page: Page,
): Promise<Row[]> {
  const { hit, standing, after, limit } = page;
  const rows = isStage(key) ? stageSource(key, ctx, frame, standing) : source(key, ctx, frame, params);
  // Where time is lost stands first; of everything else what is new.
  const place = isStage(key) ? sql`q.value` : sql`q.at`;
  const passed = after && (isStage(key) ? sql`${after.place}::float8` : sql`${new Date(after.place)}::timestamptz`);
  const found = await sql<Row>`
    select q.id, q.customer_id, c.external_id, c.name, q.at, q.hit, nullif(q.playbook, '') as playbook, nullif(q.person, '') as person, q.value, q.note
    from (${rows}) q
    join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = q.customer_id ${inScope(ctx, 'c')}
    where true ${narrowed(ctx, frame, 'q')} ${hit === undefined ? sql`` : sql`and q.hit = ${hit}`}
      ${after ? sql`and (${place} < ${passed} or (${place} = ${passed} and q.id > ${after.id}))` : sql``}
    order by ${place} desc, q.id limit ${limit}`.execute(tx);
  return found.rows;
}
