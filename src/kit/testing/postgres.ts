/** An empty database for one test file, on a real server that all tests of a run share. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../postgres/index.ts';

/** Where the run's global setup leaves the address of its server. */
export const TEST_SERVER = 'HUIXIANG_TEST_SERVER';

export interface TestServer {
  /** With the rights of the owner, to the database `postgres`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Tests may lose their data in a power cut; nobody else may. */
const FORGETFUL = {
  // An odd zone (12:45 or 13:45 ahead): a day taken in the session's zone instead of the workspace's shows in some test.
  timezone: 'Pacific/Chatham',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '256MB',
};

export async function startTestServer(): Promise<TestServer> {
  const home = await mkdtemp(join(tmpdir(), 'hx-test-'));
  const log = { info: () => undefined, warn: (message: string) => console.warn(message) };
  const server = await openDatabase({ home, log, settings: FORGETFUL });
  return {
    url: toDatabase(server.url, 'postgres'),
    async close() {
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export interface TestDatabase {
  /** With the rights of the owner. */
  readonly url: string;
  /** Drops it; connections left open are cut. */
  close(): Promise<void>;
}

export interface OpenTestDatabase {
  /** Clone this database instead of making an empty one; nobody may be connected to it. See `prepareTemplate`. */
  readonly template?: string;
}

/** Outside vitest, where no global setup has run, it starts a server of its own and stops it with the database. */
export async function openTestDatabase({ template }: OpenTestDatabase = {}): Promise<TestDatabase> {
  const shared = process.env[TEST_SERVER];
  const own = shared ? undefined : await startTestServer();
  const server = shared ?? own?.url ?? '';
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await run(server, `create database ${name}${template ? ` template ${template}` : ''}`);
  return {
    url: toDatabase(server, name),
    async close() {
      if (own) await own.close();
      else await run(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/**
 * Makes a database to clone once per run: the first caller fills it (migrations, say), callers meanwhile in other processes
 * wait. `name` must change with what `fill` does: put a hash of the migrations into it.
 */
export async function prepareTemplate(name: string, fill: (url: string) => Promise<void>): Promise<string | undefined> {
  const server = process.env[TEST_SERVER];
  if (!server) return undefined;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount) return name;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await fill(toDatabase(server, draft));
    await client.query(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** `postgresql://user@/database?host=...` names no host before the path, which URL does not parse. */
function toDatabase(url: string, database: string): string {
  return url.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${database}`);
}
