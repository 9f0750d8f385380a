import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface RunRow {
  readonly run_id: string;
  readonly reason: string;
  readonly after_customer: string;
  readonly done: number;
  readonly moved: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

/** A new run takes the place of the one before, finished or not. */
export async function saveRun(tx: Tx, workspace: string, run: RunRow): Promise<void> {
  await sql`insert into class_run (workspace_id, run_id, reason, after_customer, done, moved, started_at, finished_at)
    values (${workspace}, ${run.run_id}, ${run.reason}, ${run.after_customer}, ${run.done}, ${run.moved}, ${run.started_at}, ${run.finished_at})
    on conflict (workspace_id) do update set run_id = excluded.run_id, reason = excluded.reason,
      after_customer = excluded.after_customer, done = excluded.done, moved = excluded.moved, started_at = excluded.started_at,
      finished_at = excluded.finished_at`.execute(tx);
}

export async function findRun(tx: Tx, workspace: string, lock = false): Promise<RunRow | null> {
  const { rows } =
    await sql<RunRow>`select run_id, reason, after_customer, done, moved, started_at, finished_at from class_run
    where workspace_id = ${workspace} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/** Customers with answers, by id, after `after`. */
export async function answeringAfter(tx: Tx, workspace: string, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`select distinct customer_id from metric_reading
    where workspace_id = ${workspace} and customer_id > ${after} and dimension = '' order by customer_id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => row.customer_id);
}

export async function hasReadings(tx: Tx, workspace: string): Promise<boolean> {
  const { rows } = await sql`select 1 from metric_reading where workspace_id = ${workspace} limit 1`.execute(tx);
  return rows.length > 0;
}
