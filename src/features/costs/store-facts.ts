/** What was done for the treated of an epoch: contacts by day, tasks by person and day, and how a company's costs are divided. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { CAP_MINUTES, type Share } from './contract.ts';
import type { Part } from './decide-measure.ts';
import { LEAST_SECONDS } from './decide-work.ts';

export interface CostFrame {
  readonly workspace: string;
  readonly playbook: string;
}

const dayOf = (column: string, zone: string): RawBuilder<string> =>
  sql`to_char((${sql.ref(column)} at time zone ${zone})::date, 'YYYY-MM-DD')`;
const monthOf = (column: string, zone: string): RawBuilder<string> =>
  sql`to_char((${sql.ref(column)} at time zone ${zone})::date, 'YYYY-MM')`;

const took = sql`extract(epoch from (t.ended_at - t.accepted_at))`;
const known = sql`(t.accepted_at is not null and t.reopened = 0 and ${took} >= ${LEAST_SECONDS}::int)`;
const seconds = sql`least(${took}, ${CAP_MINUTES * 60}::int)`;
const CAPPED = sql`${known} and ${took} > ${CAP_MINUTES * 60}::int`;

/**
 * SQL for outcomes, each a select (key text[], v numeric[]) that adds up over `people` (customer_id, arm, segment, version, entered_at, ends_at), of
 * whom only the treated count.
 */
export interface OfPlaybook {
  readonly workspace: string;
  readonly playbook: string;
  readonly epoch: number;
  readonly zone: string;
}

type Sql = RawBuilder<unknown>;

/** Messages handed over and tasks done by this playbook within the windows, as rows of (channel, at, …). */
const attempts = ({ workspace, playbook, epoch }: OfPlaybook): Sql => sql`
  join delivery d on d.workspace_id = ${workspace} and d.customer_id = p.customer_id
    and d.contacted_at >= p.entered_at and d.contacted_at < p.ends_at
  join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
    and msg.playbook = ${playbook} and msg.epoch = ${epoch}::int`;
const finished = ({ workspace, playbook, epoch }: OfPlaybook): Sql => sql`
  join task t on t.workspace_id = ${workspace} and t.customer_id = p.customer_id and t.state = 'done'
    and t.playbook = ${playbook} and t.epoch = ${epoch}::int and t.ended_at >= p.entered_at and t.ended_at < p.ends_at`;

/** [channel, day]: contacts. */
export function contactsSql(of: OfPlaybook, people: Sql): Sql {
  return sql`
    select array[c.channel, c.day] as key, array[count(*)]::numeric[] as v from (
      select d.channel, ${dayOf('d.contacted_at', of.zone)} as day from (${people}) p ${attempts(of)} where p.arm = 'treatment'
      union all
      select t.channel, ${dayOf('t.ended_at', of.zone)} as day from (${people}) p ${finished(of)} where p.arm = 'treatment'
    ) c group by c.channel, c.day`;
}

/** [channel, month of entry, segment, version]: contacts. */
export function spreadSql(of: OfPlaybook, people: Sql): Sql {
  const whose = sql`${monthOf('p.entered_at', of.zone)} as month, p.segment, p.version`;
  return sql`
    select array[c.channel, c.month, c.segment, c.version] as key, array[count(*)]::numeric[] as v from (
      select d.channel, ${whose} from (${people}) p ${attempts(of)} where p.arm = 'treatment'
      union all
      select t.channel, ${whose} from (${people}) p ${finished(of)} where p.arm = 'treatment'
    ) c group by c.channel, c.month, c.segment, c.version`;
}

/** [person, day, kind]: tasks, those whose minutes are known, their seconds, capped. */
export function toilSql(of: OfPlaybook, people: Sql): Sql {
  return sql`
    select array[w.person, w.day, w.kind] as key, array[sum(w.n), sum(w.known), sum(w.seconds), sum(w.capped)]::numeric[] as v from (
      select t.ended_by as person, ${dayOf('t.ended_at', of.zone)} as day, coalesce(t.node, t.origin) || '/' || t.channel as kind, 1 as n,
        case when ${known} then 1 else 0 end as known, case when ${known} then ${seconds} else 0 end as seconds,
        case when ${CAPPED} then 1 else 0 end as capped
      from (${people}) p ${finished(of)} where p.arm = 'treatment'
    ) w group by w.person, w.day, w.kind`;
}

