/** Sums by day: what customers did. Orders and contracts count for the person and the team of their customer. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Params } from './contract-definitions.ts';
import { DAY, type Span } from './store-days.ts';

const COLUMNS = sql`workspace_id, day, measure, playbook, segment, channel, person, team, script, arm, n, k, sum, sumsq`;

const whose = sql`coalesce(c.owner_id, '') as person, coalesce(c.team_id, '') as team`;
const customerOf = (workspace: string, customer: string): RawBuilder<unknown> =>
  sql`join customer c on c.workspace_id = ${workspace} and c.customer_id = ${sql.ref(customer)}`;

/** The contract that took the place of `o`, by its definition: a lateral row or none. */
export function renewedBySql(workspace: string, { early, grace, sameName }: Params['renewal']): RawBuilder<unknown> {
  return sql`select x.contract_id, x.starts_on, coalesce(x.amount, 0) as amount from contract x
    where x.workspace_id = ${workspace} and x.customer_id = o.customer_id and x.contract_id <> o.contract_id
      and x.starts_on >= o.ends_on - ${early}::int and x.starts_on <= o.ends_on + ${grace}::int
      and (x.ends_on is null or x.ends_on > o.ends_on) ${sameName ? sql`and x.name is not distinct from o.name` : sql``}
    order by x.starts_on, x.contract_id limit 1`;
}

/** By the last day of the contract. `today` in the zone of the workspace. */
export async function sumRenewal(tx: Tx, span: Span, today: string, params: Params['renewal']): Promise<void> {
  const { workspace, from, to } = span;
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, q.ends_on, case when q.ends_on + ${params.grace}::int < ${today}::date then 'renewal' else 'renewal_pending' end,
      '', '', '', q.person, q.team, '', '', count(*), count(q.contract_id), coalesce(sum(q.amount), 0)::float8,
      coalesce(sum(q.amount * q.amount), 0)::float8
    from (select o.ends_on, ${whose}, n.contract_id, n.amount from contract o ${customerOf(workspace, 'o.customer_id')}
      left join lateral (${renewedBySql(workspace, params)}) n on true
      where o.workspace_id = ${workspace} and o.ends_on between ${from}::date and ${to}::date and o.ends_on < ${today}::date) q
    group by 2, 3, q.person, q.team`.execute(tx);
}

/** Orders of the day; `k` and the sums are those of customers who had bought before. Refunds apart, by when they were given. */
export async function sumRepurchase(tx: Tx, { workspace, zone, start, end }: Span): Promise<void> {
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, (q.at at time zone ${zone})::date, q.measure, '', '', '', q.person, q.team, '', '', count(*),
      count(*) filter (where q.again), coalesce(sum(q.amount) filter (where q.again), 0), coalesce(sum(q.amount * q.amount) filter (where q.again), 0)
    from (select o.ordered_at as at, o.amount::float8 as amount, case when o.amount > 0 then 'repurchase' else 'refund' end as measure, ${whose},
        coalesce(s.first_at < o.ordered_at, false) as again
      from customer_order o ${customerOf(workspace, 'o.customer_id')}
      left join customer_event_stat s on s.workspace_id = ${workspace} and s.customer_id = o.customer_id and s.type = 'purchase'
      where o.workspace_id = ${workspace} and o.ordered_at >= ${start} and o.ordered_at < ${end} and o.amount <> 0) q
    group by 2, 3, q.person, q.team`.execute(tx);
}

/** Of `q` (customer_id, from_at): what she bought in the days after. */
const boughtSql = (workspace: string, days: number): RawBuilder<unknown> =>
  sql`select count(*) filter (where b.amount > 0) as orders, coalesce(sum(b.amount), 0)::float8 as amount from customer_order b
    where b.workspace_id = ${workspace} and b.customer_id = q.customer_id and b.ordered_at > q.from_at
      and b.ordered_at <= q.from_at + ${days}::int * ${DAY}`;

