/** Sums by day: what people did. Each statement makes the days anew that it is asked for. */
import { type RawBuilder, sql } from 'kysely';
import { plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import { STAGES } from './contract-stages.ts';

export interface Span {
  readonly workspace: string;
  readonly zone: string;
  readonly now: Date;
  /** Days YYYY-MM-DD, both included, and the moments they begin and end at. */
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
}

const COLUMNS = sql`workspace_id, day, measure, playbook, segment, channel, person, team, script, arm, n, k, sum, sumsq`;
export const DAY = sql`interval '24 hours'`;

const array = (days: readonly string[]): string => plainArrayOf(days, (day) => day);

export async function forgetDays(tx: Tx, workspace: string, measures: readonly string[], from: string, to: string) {
  await sql`delete from indicator_day i where i.workspace_id = ${workspace} and i.measure = any(${[...measures]}::text[])
    and i.day between ${from}::date and ${to}::date`.execute(tx);
}

export async function forgetListed(tx: Tx, workspace: string, measures: readonly string[], days: readonly string[]) {
  await sql`delete from indicator_day i where i.workspace_id = ${workspace} and i.measure = any(${[...measures]}::text[])
    and i.day = any(${array(days)}::date[])`.execute(tx);
}

const dims = sql`f.playbook, f.segment, f.channel, f.person, f.team, f.script`;

/** Due in the day and due by now; `k` were done in time, `sum` late. What was cancelled was not to be done any more. */
export async function sumPlan(tx: Tx, workspace: string, days: readonly string[], now: Date): Promise<void> {
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, f.due_day, 'plan', ${dims}, '', count(*), count(*) filter (where f.state = 'done' and f.closed_at <= f.due_at),
      count(*) filter (where f.state = 'done' and f.closed_at > f.due_at), 0
    from follow_up f
    where f.workspace_id = ${workspace} and f.due_day = any(${array(days)}::date[]) and f.due_at <= ${now} and f.state <> 'cancelled'
    group by f.due_day, ${dims}`.execute(tx);
}

/** Stage by stage and as a whole, in working time (`accept`) and as the clock runs (`accept_c`), ms. */
export async function sumStages(tx: Tx, workspace: string, days: readonly string[]): Promise<void> {
  const values = sql.join(
    STAGES.flatMap((stage) => [
      sql`(${sql.lit(stage)}, ${sql.ref(`f.${stage}_work_ms`)})`,
      sql`(${sql.lit(`${stage}_c`)}, ${sql.ref(`f.${stage}_ms`)})`,
    ]),
  );
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, f.closed_day, v.measure, ${dims}, '', count(*), 0, sum(v.ms::float8), sum(v.ms::float8 * v.ms::float8)
    from follow_up f
    cross join lateral (values ${values},
      ('total', f.accept_work_ms + f.contact_work_ms + f.answer_work_ms + f.close_work_ms),
      ('total_c', f.accept_ms + f.contact_ms + f.answer_ms + f.close_ms),
      ('first', f.accept_work_ms + f.contact_work_ms), ('first_c', f.accept_ms + f.contact_ms)) v(measure, ms)
    where f.workspace_id = ${workspace} and f.closed_day = any(${array(days)}::date[]) and f.state = 'done' and v.ms is not null
    group by f.closed_day, v.measure, ${dims}`.execute(tx);
}

export async function sumAnswered(tx: Tx, workspace: string, days: readonly string[]): Promise<void> {
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, f.closed_day, 'answered', ${dims}, '', count(*), count(*) filter (where f.answered_at is not null), 0, 0
    from follow_up f
    where f.workspace_id = ${workspace} and f.closed_day = any(${array(days)}::date[]) and f.state = 'done'
    group by f.closed_day, ${dims}`.execute(tx);
}

/** Whether a closed one was closed for good: a condition over `f`. */
export function resolvedSql(workspace: string, wait: number): RawBuilder<boolean> {
  const until = sql`f.closed_at + ${wait}::int * ${DAY}`;
  return sql<boolean>`(f.reopened = 0 and f.next_steps = 0
    and not exists (select 1 from follow_up g where g.workspace_id = ${workspace} and g.customer_id = f.customer_id and g.playbook = f.playbook
      and g.task_id <> f.task_id and g.state <> 'cancelled' and g.opened_at > f.closed_at and g.opened_at <= ${until})
    and not exists (select 1 from event v where v.workspace_id = ${workspace} and v.customer_id = f.customer_id and v.type = 'complaint'
      and v.occurred_at > f.closed_at and v.occurred_at <= ${until})
    and not exists (select 1 from response r where r.workspace_id = ${workspace} and r.customer_id = f.customer_id
      and r.completed_at > f.closed_at and r.completed_at <= ${until} and 'complaint' = any(r.signals)))`;
}

/** Of those talked to and closed; what may still come back is not judged yet (`first_time_pending`). */
export async function sumFirstTime(tx: Tx, workspace: string, days: readonly string[], now: Date, wait: number) {
  const judged = sql`f.closed_at + ${wait}::int * ${DAY} <= ${now}`;
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, f.closed_day, case when ${judged} then 'first_time' else 'first_time_pending' end, ${dims}, '', count(*),
      count(*) filter (where ${judged} and ${resolvedSql(workspace, wait)}), 0, 0
    from follow_up f
    where f.workspace_id = ${workspace} and f.closed_day = any(${array(days)}::date[]) and f.state = 'done' and f.result = 'done'
    group by 2, 3, ${dims}`.execute(tx);
}

/** Why somebody in the treatment arm was not followed up; a condition per reason, the first that holds counts. */
export function coverageSql({ workspace, now, start, end }: Omit<Span, 'from' | 'to'>): RawBuilder<unknown> {
  const ofTask = sql`from task t where t.workspace_id = ${workspace} and t.customer_id = e.customer_id and t.playbook = e.subject and t.epoch = e.epoch`;
  const ofMessage = sql`from message g where g.workspace_id = ${workspace} and g.customer_id = e.customer_id and g.playbook = e.subject and g.epoch = e.epoch`;
  const reason = (...names: string[]) => sql`exists (select 1 ${ofMessage} and g.reason = any(${names}::text[]))`;
  return sql`
    select e.customer_id, e.subject as playbook, e.segment, e.entered_at, case
      when e.arm = 'control' then 'control'
      when exists (select 1 ${ofTask} and t.state = 'done' and t.result in ('done', 'refused')) then 'followed'
      when exists (select 1 from message g join delivery d on d.workspace_id = ${workspace} and d.message_id = g.message_id
        and d.contacted_at is not null where g.workspace_id = ${workspace} and g.customer_id = e.customer_id and g.playbook = e.subject
        and g.epoch = e.epoch) then 'followed'
      when exists (select 1 ${ofTask} and t.state in ('open', 'accepted') and t.due_at <= ${now}) then 'late'
      when exists (select 1 ${ofTask} and t.state in ('open', 'accepted')) then 'waiting'
      when exists (select 1 ${ofTask} and t.state = 'done' and t.result in ('unreachable', 'wrong_number')) then 'unreachable'
      when exists (select 1 ${ofTask} and (t.state = 'cancelled' or t.result = 'not_needed')) then 'not_needed'
      when ${reason('optOut', 'consent', 'blocked')} then 'consent'
      when ${reason('address', 'recipient', 'channel')} then 'address'
      when ${reason('frequency', 'gap', 'duplicate', 'budget', 'rest', 'sample', 'quota')} then 'limits'
      when exists (select 1 ${ofMessage} and g.state = 'waiting') then 'waiting'
      when exists (select 1 ${ofMessage}) then 'failed'
      else 'nothing' end as outcome
    from enrolment e
    where e.workspace_id = ${workspace} and e.entered_at >= ${start} and e.entered_at < ${end}`;
}

/** `covered`: wanted and followed, the control group apart; `why_…`: how many of each reason. */
export async function sumCoverage(tx: Tx, span: Span): Promise<void> {
  const { workspace, zone } = span;
  await sql`
    with person as materialized (select c.*, (c.entered_at at time zone ${zone})::date as day from (${coverageSql(span)}) c)
    insert into indicator_day (${COLUMNS})
    select ${workspace}, p.day, 'covered', p.playbook, p.segment, '', '', '', '', '', count(*), count(*) filter (where p.outcome = 'followed'), 0, 0
    from person p where p.outcome <> 'control' group by p.day, p.playbook, p.segment
    union all
    select ${workspace}, p.day, 'why_' || p.outcome, p.playbook, p.segment, '', '', '', '', '', count(*), 0, 0, 0
    from person p where p.outcome <> 'followed' group by p.day, p.outcome, p.playbook, p.segment`.execute(tx);
}
