/** What was done for the treated of an epoch: contacts by day, tasks by person and day, and how a company's costs are divided. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { CAP_MINUTES, type Share } from './contract.ts';
import type { DayContacts, Part } from './decide-measure.ts';
import { type DayWork, LEAST_SECONDS, type PersonDay } from './decide-work.ts';

export interface CostFrame {
  readonly workspace: string;
  readonly zone: string;
  readonly playbook: string;
  readonly epoch: number;
  /** The first entry. */
  readonly from: Date;
  readonly asOf: Date;
  readonly windowDays: number;
  readonly refundDays: number;
}

const DAY = sql`interval '24 hours'`;

/** Treated customers who matured, with the end of their window. */
function matured({ workspace, playbook, epoch, asOf, windowDays, refundDays }: CostFrame): RawBuilder<unknown> {
  return sql`
    select m.customer_id, m.entered_at, m.entered_at + ${windowDays}::int * ${DAY} as ends_at from enrolment m
    where m.workspace_id = ${workspace} and m.subject = ${playbook} and m.epoch = ${epoch} and m.arm = 'treatment'
      and m.entered_at <= ${asOf}::timestamptz - ${windowDays + refundDays}::int * ${DAY}`;
}

const dayOf = (column: string, zone: string): RawBuilder<string> =>
  sql`to_char((${sql.ref(column)} at time zone ${zone})::date, 'YYYY-MM-DD')`;

const took = sql`extract(epoch from (t.ended_at - t.accepted_at))`;
const known = sql`(t.accepted_at is not null and t.reopened = 0 and ${took} >= ${LEAST_SECONDS}::int)`;
const seconds = sql`least(${took}, ${CAP_MINUTES * 60}::int)`;

export async function contactsByDay(tx: Tx, frame: CostFrame): Promise<DayContacts[]> {
  const { workspace, playbook, epoch, zone } = frame;
  const found = await sql<DayContacts>`
    with person as materialized (${matured(frame)}), contact as (
      select d.channel, ${dayOf('d.contacted_at', zone)} as day from person p
      join delivery d on d.workspace_id = ${workspace} and d.customer_id = p.customer_id
        and d.contacted_at >= p.entered_at and d.contacted_at < p.ends_at
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
        and msg.playbook = ${playbook} and msg.epoch = ${epoch}::int
      union all
      select t.channel, ${dayOf('t.ended_at', zone)} as day from person p
      join task t on t.workspace_id = ${workspace} and t.customer_id = p.customer_id and t.state = 'done'
        and t.playbook = ${playbook} and t.epoch = ${epoch}::int and t.ended_at >= p.entered_at and t.ended_at < p.ends_at
    )
    select channel, day, count(*)::int as n from contact group by channel, day order by channel, day`.execute(tx);
  return found.rows;
}

/** All that those did who did something here, by day: how much of a day went here is known only beside the rest of it. */
export async function workByDay(tx: Tx, frame: CostFrame): Promise<DayWork[]> {
  const { workspace, playbook, epoch, zone, from, asOf } = frame;
  const ours = sql`coalesce(t.playbook = ${playbook} and t.epoch = ${epoch}::int, false)`;
  const found = await sql<DayWork>`
    with person as materialized (${matured(frame)}), worker as (
      select distinct t.ended_by from task t
      where t.workspace_id = ${workspace} and t.playbook = ${playbook} and t.epoch = ${epoch}::int and t.state = 'done'
        and t.ended_at < ${asOf}
    ), work as (
      select t.ended_by as person, ${dayOf('t.ended_at', zone)} as day, ${ours} as ours,
        ${ours} and p.customer_id is not null as counted,
        case when ${ours} then coalesce(t.node, t.origin) || '/' || t.channel else '' end as kind,
        ${known} as known, case when ${known} then ${seconds} else 0 end as seconds, ${known} and ${took} > ${CAP_MINUTES * 60}::int as capped
      from task t
      join worker on worker.ended_by = t.ended_by
      left join person p on p.customer_id = t.customer_id and t.ended_at >= p.entered_at and t.ended_at < p.ends_at
      where t.workspace_id = ${workspace} and t.state = 'done' and t.ended_at >= ${from} and t.ended_at < ${asOf}
    )
    select person, day, ours, counted, kind, count(*)::int as tasks, (count(*) filter (where known))::int as known,
      sum(seconds)::float8 as seconds, (count(*) filter (where capped))::int as capped
    from work group by person, day, ours, counted, kind order by person, day, ours, counted, kind`.execute(tx);
  return found.rows;
}

