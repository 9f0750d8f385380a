import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** A live task that somebody has to take up: just opened, or just handed to the superior. */
export interface WaitingTask {
  readonly task_id: string;
  readonly customer_id: string;
  readonly playbook: string | null;
  readonly version: number | null;
  readonly form: string | null;
  readonly assignee_id: string | null;
  readonly escalated_to: string | null;
  readonly opened_at: Date;
  readonly escalated_at: Date | null;
}

/** Those opened or escalated in (since, until] and not accepted yet. */
export async function findWaiting(tx: Tx, workspace: string, since: Date, until: Date): Promise<WaitingTask[]> {
  const { rows } = await sql<WaitingTask>`
    select task_id, customer_id, playbook, version, form, assignee_id, escalated_to, opened_at, escalated_at from task
    where workspace_id = ${workspace} and state = 'open'
      and ((opened_at > ${since} and opened_at <= ${until}) or (escalated_at > ${since} and escalated_at <= ${until}))
    order by opened_at, task_id`.execute(tx);
  return rows;
}
