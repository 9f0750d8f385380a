import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { DraftContent } from './contract-items.ts';

export interface DraftRow {
  readonly actor_id: string;
  readonly content: DraftContent;
  readonly saved_at: Date;
}

export async function saveDraft(
  tx: Tx,
  workspace: string,
  taskId: string,
  actor: string,
  content: DraftContent,
  now: Date,
): Promise<void> {
  await sql`
    insert into task_draft (workspace_id, task_id, actor_id, content, saved_at)
    values (${workspace}, ${taskId}, ${actor}, ${JSON.stringify(content)}::jsonb, ${now})
    on conflict (workspace_id, task_id, actor_id) do update set content = excluded.content, saved_at = excluded.saved_at`.execute(
    tx,
  );
}

/** Her own, else the latest of anybody: what a colleague typed before she handed the task on. */
export async function findDraft(tx: Tx, workspace: string, taskId: string, actor: string): Promise<DraftRow | null> {
  const found = await sql<DraftRow>`
    select d.actor_id, d.content, d.saved_at from task_draft d where d.workspace_id = ${workspace} and d.task_id = ${taskId}
    order by (d.actor_id = ${actor}) desc, d.saved_at desc limit 1`.execute(tx);
  return found.rows[0] ?? null;
}

export async function deleteDrafts(tx: Tx, workspace: string, taskId: string): Promise<void> {
  await sql`delete from task_draft where workspace_id = ${workspace} and task_id = ${taskId}`.execute(tx);
}
