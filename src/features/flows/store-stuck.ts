import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { TokenKey } from './store-waits.ts';

/** What could not be done for a token: to act, to decide a branch, to find a moment. */
export type StuckCommand = 'act' | 'decide' | 'timer';

export interface StuckRow extends TokenKey {
  readonly node: string;
  readonly command: StuckCommand;
  readonly error: string;
}

/** One that is stuck again keeps since when. */
export async function saveStuck(tx: Tx, workspace: string, now: Date, rows: readonly StuckRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into flow_stuck as s (workspace_id, run_id, token, node, command, error, since, tries)
    select ${workspace}, u.run_id, u.token, u.node, u.command, u.error, ${now}::timestamptz, 1
    from unnest(${plainArrayOf(rows, (row) => row.runId)}::text[], ${arrayOf(rows, (row) => row.token)}::int[],
      ${arrayOf(rows, (row) => row.node)}::text[], ${arrayOf(rows, (row) => row.command)}::text[],
      ${arrayOf(rows, (row) => row.error)}::text[]) as u (run_id, token, node, command, error)
    order by u.run_id, u.token
    on conflict (workspace_id, run_id, token) do update set error = excluded.error, tries = s.tries + excluded.tries`.execute(
    tx,
  );
}

export async function stuckOf(
  tx: Tx,
  workspace: string,
  runs: readonly string[],
): Promise<{ run_id: string; token: number; command: StuckCommand }[]> {
  const found = await sql<{ run_id: string; token: number; command: StuckCommand }>`
    select s.run_id, s.token, s.command from flow_stuck s
    where s.workspace_id = ${workspace} and s.run_id = any(${plainArrayOf(runs, (id) => id)}::text[])`.execute(tx);
  return found.rows;
}

export interface StuckDetail {
  readonly token: number;
  readonly node: string;
  readonly error: string;
  readonly since: Date;
  readonly tries: number;
}

export async function stuckDetails(tx: Tx, workspace: string, run: string): Promise<StuckDetail[]> {
  const found = await sql<StuckDetail>`
    select s.token, s.node, s.error, s.since, s.tries from flow_stuck s
    where s.workspace_id = ${workspace} and s.run_id = ${run} order by s.token`.execute(tx);
  return found.rows;
}

export async function deleteStuck(tx: Tx, workspace: string, rows: readonly TokenKey[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    delete from flow_stuck s
    using unnest(${plainArrayOf(rows, (row) => row.runId)}::text[], ${arrayOf(rows, (row) => row.token)}::int[]) as u (run_id, token)
    where s.workspace_id = ${workspace} and s.run_id = u.run_id and s.token = u.token`.execute(tx);
}
