import type { Runtime } from '../runtime.ts';

/** Jobs of a workspace that could run now or are running, but for those of one task. Jobs that wait for their next try are not counted. */
export async function countWaitingJobs(runtime: Runtime, workspace: string, butTask: string): Promise<number> {
  const found = await runtime.db.owner.query<{ n: string }>(
    `select count(*) as n from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     where j.payload ->> 'workspace' = $1 and t.identifier <> $2 and j.run_at <= $3 and j.attempts < j.max_attempts`,
    [workspace, butTask, new Date()],
  );
  return Number(found.rows[0]?.n ?? 0);
}
