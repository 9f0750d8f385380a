/** Whatever is killed, whenever: no row whose insert was acknowledged may be missing. Twenty kills under load. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { type OpenedDatabase, openDatabase } from './index.ts';

const ROUNDS = 20;
const WRITERS = 4;

test('twenty kills under load lose no acknowledged row', { timeout: 240_000 }, async () => {
  const home = join(mkdtempSync(join(tmpdir(), 'hx-kill-')), 'home');
  const log = { info: () => undefined, warn: () => undefined };
  const database = await openDatabase({ home, log });
  const load = await startLoad(database);
  try {
    for (let round = 0; round < ROUNDS; ) {
      const before = load.acknowledged.size;
      await until(() => load.acknowledged.size > before + 20);
      // The server itself, one of its connections, or one of its helpers (checkpointer, writer, ...): each in turn.
      const server = serverIn(home);
      const children = server ? childrenOf(server) : [];
      const victim = round % 2 === 0 ? server : children[round % Math.max(children.length, 1)];
      // Its connections may acknowledge a little longer than the server lives: then there is nothing to kill yet.
      if (victim && kill(victim)) round += 1;
      else await sleep(5);
    }
    const before = load.acknowledged.size;
    await until(() => load.acknowledged.size > before + 20);
    await load.stop();
    const found = await load.read();
    expect([...load.acknowledged].filter((id) => !found.has(id))).toEqual([]);
    expect(load.acknowledged.size).toBeGreaterThan(ROUNDS * 20);
  } finally {
    await load.stop();
    await database.close();
    rmSync(realpathSync(join(home, 'postgres')), { recursive: true, force: true });
    rmSync(join(home, '..'), { recursive: true, force: true });
  }
});

async function startLoad(database: OpenedDatabase) {
  const pool = new pg.Pool({ connectionString: database.url, max: WRITERS + 1 });
  pool.on('error', () => undefined);
  await pool.query('create table written (id int primary key)');
  const acknowledged = new Set<number>();
  let next = 0;
  let stopped = false;
  const write = async (): Promise<void> => {
    while (!stopped) {
      const id = ++next;
      try {
        await pool.query('insert into written values ($1)', [id]);
        acknowledged.add(id);
      } catch {
        // Not acknowledged: it may or may not be there.
        await sleep(20);
      }
    }
  };
  const writers = Array.from({ length: WRITERS }, write);
  return {
    acknowledged,
    read: async () => new Set((await askAgain(database.url)).map((row) => row.id)),
    async stop() {
      if (stopped) return;
      stopped = true;
      await Promise.all(writers);
      await pool.end();
    },
  };
}

async function askAgain(url: string): Promise<{ id: number }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ id: number }>('select id from written')).rows;
  } finally {
    await client.end();
  }
}

/** null while a killed one is being followed by the next. */
function serverIn(home: string): number | null {
  const file = join(home, 'postgres/data/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child = 0]) => child);
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('nothing was written for a minute');
    await sleep(5);
  }
}
