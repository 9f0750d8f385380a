import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { columnsOf } from '../db/workspace-rows.ts';
import type { Feature } from '../feature.ts';
import { END_OF_ROWS, FORMAT, type Header, type Section } from './format.ts';
import { tablesToSave } from './tables.ts';

export interface Saved {
  readonly file: string;
  readonly rows: number;
  readonly tables: number;
  readonly bytes: number;
}

/**
 * Writes everything of this installation as of one moment (one repeatable-read transaction) while it goes on working. The file appears
 * under its name only when it is complete and on disk.
 */
export async function saveBackup(owner: pg.Pool, features: readonly Feature[], file: string): Promise<Saved> {
  const client = await owner.connect();
  const draft = `${file}.part`;
  const counts = { rows: 0, tables: 0 };
  try {
    await client.query('begin isolation level repeatable read read only');
    await pipeline(
      sections(client, features, counts),
      createGzip({ level: 6 }),
      createWriteStream(draft, { mode: 0o600 }),
    );
    await client.query('commit');
    const handle = await open(draft, 'r+');
    await handle.sync();
    const { size } = await handle.stat();
    await handle.close();
    await rename(draft, file);
    return { file, ...counts, bytes: size };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    // Its transaction may have been cut off: not given back to the pool.
    client.release(true);
  }
}

async function* sections(
  client: pg.PoolClient,
  features: readonly Feature[],
  counts: { rows: number; tables: number },
): AsyncGenerator<Buffer | string> {
  const applied = await client.query<{ name: string }>('select name from schema_migration order by applied_at, name');
  yield line({
    huixiang: FORMAT,
    createdAt: new Date().toISOString(),
    migrations: applied.rows.map((row) => row.name),
  } satisfies Header);
  for (const table of tablesToSave(features)) {
    const columns = await columnsOf(client, table);
    const months = await monthsOf(client, table);
    yield line({ table, columns, ...(months ? { months } : {}) } satisfies Section);
    // A partitioned parent cannot be copied itself: its rows are.
    const copying = client.query(copyTo(`copy (select ${columns.join(', ')} from ${table}) to stdout`));
    for await (const chunk of copying) yield chunk as Buffer;
    yield `${END_OF_ROWS}\n`;
    counts.rows += copying.rowCount ?? 0;
    counts.tables += 1;
  }
  yield line({ jobs: await waitingJobs(client) } satisfies Section);
  yield line({ end: true, rows: counts.rows } satisfies Section);
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

async function monthsOf(client: pg.PoolClient, table: string): Promise<string[] | null> {
  const partitioned = await client.query(`select 1 from pg_partitioned_table where partrelid = $1::regclass`, [table]);
  if (!partitioned.rowCount) return null;
  const bounds = await client.query<{ bound: string }>(
    `select pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass`,
    [table],
  );
  return bounds.rows
    .map(({ bound }) => /FROM \('([^']+)'\)/.exec(bound)?.[1] ?? '')
    .filter(Boolean)
    .map((from) => new Date(from).toISOString());
}

async function waitingJobs(client: pg.PoolClient) {
  const found = await client.query(
    `select t.identifier as task, j.payload, q.queue_name as queue, j.run_at, j.key, j.max_attempts as attempts
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
     where j.attempts < j.max_attempts order by j.id`,
  );
  return found.rows.map((row) => ({ ...row, run_at: (row.run_at as Date).toISOString() }));
}