/** [month of entry, segment, version]: whom a message or a task was about, whom a message or a talk reached, and who answered. */
export function followedSql(of: OfPlaybook, people: Sql, blind: readonly string[]): Sql {
  const { workspace, playbook, epoch, zone } = of;
  const received = sql`(d.delivered_at is not null
    or (d.sent_at is not null and d.failed_at is null and d.adapter = any(${[...blind]}::text[])))`;
  return sql`
    select array[x.month, x.segment, x.version] as key,
      array[count(*) filter (where x.tried), count(*) filter (where x.got), count(*) filter (where x.said)]::numeric[] as v
    from (
      select ${monthOf('p.entered_at', zone)} as month, p.segment, p.version,
        coalesce(m.tried, false) or coalesce(k.tried, false) as tried, coalesce(m.got, false) or coalesce(k.got, false) as got,
        exists (select 1 from response r where r.workspace_id = ${workspace} and r.customer_id = p.customer_id
          and r.playbook = ${playbook} and r.epoch = ${epoch}::int and r.completed_at >= p.entered_at and r.completed_at < p.ends_at) as said
      from (${people}) p
      left join lateral (
        select true as tried, bool_or(${received}) as got from (select p.customer_id, p.entered_at, p.ends_at) p ${attempts(of)} having count(*) > 0
      ) m on true
      left join lateral (
        select true as tried, bool_or(t.result in ('done', 'refused')) as got
        from (select p.customer_id, p.entered_at, p.ends_at) p ${finished(of)} having count(*) > 0
      ) k on true
      where p.arm = 'treatment'
    ) x group by x.month, x.segment, x.version`;
}

/** Of time, not of people: `ranges` is r(from_at, to_at). [person, day, playbook, epoch, kind], kind empty beyond playbooks. */
export function workSql(workspace: string, zone: string, ranges: Sql): Sql {
  return sql`
    select array[w.person, w.day, w.playbook, w.epoch, w.kind] as key,
      array[sum(w.n), sum(w.known), sum(w.seconds), sum(w.capped)]::numeric[] as v from (
      select t.ended_by as person, ${dayOf('t.ended_at', zone)} as day, coalesce(t.playbook, '') as playbook, coalesce(t.epoch, 0)::text as epoch,
        case when t.playbook is null then '' else coalesce(t.node, t.origin) || '/' || t.channel end as kind, 1 as n,
        case when ${known} then 1 else 0 end as known, case when ${known} then ${seconds} else 0 end as seconds,
        case when ${CAPPED} then 1 else 0 end as capped
      from ${ranges} join task t on t.workspace_id = ${workspace} and t.state = 'done' and t.ended_at >= r.from_at and t.ended_at < r.to_at
      where t.ended_by is not null
    ) w group by w.person, w.day, w.playbook, w.epoch, w.kind`;
}

/** [person, day, playbook, epoch]: customers served. A day cut in two would count somebody twice, so ranges begin and end with days. */
export function servedSql(workspace: string, zone: string, ranges: Sql): Sql {
  return sql`
    select array[w.person, w.day, w.playbook, w.epoch] as key, array[count(distinct w.customer_id)]::numeric[] as v from (
      select t.ended_by as person, ${dayOf('t.ended_at', zone)} as day, t.playbook, coalesce(t.epoch, 0)::text as epoch, t.customer_id
      from ${ranges} join task t on t.workspace_id = ${workspace} and t.state = 'done' and t.ended_at >= r.from_at and t.ended_at < r.to_at
      where t.ended_by is not null and t.playbook is not null
    ) w group by w.person, w.day, w.playbook, w.epoch`;
}

/** [day]: calls whose minutes are known, and their seconds. One beyond the cap lay about and would flatter what is saved. */
export function callsSql(workspace: string, zone: string, ranges: Sql): Sql {
  return sql`
    select array[w.day] as key, array[count(*), sum(w.seconds)]::numeric[] as v from (
      select ${dayOf('t.ended_at', zone)} as day, ${seconds} as seconds
      from ${ranges} join task t on t.workspace_id = ${workspace} and t.state = 'done' and t.ended_at >= r.from_at and t.ended_at < r.to_at
      where t.channel = 'phone' and ${known} and ${took} <= ${CAP_MINUTES * 60}::int
    ) w group by w.day`;
}

/** What this playbook was of all that was done in [from, to), by a rule. */
export async function partOf(
  tx: Tx,
  { workspace, playbook }: CostFrame,
  rule: Share,
  from: Date,
  to: Date,
): Promise<Part> {
  const tasks = sql`from task t where t.workspace_id = ${workspace} and t.state = 'done' and t.ended_at >= ${from} and t.ended_at < ${to}`;
  const source =
    rule === 'people'
      ? sql`select m.subject as playbook, 1::float8 as weight from enrolment m
          where m.workspace_id = ${workspace} and m.arm = 'treatment' and m.entered_at >= ${from} and m.entered_at < ${to}`
      : rule === 'minutes'
        ? sql`select t.playbook, (${seconds})::float8 as weight ${tasks} and ${known}`
        : sql`select msg.playbook, 1::float8 as weight from delivery d
            join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
            where d.workspace_id = ${workspace} and d.contacted_at >= ${from} and d.contacted_at < ${to}
            union all select t.playbook, 1::float8 as weight ${tasks}`;
  const found = await sql<Part>`
    select coalesce(sum(weight) filter (where playbook = ${playbook}), 0)::float8 as mine, coalesce(sum(weight), 0)::float8 as whole
    from (${source}) done`.execute(tx);
  return found.rows[0] ?? { mine: 0, whole: 0 };
}
