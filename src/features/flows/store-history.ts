import { sql } from 'kysely';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

/** `[token, node, what happened, detail, more]`: short, because every step of every run is kept. */
export type Entry = readonly [token: number, node: string, did: string, detail?: string | null, more?: unknown];

export interface StepRow {
  readonly runId: string;
  readonly step: number;
  readonly because: readonly Entry[];
}

export async function insertHistory(tx: Tx, workspace: string, now: Date, rows: readonly StepRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into flow_history (workspace_id, run_id, step, at, because)
    select ${workspace}, u.run_id, u.step, ${now}::timestamptz, u.because
    from unnest(${plainArrayOf(rows, (row) => row.runId)}::text[], ${arrayOf(rows, (row) => row.step)}::int[],
      ${jsonArrayOf(rows, (row) => row.because)}::jsonb[]) as u (run_id, step, because)`.execute(tx);
}

export interface Counted {
  readonly flow: string;
  readonly version: number;
  readonly node: string;
  readonly entered: number;
  readonly done: number;
  readonly cancelled: number;
}

/** Adds to one shard of the counters. */
export async function addCounts(tx: Tx, workspace: string, shard: number, rows: readonly Counted[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into flow_node_stat as s (workspace_id, flow, version, node, shard, entered, done, cancelled)
    select ${workspace}, u.flow, u.version, u.node, ${shard}::smallint, u.entered, u.done, u.cancelled
    from unnest(${arrayOf(rows, (row) => row.flow)}::text[], ${arrayOf(rows, (row) => row.version)}::int[],
      ${arrayOf(rows, (row) => row.node)}::text[], ${arrayOf(rows, (row) => row.entered)}::bigint[],
      ${arrayOf(rows, (row) => row.done)}::bigint[], ${arrayOf(rows, (row) => row.cancelled)}::bigint[])
      as u (flow, version, node, entered, done, cancelled)
    order by u.flow, u.version, u.node
    on conflict (workspace_id, flow, version, node, shard) do update set entered = s.entered + excluded.entered,
      done = s.done + excluded.done, cancelled = s.cancelled + excluded.cancelled`.execute(tx);
}

export async function sumCounts(
  tx: Tx,
  workspace: string,
  flow: string,
  version: number,
): Promise<{ node: string; entered: number; done: number; cancelled: number }[]> {
  const found = await sql<{ node: string; entered: number; done: number; cancelled: number }>`
    select s.node, sum(s.entered) as entered, sum(s.done) as done, sum(s.cancelled) as cancelled from flow_node_stat s
    where s.workspace_id = ${workspace} and s.flow = ${flow} and s.version = ${version}
    group by s.node order by s.node`.execute(tx);
  return found.rows;
}

export async function findHistory(
  tx: Tx,
  workspace: string,
  runId: string,
): Promise<{ step: number; at: Date; because: Entry[] }[]> {
  const found = await sql<{ step: number; at: Date; because: Entry[] }>`
    select h.step, h.at, h.because from flow_history h
    where h.workspace_id = ${workspace} and h.run_id = ${runId} order by h.step`.execute(tx);
  return found.rows;
}
