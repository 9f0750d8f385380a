import { type RawBuilder, sql } from 'kysely';
import type { Run } from '../../engine/flow/index.ts';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

/** A query as a value: customers to start, made by an upstream store. */
export type Rows = RawBuilder<unknown>;

export interface RunRow {
  readonly run_id: string;
  readonly flow: string;
  readonly version: number;
  readonly digest: string;
  readonly epoch: number | null;
  readonly customer_id: string;
  /** null until its first step. */
  readonly state: Run | null;
  readonly steps: number;
  readonly stuck: boolean;
  readonly started_at: Date;
}

export interface NewRuns {
  readonly flow: string;
  readonly version: number;
  readonly epoch: number | null;
  /** The first 28 characters of an id; the number within the start follows in 8 hexadecimal digits, so that ids of one start stand together. */
  readonly prefix: string;
  readonly now: Date;
  /** Rows (customer_id, start_key). */
  readonly entries: Rows;
}

export interface FreshRun {
  readonly run_id: string;
  readonly customer_id: string;
}

/** Writes the runs in one statement; who has been started with the same key is left alone. Returns how many are new and the first `most` of them. */
export async function insertRuns(
  tx: Tx,
  workspace: string,
  runs: NewRuns,
  most: number,
): Promise<{ n: number; last: string | null; first: FreshRun[] }> {
  const found = await sql<{ n: number; last: string | null; run_id: string | null; customer_id: string | null }>`
    with entry as (
      select q.customer_id, q.start_key, row_number() over (order by q.customer_id, q.start_key) as number from (${runs.entries}) q
    ), fresh as (
      insert into flow_run (workspace_id, run_id, flow, version, epoch, customer_id, start_key, steps, stuck, started_at)
      select ${workspace}, ${runs.prefix}::text || lpad(to_hex(e.number), 8, '0'), ${runs.flow}, ${runs.version}::int, ${runs.epoch}::int,
        e.customer_id, e.start_key, 0, false, ${runs.now}::timestamptz
      from entry e
      order by e.customer_id, e.start_key
      on conflict (workspace_id, customer_id, flow, start_key) do nothing
      returning run_id, customer_id
    ), counted as (
      select count(*) as n, max(f.run_id) as last from fresh f
    )
    select k.n, k.last, f.run_id, f.customer_id from counted k
    left join (select run_id, customer_id from fresh order by run_id limit ${most}) f on true`.execute(tx);
  const { n = 0, last = null } = found.rows[0] ?? {};
  const first = found.rows.flatMap(({ run_id, customer_id }) =>
    run_id === null || customer_id === null ? [] : [{ run_id, customer_id }],
  );
  return { n, last, first };
}

const RUN = sql`
  select r.run_id, r.flow, r.version, v.digest, r.epoch, r.customer_id, r.state, r.steps, r.stuck, r.started_at
  from flow_run r join flow_version v on v.workspace_id = r.workspace_id and v.flow = r.flow and v.version = r.version`;

/** Locks live runs in the order of their ids, waiting for others who work on them. */
export async function lockRuns(tx: Tx, workspace: string, ids: readonly string[]): Promise<RunRow[]> {
  const found = await sql<RunRow>`${RUN}
    where r.workspace_id = ${workspace} and r.run_id = any(${plainArrayOf(ids, (id) => id)}::text[]) and r.ended_at is null
    order by r.run_id for update of r`.execute(tx);
  return found.rows;
}

/** The same, passing over runs that somebody else works on. */
export async function lockFree(tx: Tx, workspace: string, ids: readonly string[]): Promise<RunRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<RunRow>`${RUN}
    where r.workspace_id = ${workspace} and r.run_id = any(${plainArrayOf(ids, (id) => id)}::text[]) and r.ended_at is null
    order by r.run_id for update of r skip locked`.execute(tx);
  return found.rows;
}

/** Locks the runs of a range of ids that have not taken their first step. */
export async function lockFresh(tx: Tx, workspace: string, from: string, to: string): Promise<RunRow[]> {
  const found = await sql<RunRow>`${RUN}
    where r.workspace_id = ${workspace} and r.run_id >= ${from} and r.run_id <= ${to} and r.state is null and r.ended_at is null
    order by r.run_id for update of r`.execute(tx);
  return found.rows;
}

/** Live runs, for stopping them. Sorted by id, after `after`. */
export async function pageOfLive(
  tx: Tx,
  workspace: string,
  filter: {
    readonly flow?: string | undefined;
    readonly version?: number | undefined;
    readonly epoch?: number | undefined;
    readonly customers?: readonly string[] | undefined;
  },
  after: string,
  limit: number,
): Promise<string[]> {
  const conditions = [sql`r.workspace_id = ${workspace}`, sql`r.ended_at is null`, sql`r.run_id > ${after}`];
  if (filter.flow !== undefined) conditions.push(sql`r.flow = ${filter.flow}`);
  if (filter.version !== undefined) conditions.push(sql`r.version = ${filter.version}`);
  if (filter.epoch !== undefined) conditions.push(sql`r.epoch = ${filter.epoch}`);
  if (filter.customers !== undefined) conditions.push(sql`r.customer_id = any(${[...filter.customers]}::text[])`);
  const found = await sql<{ run_id: string }>`
    select r.run_id from flow_run r where ${sql.join(conditions, sql` and `)} order by r.run_id limit ${limit}`.execute(
    tx,
  );
  return found.rows.map((row) => row.run_id);
}

export interface SteppedRun {
  readonly runId: string;
  readonly state: Run;
  readonly steps: number;
  readonly stuck: boolean;
}

export async function updateRuns(tx: Tx, workspace: string, now: Date, runs: readonly SteppedRun[]): Promise<void> {
  if (runs.length === 0) return;
  await sql`
    update flow_run r set state = u.state, steps = u.steps, stuck = u.stuck,
      ended_at = case when u.state ? 'end' then ${now}::timestamptz end, result = u.state ->> 'end'
    from unnest(${plainArrayOf(runs, (run) => run.runId)}::text[], ${jsonArrayOf(runs, (run) => run.state)}::jsonb[],
      ${arrayOf(runs, (run) => run.steps)}::int[], ${plainArrayOf(runs, (run) => String(run.stuck))}::bool[])
      as u (run_id, state, steps, stuck)
    where r.workspace_id = ${workspace} and r.run_id = u.run_id`.execute(tx);
}
