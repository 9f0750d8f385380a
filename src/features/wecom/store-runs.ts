import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface RunRow {
  readonly run_id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly started_by: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly place: unknown;
  readonly contacts: number;
  readonly added: number;
  readonly matched: number;
  readonly lost: number;
  readonly tags_in: number;
  readonly tags_out: number;
  readonly error: string | null;
}

const columns = sql.raw(
  'run_id, state, started_by, started_at, ended_at, place, contacts, added, matched, lost, tags_in, tags_out, error',
);

/** False when one is going on: there is one at a time. */
export async function insertRun(
  tx: Tx,
  workspace: string,
  run: { readonly run_id: string; readonly by: string; readonly place: unknown; readonly now: Date },
): Promise<boolean> {
  const done = await sql`
    insert into wecom_run (workspace_id, run_id, state, started_by, started_at, moved_at, place)
    values (${workspace}, ${run.run_id}, 'running', ${run.by}, ${run.now}, ${run.now}, ${JSON.stringify(run.place)}::jsonb)
    on conflict (workspace_id) where ended_at is null do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function findRunning(tx: Tx, workspace: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    select ${columns} from wecom_run where workspace_id = ${workspace} and ended_at is null for update`.execute(tx);
  return rows[0] ?? null;
}

export async function listRuns(tx: Tx, workspace: string, limit: number): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${columns} from wecom_run where workspace_id = ${workspace} order by started_at desc, run_id desc limit ${limit}`.execute(
    tx,
  );
  return rows;
}

export interface Progress {
  readonly place: unknown;
  readonly contacts: number;
  readonly added: number;
  readonly matched: number;
  readonly lost: number;
  readonly tags_in: number;
  readonly tags_out: number;
}

/** What a step brought, where it stands, and whether that was all. */
export async function moveRun(
  tx: Tx,
  workspace: string,
  run: string,
  step: Progress & { ended: boolean; now: Date },
): Promise<void> {
  await sql`
    update wecom_run set place = ${JSON.stringify(step.place)}::jsonb, moved_at = ${step.now}, error = null,
      contacts = contacts + ${step.contacts}, added = added + ${step.added}, matched = matched + ${step.matched},
      lost = lost + ${step.lost}, tags_in = tags_in + ${step.tags_in}, tags_out = tags_out + ${step.tags_out},
      state = case when ${step.ended}::boolean then 'done' else state end,
      ended_at = case when ${step.ended}::boolean then ${step.now}::timestamptz end
    where workspace_id = ${workspace} and run_id = ${run} and ended_at is null`.execute(tx);
}

/** It stays where it stands and goes on from there, unless it is given up. */
export async function noteRunError(
  tx: Tx,
  workspace: string,
  run: string,
  end: { error: string; giveUp: boolean; now: Date },
): Promise<void> {
  await sql`
    update wecom_run set error = ${end.error}, moved_at = ${end.now},
      state = case when ${end.giveUp}::boolean then 'failed' else state end,
      ended_at = case when ${end.giveUp}::boolean then ${end.now}::timestamptz end
    where workspace_id = ${workspace} and run_id = ${run} and ended_at is null`.execute(tx);
}

/** Whether a reading is due: one that stands still since `still`, or none since `since`. */
export async function runDue(
  tx: Tx,
  workspace: string,
  at: { still: Date; since: Date },
): Promise<'go on' | 'begin' | null> {
  const { rows } = await sql<{ stuck: boolean; any: boolean; latest: Date | null }>`
    select coalesce(bool_or(ended_at is null and moved_at <= ${at.still}), false) as stuck,
      coalesce(bool_or(ended_at is null), false) as any, max(started_at) as latest
    from wecom_run where workspace_id = ${workspace}`.execute(tx);
  const [row] = rows;
  if (row?.stuck) return 'go on';
  return !row?.any && (!row?.latest || row.latest < at.since) ? 'begin' : null;
}
