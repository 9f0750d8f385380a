/** Contacts and answers of the enrolled, each in her own window, matured customers only. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Frame } from './store.ts';

const DAY = sql`interval '24 hours'`;

function matured({ workspace, subject, epoch, asOf, windowDays, refundDays }: Frame): RawBuilder<unknown> {
  return sql`
    select m.customer_id, m.arm, m.entered_at, m.entered_at + ${windowDays}::int * ${DAY} as ends_at from enrolment m
    where m.workspace_id = ${workspace} and m.subject = ${subject} and m.epoch = ${epoch}
      and m.entered_at <= ${asOf}::timestamptz - ${windowDays + refundDays}::int * ${DAY}`;
}

export interface ContactSums {
  readonly arm: 'treatment' | 'control';
  /**
   * Customers contacted by anything: a message handed over, a task done. What others do after she has reached the goal (asking how her
   * purchase was) cannot have brought her there and is left out.
   */
  readonly contacted: number;
  /** Contacts by this playbook and epoch. */
  readonly contacts: number;
  /** Net revenue in the window of those this playbook contacted. */
  readonly attributed: number;
}

export async function sumContacts(tx: Tx, frame: Frame): Promise<ContactSums[]> {
  const { workspace, subject, epoch } = frame;
  const found = await sql<ContactSums>`
    with person as materialized (${matured(frame)}),
    hit as (
      select p.customer_id, min(ev.occurred_at) as at from person p
      join event ev on ev.workspace_id = ${workspace} and ev.customer_id = p.customer_id and ev.type = ${frame.goal}
        and ev.occurred_at >= p.entered_at and ev.occurred_at < p.ends_at and ev.occurred_at < ${frame.asOf}
      group by p.customer_id
    ), contact as (
      select p.customer_id, d.contacted_at as at, coalesce(msg.playbook = ${subject} and msg.epoch = ${epoch}::int, false) as ours
      from person p
      join delivery d on d.workspace_id = ${workspace} and d.customer_id = p.customer_id
        and d.contacted_at >= p.entered_at and d.contacted_at < p.ends_at
      join message msg on msg.workspace_id = ${workspace} and msg.message_id = d.message_id
      union all
      select p.customer_id, t.ended_at as at, coalesce(t.playbook = ${subject} and t.epoch = ${epoch}::int, false) as ours
      from person p
      join task t on t.workspace_id = ${workspace} and t.customer_id = p.customer_id and t.state = 'done'
        and t.ended_at >= p.entered_at and t.ended_at < p.ends_at
    ), touched as (
      select c.customer_id, count(*) filter (where c.ours) as ours from contact c
      left join hit on hit.customer_id = c.customer_id
      where c.ours or hit.at is null or c.at < hit.at
      group by c.customer_id
    ), bought as (
      select p.customer_id, sum(ev.amount) as net from person p
      join touched on touched.customer_id = p.customer_id and touched.ours > 0
      join event ev on ev.workspace_id = ${workspace} and ev.customer_id = p.customer_id and ev.type in ('purchase', 'refund')
        and ev.occurred_at >= p.entered_at and ev.occurred_at < p.ends_at and ev.occurred_at < ${frame.asOf}
      group by p.customer_id
    )
    select p.arm, count(touched.customer_id)::int as contacted, coalesce(sum(touched.ours), 0)::int as contacts,
      coalesce(sum(bought.net), 0)::float8 as attributed
    from person p left join touched on touched.customer_id = p.customer_id left join bought on bought.customer_id = p.customer_id
    group by p.arm`.execute(tx);
  return found.rows;
}

export interface ScoreSums {
  readonly metric: string;
  readonly arm: 'treatment' | 'control';
  readonly score: number;
  readonly n: number;
}

/** The latest answer of each customer in her window, whoever asked: the same question to both arms. */
export async function sumScores(tx: Tx, frame: Frame): Promise<ScoreSums[]> {
  const { workspace, asOf } = frame;
  const found = await sql<ScoreSums>`
    select metric, arm, score::float8 as score, count(*)::int as n from (
      select distinct on (r.metric, p.customer_id) r.metric, p.arm, r.score
      from (${matured(frame)}) p
      join metric_reading r on r.workspace_id = ${workspace} and r.customer_id = p.customer_id and r.dimension = ''
        and r.answered_at >= p.entered_at and r.answered_at < p.ends_at and r.answered_at < ${asOf}
      order by r.metric, p.customer_id, r.answered_at desc, r.response_id desc
    ) latest group by metric, arm, score order by metric, arm, score`.execute(tx);
  return found.rows;
}
