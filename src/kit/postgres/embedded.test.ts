import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { startProgram } from '../testing/program.ts';
import { DatabaseUnavailable, openDatabase } from './index.ts';
import { startOf } from './process-identity.ts';

// Each test starts up to four processes; on a busy machine of two cores that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const opener = join(import.meta.dirname, '..', 'testing', 'hold-database.ts');
const homes: string[] = [];
const holders: Holder[] = [];

interface Holder {
  readonly url: string;
  /** Asks it to close in good order and waits. */
  leave(): Promise<void>;
  kill(): Promise<void>;
}

function freshHome(name = 'home'): string {
  const home = join(mkdtempSync(join(tmpdir(), 'hx-pg-')), name);
  homes.push(home);
  return home;
}

/** Another process that opens the database of this home and holds it until it is told to leave or killed. */
async function hold(home: string): Promise<Holder> {
  const child = await startProgram(opener, home);
  const url = await firstLine(child);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const holder = {
    url,
    leave: () => {
      child.stdin.end();
      return gone;
    },
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
  holders.push(holder);
  return holder;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
}

async function ask<T>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows as T[];
  } finally {
    await client.end();
  }
}

const pidFile = (home: string) => join(home, 'postgres', 'data', 'postmaster.pid');
const serverPid = (home: string) => Number(readFileSync(pidFile(home), 'utf8').split('\n')[0]);
const log = { info: () => undefined, warn: () => undefined };

/** Made once: those that are not about a fresh home take turns in this one. */
let settled: string | undefined;
const settledHome = () => (settled ??= freshHome());

afterEach(() => Promise.all(holders.splice(0).map((each) => each.leave())));
afterAll(() => {
  for (const home of homes.splice(0)) {
    const root = join(home, 'postgres');
    // As root, a home in a private folder has its data elsewhere, behind a link.
    if (existsSync(root)) rmSync(realpathSync(root), { recursive: true, force: true });
    rmSync(join(home, '..'), { recursive: true, force: true });
  }
});

test('four processes that start together on a fresh home share one server; the last to leave stops it', async () => {
  const home = freshHome();
  const all = await Promise.all([hold(home), hold(home), hold(home), hold(home)]);
  expect(new Set(all.map((each) => each.url)).size).toBe(1);
  const starts = await Promise.all(all.map((each) => ask(each.url, 'select pg_postmaster_start_time()::text as at')));
  expect(new Set(starts.map((rows) => JSON.stringify(rows))).size).toBe(1);
  const pid = serverPid(home);
  for (const each of all.slice(0, 3)) await each.leave();
  expect(startOf(pid)).toBeDefined();
  await all[3]?.leave();
  expect(startOf(pid)).toBeUndefined();
  expect(existsSync(pidFile(home))).toBe(false);
});

test('the server outlives the kill of the process that started it, and a killed process holds no lease', async () => {
  const home = settledHome();
  const starter = await hold(home);
  const other = await hold(home);
  await ask(starter.url, 'create table kept_by_others as select 1 as n');
  const pid = serverPid(home);
  await starter.kill();
  expect(await ask(other.url, 'select n from kept_by_others')).toEqual([{ n: 1 }]);
  const third = await hold(home);
  expect(await ask(third.url, 'select n from kept_by_others')).toEqual([{ n: 1 }]);
  expect(serverPid(home)).toBe(pid);
  await third.leave();
  await other.leave();
  expect(startOf(pid)).toBeUndefined();
});

test('when the server itself is killed, the holders bring it back and nothing committed is lost', async () => {
  const home = settledHome();
  const holder = await hold(home);
  await ask(holder.url, 'create table kept_by_holder as select 1 as n');
  const before = serverPid(home);
  process.kill(before, 'SIGKILL');
  const found = await eventually(() => ask(holder.url, 'select n from kept_by_holder'));
  expect(found).toEqual([{ n: 1 }]);
  expect(serverPid(home)).not.toBe(before);
});

test('when server and holders are killed, the next open waits for the children and recovers', async () => {
  const home = settledHome();
  const holder = await hold(home);
  // A child in the middle of something notices the loss of its parent late.
  const busy = ask(holder.url, 'select pg_sleep(2)').catch(() => undefined);
  await ask(holder.url, 'create table kept_for_next as select 1 as n');
  await holder.kill();
  process.kill(serverPid(home), 'SIGKILL');
  const next = await hold(home);
  expect(await ask(next.url, 'select n from kept_for_next')).toEqual([{ n: 1 }]);
  await busy;
});

test('a process id used again by another program does not keep the server from starting', async () => {
  const home = settledHome();
  const holder = await hold(home);
  await holder.kill();
  const pid = serverPid(home);
  const content = readFileSync(pidFile(home), 'utf8');
  process.kill(pid, 'SIGKILL');
  await eventually(async () => expect(startOf(pid)).toBeUndefined());
  writeFileSync(pidFile(home), content.replace(/^\d+/, String(process.ppid)));
  const next = await hold(home);
  expect(await ask(next.url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a home with a long name and a comma works: its socket lies elsewhere', async () => {
  const home = freshHome(`客户，回响 a,b ${'long-'.repeat(20)}`);
  const holder = await hold(home);
  expect(await ask(holder.url, `select current_setting('server_encoding') as encoding`)).toEqual([
    { encoding: 'UTF8' },
  ]);
});

test('what cannot work is said in one line', async () => {
  const file = join(freshHome(), '..', 'file');
  writeFileSync(file, '');
  await expect(openDatabase({ home: file, log })).rejects.toThrow(/is not a folder/);
  if (process.platform === 'linux') {
    await expect(openDatabase({ home: '/proc/nowhere', log })).rejects.toThrow(/cannot be written to/);
  }
  const open = (databaseUrl: string) => openDatabase({ home: file, databaseUrl, log });
  await expect(open('postgresql://127.0.0.1:9/x')).rejects.toThrow(/does not answer/);
  await expect(open('postgresql://u:secret@no-such-host.invalid/x')).rejects.toThrow(/u:\*\*\*@.*cannot be found/);
  await expect(open('mysql://h/x')).rejects.toThrow(DatabaseUnavailable);
});

async function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(50);
    }
  }
}
