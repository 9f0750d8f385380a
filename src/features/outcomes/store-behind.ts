/** The customers behind a figure, and the same sums by a dimension. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { Dimension } from './contract-behind.ts';
import { perPerson } from './store-measures.ts';
import { peopleSql } from './store-people.ts';
import type { Frame } from './store.ts';

const DAY = sql`interval '24 hours'`;
const DAY_MS = 86_400_000;

function matured(frame: Frame): RawBuilder<unknown> {
  const cutoff = new Date(frame.asOf.getTime() - (frame.windowDays + frame.refundDays) * DAY_MS);
  return peopleSql(frame, [{ from: null, to: null }], cutoff);
}

export interface GroupSums {
  readonly key: string;
  readonly arm: 'treatment' | 'control';
  readonly n: number;
  readonly k: number;
  readonly sum: number;
  readonly sumsq: number;
}

/** Only the treated have these: the first contact or task of the epoch within her window. '' where there was none. */
function firstOf(dimension: 'channel' | 'person' | 'script', frame: Frame): RawBuilder<unknown> {
  const { workspace, subject, epoch, windowDays } = frame;
  const ends = sql`person.entered_at + ${windowDays}::int * ${DAY}`;
  const task = sql`from task t where t.workspace_id = ${workspace} and t.customer_id = person.customer_id and t.state = 'done'
      and t.playbook = ${subject} and t.epoch = ${epoch}::int and t.ended_at >= person.entered_at and t.ended_at < ${ends}`;
  if (dimension === 'person') return sql`select t.ended_by as value ${task} order by t.ended_at, t.task_id limit 1`;
  if (dimension === 'script')
    return sql`select t.script as value ${task} and t.script is not null order by t.ended_at, t.task_id limit 1`;
  return sql`
    select c.channel as value from (
      select d.channel, d.contacted_at as at from delivery d
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id and msg.playbook = ${subject} and msg.epoch = ${epoch}::int
      where d.workspace_id = ${workspace} and d.customer_id = person.customer_id
        and d.contacted_at >= person.entered_at and d.contacted_at < ${ends}
      union all select t.channel, t.ended_at as at ${task}
    ) c order by c.at, c.channel limit 1`;
}

/** The dimension in the place of the version, of the treated only. */
export function dressed(
  dimension: 'channel' | 'person' | 'script',
  frame: Frame,
): (people: RawBuilder<unknown>) => RawBuilder<unknown> {
  return (people) => sql`
    select person.customer_id, person.arm, person.segment, coalesce(first.value, '') as version, person.entered_at, person.ends_at
    from (${people}) person left join lateral (${firstOf(dimension, frame)}) first on true where person.arm = 'treatment'`;
}

export async function sumGroups(tx: Tx, frame: Frame, by: Dimension, zone: string): Promise<GroupSums[]> {
  const { workspace, subject, epoch } = frame;
  const alone = by === 'channel' || by === 'person' || by === 'script';
  const key =
    by === 'month'
      ? sql`to_char((person.entered_at at time zone ${zone})::date, 'YYYY-MM')`
      : by === 'segment'
        ? sql`person.segment`
        : by === 'version'
          ? sql`e.rule_version::text`
          : sql`coalesce(first.value, '')`;
  const join = alone
    ? sql`left join lateral (${firstOf(by, frame)}) first on true`
    : by === 'version'
      ? sql`join enrolment e on e.workspace_id = ${workspace} and e.subject = ${subject} and e.epoch = ${epoch}
          and e.customer_id = person.customer_id`
      : sql``;
  const found = await sql<GroupSums>`
    select ${key} as key, person.arm, count(*)::int as n, (count(*) filter (where person.converted))::int as k,
      sum(person.net)::float8 as sum, sum(person.net * person.net)::float8 as sumsq
    from (${perPerson(frame, matured(frame))}) person ${join}
    ${alone ? sql`where person.arm = 'treatment'` : sql``}
    group by 1, 2 order by 1, 2`.execute(tx);
  return found.rows;
}

export interface Wanted {
  readonly arm?: 'treatment' | 'control' | undefined;
  readonly segment?: string | undefined;
  readonly converted?: boolean | undefined;
  readonly contacted?: boolean | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

export interface MaturedRow {
  readonly customer_id: string;
  readonly external_id: string | null;
  readonly name: string | null;
  readonly arm: 'treatment' | 'control';
  readonly segment: string;
  readonly entered_at: Date;
  readonly converted: boolean;
  readonly net: number;
  readonly contacts: number;
}

/** The newest entries first, of those the caller may see. */
export async function listMaturedRows(tx: Tx, ctx: Context, frame: Frame, wanted: Wanted): Promise<MaturedRow[]> {
  const { workspace, subject, epoch, asOf, goal, windowDays, refundDays } = frame;
  const { arm, segment, converted, contacted, after, limit } = wanted;
  const ends = sql`m.entered_at + ${windowDays}::int * ${DAY}`;
  const hit = sql`exists (select 1 from event ev where ev.workspace_id = ${workspace} and ev.customer_id = m.customer_id
      and ev.type = ${goal} and ev.occurred_at >= m.entered_at and ev.occurred_at < ${ends} and ev.occurred_at < ${asOf})`;
  const messages = sql`from delivery d
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id and msg.playbook = ${subject} and msg.epoch = ${epoch}::int
      where d.workspace_id = ${workspace} and d.customer_id = m.customer_id
        and d.contacted_at >= m.entered_at and d.contacted_at < ${ends}`;
  const tasks = sql`from task t where t.workspace_id = ${workspace} and t.customer_id = m.customer_id and t.state = 'done'
      and t.playbook = ${subject} and t.epoch = ${epoch}::int and t.ended_at >= m.entered_at and t.ended_at < ${ends}`;
  const touched = sql`(exists (select 1 ${messages}) or exists (select 1 ${tasks}))`;
  const found = await sql<MaturedRow>`
    with page as materialized (
      select m.customer_id, m.arm, m.segment, m.entered_at, c.external_id, c.name, ${ends} as ends_at
      from enrolment m
      join customer c on c.workspace_id = ${workspace} and c.customer_id = m.customer_id ${inScope(ctx, 'c')}
      where m.workspace_id = ${workspace} and m.subject = ${subject} and m.epoch = ${epoch}
        and m.entered_at <= ${asOf}::timestamptz - ${windowDays + refundDays}::int * ${DAY}
        ${arm === undefined ? sql`` : sql`and m.arm = ${arm}`}
        ${segment === undefined ? sql`` : sql`and m.segment = ${segment}`}
        ${converted === undefined ? sql`` : converted ? sql`and ${hit}` : sql`and not ${hit}`}
        ${contacted === undefined ? sql`` : contacted ? sql`and ${touched}` : sql`and not ${touched}`}
        ${after ? sql`and (m.entered_at < ${after.at} or (m.entered_at = ${after.at} and m.customer_id > ${after.id}))` : sql``}
      order by m.entered_at desc, m.customer_id limit ${limit}
    )
    select m.customer_id, m.external_id, m.name, m.arm, m.segment, m.entered_at, ${hit} as converted,
      coalesce((select sum(ev.amount) from event ev where ev.workspace_id = ${workspace} and ev.customer_id = m.customer_id
        and ev.type in ('purchase', 'refund') and ev.occurred_at >= m.entered_at and ev.occurred_at < m.ends_at
        and ev.occurred_at < ${asOf}), 0)::float8 as net,
      ((select count(*) ${messages}) + (select count(*) ${tasks}))::int as contacts
    from page m order by m.entered_at desc, m.customer_id`.execute(tx);
  return found.rows;
}
