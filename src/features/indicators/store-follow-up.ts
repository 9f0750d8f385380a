/** Tasks with the moments of their life, read in batches and kept side by side. */
import { sql } from 'kysely';
import { arrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Stage } from './contract-stages.ts';

export interface ChangedTask {
  readonly task_id: string;
  readonly updated_at: Date;
}

/** In the order of their change; who was changed in the moment where reading stopped is read again. */
export async function changedTasks(tx: Tx, workspace: string, since: Date | null, limit: number) {
  const found = await sql<ChangedTask>`
    select t.task_id, t.updated_at from task t
    where t.workspace_id = ${workspace} ${since ? sql`and t.updated_at >= ${since}` : sql``}
    order by t.updated_at, t.task_id limit ${limit}`.execute(tx);
  return found.rows;
}

/** All of one moment, when a batch is full of them. */
export async function changedAt(tx: Tx, workspace: string, at: Date): Promise<string[]> {
  const found = await sql<{ task_id: string }>`
    select t.task_id from task t where t.workspace_id = ${workspace} and t.updated_at = ${at}`.execute(tx);
  return found.rows.map((row) => row.task_id);
}

export interface TaskMoments {
  readonly task_id: string;
  readonly customer_id: string;
  readonly playbook: string;
  readonly epoch: number | null;
  readonly segment: string;
  readonly channel: string;
  readonly script: string;
  readonly person: string;
  readonly team: string;
  readonly origin: string;
  readonly state: string;
  readonly result: string | null;
  readonly reopened: number;
  readonly next_steps: number;
  readonly opened_at: Date;
  readonly accepted_at: Date | null;
  readonly contacted_at: Date | null;
  readonly answered_at: Date | null;
  readonly ended_at: Date | null;
  readonly due_at: Date;
}

/**
 * The first contact is a call begun or tried in the task, else a message of the same run after the task was opened; the answer is the filled form of
 * the task, else one the customer filled in the same run before the task ended.
 */
export async function readMoments(tx: Tx, workspace: string, ids: readonly string[]): Promise<TaskMoments[]> {
  const found = await sql<TaskMoments>`
    select t.task_id, t.customer_id, coalesce(t.playbook, '') as playbook, t.epoch, coalesce(e.segment, '') as segment, t.channel,
      coalesce(t.script, '') || case when t.variant is null then '' else '/' || t.variant end as script,
      coalesce(t.ended_by, t.assignee_id, '') as person, coalesce(t.team_id, '') as team, t.origin, t.state, t.result, t.reopened,
      (select count(*) from task n where n.workspace_id = ${workspace} and n.customer_id = t.customer_id and n.parent_id = t.task_id
        and n.state <> 'cancelled')::int as next_steps,
      t.opened_at, t.accepted_at, least(
        (select min(y.at) from task_entry y where y.workspace_id = ${workspace} and y.task_id = t.task_id and y.kind in ('dialled', 'missed')),
        (select min(d.contacted_at) from message g
          join delivery d on d.workspace_id = ${workspace} and d.message_id = g.message_id and d.contacted_at >= t.opened_at
          where g.workspace_id = ${workspace} and g.run_id = t.run_id)) as contacted_at,
      coalesce(
        (select r.completed_at from response r where r.workspace_id = ${workspace} and r.response_key = t.task_id),
        (select min(r.completed_at) from response r where r.workspace_id = ${workspace} and r.customer_id = t.customer_id
          and r.run_id = t.run_id and r.completed_at >= t.opened_at)) as answered_at,
      t.ended_at, t.due_at
    from task t
    left join enrolment e on e.workspace_id = ${workspace} and e.subject = t.playbook and e.epoch = t.epoch and e.customer_id = t.customer_id
    where t.workspace_id = ${workspace} and t.task_id = any(${[...ids]}::text[])`.execute(tx);
  return found.rows;
}

export interface FollowUpRow extends Omit<TaskMoments, 'ended_at'> {
  readonly closed_at: Date | null;
  readonly due_day: string;
  readonly closed_day: string | null;
  readonly spans: Readonly<Record<Stage, number | null>>;
  readonly work: Readonly<Record<Stage, number | null>>;
}

/** The days whose sums these rows have been part of so far. */
export async function daysOf(tx: Tx, workspace: string, ids: readonly string[]): Promise<string[]> {
  const found = await sql<{ day: string }>`
    select distinct d.day from follow_up f cross join lateral (values (f.due_day), (f.closed_day)) d(day)
    where f.workspace_id = ${workspace} and f.task_id = any(${[...ids]}::text[]) and d.day is not null`.execute(tx);
  return found.rows.map((row) => row.day);
}

/** When somebody comes back, what was closed for her before is judged anew: its days. */
export async function daysBefore(tx: Tx, workspace: string, customers: readonly string[], from: Date) {
  const found = await sql<{ day: string }>`
    select distinct f.closed_day as day from follow_up f
    where f.workspace_id = ${workspace} and f.customer_id = any(${[...customers]}::text[]) and f.opened_at >= ${from} and f.closed_day is not null`.execute(
    tx,
  );
  return found.rows.map((row) => row.day);
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export async function saveFollowUps(tx: Tx, workspace: string, rows: readonly FollowUpRow[]): Promise<void> {
  const json = JSON.stringify(
    rows.map(({ spans, work, ...row }) => ({
      ...row,
      opened_at: iso(row.opened_at),
      accepted_at: iso(row.accepted_at),
      contacted_at: iso(row.contacted_at),
      answered_at: iso(row.answered_at),
      closed_at: iso(row.closed_at),
      due_at: iso(row.due_at),
      accept_ms: spans.accept,
      contact_ms: spans.contact,
      answer_ms: spans.answer,
      close_ms: spans.close,
      accept_work_ms: work.accept,
      contact_work_ms: work.contact,
      answer_work_ms: work.answer,
      close_work_ms: work.close,
    })),
  );
  await sql`delete from follow_up f where f.workspace_id = ${workspace}
    and f.task_id = any(${arrayOf(rows, (row) => row.task_id)}::text[])`.execute(tx);
  await sql`
    insert into follow_up (workspace_id, task_id, customer_id, playbook, epoch, segment, channel, script, person, team, origin, state, result,
      reopened, next_steps, opened_at, accepted_at, contacted_at, answered_at, closed_at, due_at, due_day, closed_day,
      accept_ms, contact_ms, answer_ms, close_ms, accept_work_ms, contact_work_ms, answer_work_ms, close_work_ms)
    select ${workspace}, j.* from jsonb_to_recordset(${json}::jsonb) as j(task_id text, customer_id text, playbook text, epoch integer,
      segment text, channel text, script text, person text, team text, origin text, state text, result text, reopened integer,
      next_steps integer, opened_at timestamptz, accepted_at timestamptz, contacted_at timestamptz, answered_at timestamptz,
      closed_at timestamptz, due_at timestamptz, due_day date, closed_day date, accept_ms bigint, contact_ms bigint, answer_ms bigint,
      close_ms bigint, accept_work_ms bigint, contact_work_ms bigint, answer_work_ms bigint, close_work_ms bigint)
    order by j.task_id
    on conflict (workspace_id, task_id) do nothing`.execute(tx);
}
