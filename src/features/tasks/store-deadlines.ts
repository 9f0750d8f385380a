/** What time brings: reminders and escalations, claimed in batches. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { TASK, type TaskRow } from './store.ts';

export interface Overdue {
  readonly task_id: string;
  readonly customer_id: string;
  readonly playbook: string | null;
  readonly run_id: string | null;
  readonly node: string | null;
  readonly assignee_id: string | null;
  readonly team_id: string | null;
  readonly opened_at: Date;
}

const OVERDUE = sql`t.task_id, t.customer_id, t.playbook, t.run_id, t.node, t.assignee_id, t.team_id, t.opened_at`;

/** Marks as reminded what nobody has accepted, at most `limit` at once; what another process works on is passed over. */
export async function claimReminders(tx: Tx, workspace: string, now: Date, limit: number): Promise<Overdue[]> {
  const found = await sql<Overdue>`
    with due as materialized (
      select d.task_id from task d
      where d.workspace_id = ${workspace} and d.state = 'open' and d.reminded_at is null and d.remind_at <= ${now}
      order by d.remind_at, d.task_id limit ${limit} for update skip locked
    )
    update task t set reminded_at = ${now}, revision = t.revision + 1, updated_at = ${now}
    from due where t.workspace_id = ${workspace} and t.task_id = due.task_id
    returning ${OVERDUE}`.execute(tx);
  return found.rows;
}

export async function claimEscalations(tx: Tx, workspace: string, now: Date, limit: number): Promise<Overdue[]> {
  const found = await sql<Overdue>`
    with due as materialized (
      select d.task_id from task d
      where d.workspace_id = ${workspace} and d.state = 'open' and d.escalated_at is null and d.escalate_at <= ${now}
      order by d.escalate_at, d.task_id limit ${limit} for update skip locked
    )
    update task t set escalated_at = ${now}, revision = t.revision + 1, updated_at = ${now}
    from due where t.workspace_id = ${workspace} and t.task_id = due.task_id
    returning ${OVERDUE}`.execute(tx);
  return found.rows;
}

export async function setSuperiors(
  tx: Tx,
  workspace: string,
  rows: readonly { readonly taskId: string; readonly superior: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update task t set escalated_to = k.superior
    from unnest(${rows.map((row) => row.taskId)}::text[], ${rows.map((row) => row.superior)}::text[]) as k (task_id, superior)
    where t.workspace_id = ${workspace} and t.task_id = k.task_id`.execute(tx);
}

/** Live tasks of people who work here no more, theirs to do or to answer for; what another process works on is passed over. */
export async function claimLeft(tx: Tx, workspace: string, limit: number): Promise<TaskRow[]> {
  const found = await sql<TaskRow>`
    with gone as materialized (select member_id from member where workspace_id = ${workspace} and not active)
    select ${TASK} from task t
    where t.workspace_id = ${workspace} and t.state in ('open', 'accepted')
      and (t.assignee_id in (select member_id from gone) or t.escalated_to in (select member_id from gone))
    order by t.task_id limit ${limit} for update of t skip locked`.execute(tx);
  return found.rows;
}

/** How many live tasks each superior answers for. */
export async function countEscalated(tx: Tx, workspace: string): Promise<Map<string, number>> {
  const found = await sql<{ escalated_to: string; n: number }>`
    select t.escalated_to, count(*) as n from task t
    where t.workspace_id = ${workspace} and t.escalated_to is not null and t.state in ('open', 'accepted') group by t.escalated_to`.execute(
    tx,
  );
  return new Map(found.rows.map((row) => [row.escalated_to, row.n]));
}

/** The first moment after `after` at which something reminds or escalates. */
export async function nextDeadline(tx: Tx, workspace: string, after: Date): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`
    select least(
      (select min(r.remind_at) from task r where r.workspace_id = ${workspace} and r.state = 'open' and r.reminded_at is null
        and r.remind_at > ${after}),
      (select min(e.escalate_at) from task e where e.workspace_id = ${workspace} and e.state = 'open' and e.escalated_at is null
        and e.escalate_at > ${after})
    ) as at`.execute(tx);
  return found.rows[0]?.at ?? null;
}
