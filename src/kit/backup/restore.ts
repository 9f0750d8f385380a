import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { columnsOf } from '../db/workspace-rows.ts';
import type { Feature } from '../feature.ts';
import { allMigrations } from '../install.ts';
import { END_OF_ROWS, Header, Section } from './format.ts';
import { readLines } from './lines.ts';
import { tablesToSave } from './tables.ts';

/** Why a file cannot be restored here; the message is for the user. */
export class RestoreRefused extends Error {}

export interface RestoreOptions {
  readonly owner: pg.Pool;
  readonly features: readonly Feature[];
  readonly file: string;
  /** Makes the monthly partitions a table needs; given by the program, because features know their tables. */
  readonly ensureMonths: (table: string, months: readonly string[]) => Promise<void>;
}

/** Puts a backup into an installation that holds nothing yet, in one transaction: all of it or nothing. */
export async function restoreBackup({
  owner,
  features,
  file,
  ensureMonths,
}: RestoreOptions): Promise<{ rows: number; tables: number; createdAt: string }> {
  const raw = createReadStream(file);
  const packed = createGunzip();
  // `pipe` does not pass errors on: without this a missing file would be waited for.
  raw.on('error', (error) => packed.destroy(error));
  const lines = readLines(raw.pipe(packed));
  const next = async (): Promise<string | null> => {
    const step = await lines.next().catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new RestoreRefused(`there is no file ${file}`);
      throw new RestoreRefused(`${file} is damaged or cut short: ${error.message}`);
    });
    return step.done ? null : step.value;
  };
  const header = readHeader(await next(), file);
  const known = new Set(allMigrations(features).map((migration) => migration.name));
  const unknown = header.migrations.find((name) => !known.has(name));
  if (unknown)
    throw new RestoreRefused(`${file} was made by a newer version (it has ${unknown}): update the program first`);
  const allowed = new Set(tablesToSave(features));
  await refuseUnlessEmpty(owner);

  const client = await owner.connect();
  const counts = { rows: 0, tables: 0 };
  try {
    await client.query('begin');
    for (;;) {
      const text = await next();
      if (text === null) throw new RestoreRefused(`${file} is cut short: nothing was restored`);
      const section = Section.parse(JSON.parse(text));
      if ('end' in section) break;
      if ('jobs' in section) {
        await client.query('select huixiang_enqueue($1::json)', [JSON.stringify(section.jobs)]);
        continue;
      }
      if (!allowed.has(section.table)) throw new RestoreRefused(`${file} names the unknown table ${section.table}`);
      if (section.months) await ensureMonths(section.table, section.months);
      counts.rows += await copyRows(client, section.table, section.columns, next);
      counts.tables += 1;
    }
    await client.query('commit');
    client.release();
    return { ...counts, createdAt: header.createdAt };
  } catch (error) {
    // A COPY may be half way: closing the connection ends it, and the transaction with it.
    client.release(true);
    throw error;
  }
}

function readHeader(text: string | null, file: string): Header {
  try {
    return Header.parse(JSON.parse(text ?? ''));
  } catch {
    throw new RestoreRefused(`${file} is not a backup of Huixiang`);
  }
}

async function refuseUnlessEmpty(owner: pg.Pool): Promise<void> {
  const found = await owner.query('select 1 from workspace limit 1');
  if (found.rowCount)
    throw new RestoreRefused('there is data here already: restore into a new home (--home DIR) or an empty database');
}

async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  next: () => Promise<string | null>,
): Promise<number> {
  const there = new Set(await columnsOf(client, table));
  const gone = columns.find((column) => !there.has(column));
  if (gone) throw new RestoreRefused(`${table}.${gone} is not known to this version`);
  const copying = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  const failed = new Promise<never>((_resolve, reject) => copying.once('error', reject));
  failed.catch(() => undefined);
  let rows = 0;
  let waiting: string[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const ready = copying.write(waiting.join(''));
    waiting = [];
    size = 0;
    if (!ready) await Promise.race([new Promise((resolve) => copying.once('drain', resolve)), failed]);
  };
  for (let text = await next(); text !== END_OF_ROWS; text = await next()) {
    if (text === null) throw new RestoreRefused(`the backup is cut short in ${table}: nothing was restored`);
    waiting.push(`${text}\n`);
    size += text.length;
    rows += 1;
    if (size > 256 * 1024) await flush();
  }
  await flush();
  await Promise.race([new Promise((resolve) => copying.end(() => resolve(null))), failed]);
  return rows;
}