export async function customersByDay(tx: Tx, frame: CostFrame): Promise<PersonDay[]> {
  const { workspace, playbook, epoch, zone, asOf } = frame;
  const found = await sql<PersonDay>`
    select t.ended_by as person, ${dayOf('t.ended_at', zone)} as day, count(distinct t.customer_id)::int as customers
    from task t
    where t.workspace_id = ${workspace} and t.playbook = ${playbook} and t.epoch = ${epoch}::int and t.state = 'done'
      and t.ended_at < ${asOf}
    group by 1, 2 order by 1, 2`.execute(tx);
  return found.rows;
}

export interface Came {
  /** Contacted by this playbook at all. */
  readonly followed: number;
  readonly reached: number;
  readonly responded: number;
}

/** Of the matured treated: whom a message or a task was about, whom a message or a talk reached, and who answered, within their windows. */
export async function cameOf(tx: Tx, frame: CostFrame, blind: readonly string[]): Promise<Came> {
  const { workspace, playbook, epoch } = frame;
  const found = await sql<Came>`
    with person as materialized (${matured(frame)}), tried as (
      select p.customer_id from person p
      join delivery d on d.workspace_id = ${workspace} and d.customer_id = p.customer_id
        and d.contacted_at >= p.entered_at and d.contacted_at < p.ends_at
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
        and msg.playbook = ${playbook} and msg.epoch = ${epoch}::int
      union
      select p.customer_id from person p
      join task t on t.workspace_id = ${workspace} and t.customer_id = p.customer_id and t.state = 'done'
        and t.playbook = ${playbook} and t.epoch = ${epoch}::int and t.ended_at >= p.entered_at and t.ended_at < p.ends_at
    ), got as (
      select p.customer_id from person p
      join delivery d on d.workspace_id = ${workspace} and d.customer_id = p.customer_id
        and d.contacted_at >= p.entered_at and d.contacted_at < p.ends_at
        and (d.delivered_at is not null or (d.sent_at is not null and d.failed_at is null and d.adapter = any(${[...blind]}::text[])))
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
        and msg.playbook = ${playbook} and msg.epoch = ${epoch}::int
      union
      select p.customer_id from person p
      join task t on t.workspace_id = ${workspace} and t.customer_id = p.customer_id and t.state = 'done'
        and t.result in ('done', 'refused') and t.playbook = ${playbook} and t.epoch = ${epoch}::int
        and t.ended_at >= p.entered_at and t.ended_at < p.ends_at
    ), said as (
      select distinct p.customer_id from person p
      join response r on r.workspace_id = ${workspace} and r.customer_id = p.customer_id and r.playbook = ${playbook}
        and r.epoch = ${epoch}::int and r.completed_at >= p.entered_at and r.completed_at < p.ends_at
    )
    select (select count(*) from tried)::int as followed, (select count(*) from got)::int as reached, (select count(*) from said)::int as responded`.execute(
    tx,
  );
  return found.rows[0] ?? { followed: 0, reached: 0, responded: 0 };
}

/** Calls of the year before whose minutes are known. One beyond the cap lay about and would flatter what is saved. */
export async function callsOf(tx: Tx, workspace: string, asOf: Date): Promise<{ n: number; seconds: number }> {
  const found = await sql<{ n: number; seconds: number }>`
    select count(*)::int as n, coalesce(sum(${seconds}), 0)::float8 as seconds from task t
    where t.workspace_id = ${workspace} and t.state = 'done' and t.channel = 'phone' and ${known} and ${took} <= ${CAP_MINUTES * 60}::int
      and t.ended_at >= ${asOf}::timestamptz - interval '8760 hours' and t.ended_at < ${asOf}`.execute(tx);
  return found.rows[0] ?? { n: 0, seconds: 0 };
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