/** Answers that told a purchase intent of the level: a sale uncovered. `k` bought within the window. */
export async function sumOpportunities(tx: Tx, span: Span, { intent, window }: Params['opportunity']): Promise<void> {
  const { workspace, zone, start, end, now } = span;
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, (q.from_at at time zone ${zone})::date,
      case when q.from_at + ${window}::int * ${DAY} <= ${now} then 'opportunity' else 'opportunity_pending' end,
      q.playbook, q.segment, q.channel, q.person, q.team, q.script, '', count(*), count(*) filter (where b.orders > 0),
      coalesce(sum(b.amount) filter (where b.orders > 0), 0), 0
    from (select r.customer_id, r.completed_at as from_at, case when r.playbook = '-' then '' else r.playbook end as playbook,
        coalesce(f.segment, '') as segment, coalesce(r.channel, '') as channel, coalesce(f.person, '') as person,
        coalesce(f.team, c.team_id, '') as team, coalesce(f.script, '') as script
      from response r ${customerOf(workspace, 'r.customer_id')}
      left join follow_up f on f.workspace_id = ${workspace} and f.task_id = r.response_key
      where r.workspace_id = ${workspace} and r.completed_at >= ${start} and r.completed_at < ${end} and r.intent >= ${intent}::int) q
    cross join lateral (${boughtSql(workspace, window)}) b
    group by 2, 3, q.playbook, q.segment, q.channel, q.person, q.team, q.script`.execute(tx);
}

/** Who was active before the window that ends with the moment `end`, and bought nothing in it. */
export function activeSql(workspace: string, end: Date, { active, window }: Params['churn']): RawBuilder<unknown> {
  const begins = sql`${end}::timestamptz - ${window}::int * ${DAY}`;
  return sql`
    select o.customer_id, max(o.ordered_at) as last_at, not bool_or(o.ordered_at >= ${begins}) as churned
    from customer_order o
    where o.workspace_id = ${workspace} and o.amount > 0 and o.ordered_at >= ${begins} - ${active}::int * ${DAY} and o.ordered_at < ${end}
    group by o.customer_id having bool_or(o.ordered_at < ${begins})`;
}

/** A picture of the end of the day `day`. Pictures do not add up over days: the last one of a period is its figure. */
export async function sumChurn(
  tx: Tx,
  workspace: string,
  day: string,
  end: Date,
  params: Params['churn'],
): Promise<void> {
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, ${day}::date, 'churn', '', '', '', ${sql`coalesce(c.owner_id, '')`}, ${sql`coalesce(c.team_id, '')`}, '', '',
      count(*), count(*) filter (where a.churned), 0, 0
    from (${activeSql(workspace, end, params)}) a ${customerOf(workspace, 'a.customer_id')}
    group by 7, 8`.execute(tx);
}

/**
 * Both arms of every playbook alike, each customer in her own window after entry, matured ones only: by the day of entry. Of customers who had
 * bought within the days before (`compare_churn`: bought nothing; `compare_repurchase`: bought again, and for how much), and of those whose
 * contract ended in the window (`compare_renewal`).
 */
export async function sumArms(tx: Tx, span: Span, today: string, params: Params): Promise<void> {
  const { workspace, zone, start, end, now } = span;
  const { active, window } = params.churn;
  const day = sql`(q.from_at at time zone ${zone})::date`;
  await sql`
    with q as materialized (
      select e.customer_id, e.subject as playbook, e.segment, e.arm, e.entered_at as from_at from enrolment e
      where e.workspace_id = ${workspace} and e.entered_at >= ${start} and e.entered_at < ${end}
        and e.entered_at + ${window}::int * ${DAY} <= ${now}
        and exists (select 1 from customer_order p where p.workspace_id = ${workspace} and p.customer_id = e.customer_id and p.amount > 0
          and p.ordered_at < e.entered_at and p.ordered_at >= e.entered_at - ${active}::int * ${DAY})
    ), person as materialized (select q.*, ${day} as day, b.orders, b.amount from q cross join lateral (${boughtSql(workspace, window)}) b)
    insert into indicator_day (${COLUMNS})
    select ${workspace}, p.day, 'compare_churn', p.playbook, p.segment, '', '', '', '', p.arm, count(*), count(*) filter (where p.orders = 0), 0, 0
    from person p group by p.day, p.playbook, p.segment, p.arm
    union all
    select ${workspace}, p.day, 'compare_repurchase', p.playbook, p.segment, '', '', '', '', p.arm, count(*), count(*) filter (where p.orders > 0),
      sum(p.amount), sum(p.amount * p.amount)
    from person p group by p.day, p.playbook, p.segment, p.arm`.execute(tx);
  await sql`
    insert into indicator_day (${COLUMNS})
    select ${workspace}, q.day, 'compare_renewal', q.playbook, q.segment, '', '', '', '', q.arm, count(*), count(*) filter (where q.renewed), 0, 0
    from (
      select e.customer_id, e.subject as playbook, e.segment, e.arm, (e.entered_at at time zone ${zone})::date as day, bool_or(n.contract_id is not null) as renewed
      from enrolment e
      join contract o on o.workspace_id = ${workspace} and o.customer_id = e.customer_id
        and o.ends_on >= (e.entered_at at time zone ${zone})::date and o.ends_on <= (e.entered_at at time zone ${zone})::date + ${window}::int
      left join lateral (${renewedBySql(workspace, params.renewal)}) n on true
      where e.workspace_id = ${workspace} and e.entered_at >= ${start} and e.entered_at < ${end}
        and (e.entered_at at time zone ${zone})::date + ${window + params.renewal.grace}::int < ${today}::date
      group by e.customer_id, e.subject, e.segment, e.arm, e.entered_at) q
    group by q.day, q.playbook, q.segment, q.arm`.execute(tx);
}
