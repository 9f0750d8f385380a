/** DATABASE_URL: a server of the user's own, by logins with few rights. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_ROLE } from '../../src/kit/db/tables.ts';
import { TEST_SERVER } from '../../src/kit/testing/postgres.ts';
import { askDatabase, build, call, Home, keyFrom } from '../process.ts';

/** The server of the test run; over its socket every login is let in without a password. */
const server = process.env[TEST_SERVER] ?? '';
const mark = randomBytes(4).toString('hex');
/** May use its database and nothing else. */
const app = `hx_app_${mark}`;
/** May make roles, as managed databases give it: no superuser. */
const owner = `hx_owner_${mark}`;
const homes: Home[] = [];
const databases: string[] = [];

/** `postgresql://user@/database?host=...`, which URL does not parse. */
const urlOf = (login: string, database: string): string =>
  server.replace(/^(\w+:\/\/)[^@/]*@?([^/]*\/)[^?]*/, `$1${login}:${mark}@$2${database}`);

async function makeDatabase(owned: string): Promise<string> {
  const name = `test_external_${mark}_${databases.length}`;
  databases.push(name);
  await askDatabase(server, `create database ${name} owner ${owned}`);
  return name;
}

function homeWith(env: Record<string, string>): Home {
  const home = new Home(env);
  homes.push(home);
  return home;
}

beforeAll(async () => {
  build();
  await askDatabase(server, `create role ${app} login password '${mark}'`);
  await askDatabase(server, `create role ${owner} login createrole password '${mark}'`);
  // The role is there when other tests have run on this server; a login with CREATEROLE may then grant it only if it administers it.
  const there = await askDatabase(server, `select 1 from pg_roles where rolname = '${APP_ROLE}'`);
  if (there.length > 0) await askDatabase(server, `grant ${APP_ROLE} to ${owner} with admin option`);
}, 300_000);

afterAll(async () => {
  for (const home of homes) await home.remove();
  for (const name of databases) await askDatabase(server, `drop database if exists ${name} with (force)`);
  for (const role of [app, owner]) {
    await askDatabase(server, `drop owned by ${role}`);
    await askDatabase(server, `drop role ${role}`);
  }
}, 60_000);

test('a login that may not make roles is told DATABASE_OWNER_URL in one line; nothing was made', async () => {
  const name = await makeDatabase(app);
  const ended = await homeWith({ DATABASE_URL: urlOf(app, name) }).start().ended;
  expect(ended.stderr.trimEnd().split('\n'), ended.stderr).toEqual([
    expect.stringMatching(new RegExp(`"${app}" may not create the role ${APP_ROLE}.*DATABASE_OWNER_URL`)),
  ]);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  const made = await askDatabase(urlOf(app, name), `select 1 from pg_class where relname = 'workspace'`);
  expect(made).toEqual([]);
}, 60_000);

test('with DATABASE_OWNER_URL it works, and the app’s login owns nothing', { timeout: 120_000 }, async () => {
  const name = await makeDatabase(owner);
  const home = homeWith({ DATABASE_URL: urlOf(app, name), DATABASE_OWNER_URL: urlOf(owner, name) });
  const running = home.start();
  await running.ready();
  expect(running.stdout).toContain('DATABASE_URL');
  const key = await keyFrom(running);
  const event = { externalId: 'e1', type: 'visit', at: '2026-01-01T00:00:00Z', customer: { externalId: 'C1' } };
  const answer = await call(running.url, key, 'POST', '/api/w/main/events', { events: [event] });
  expect(answer).toMatchObject({ accepted: 1, rejected: [] });

  const asApp = urlOf(app, name);
  const owned = await askDatabase(
    asApp,
    `select relname from pg_class where relowner in ('${app}'::regrole, '${APP_ROLE}'::regrole)`,
  );
  expect(owned).toEqual([]);
  // Row-level security binds it: no workspace named, no row seen.
  expect(await askDatabase(asApp, 'select 1 from customer')).toEqual([]);
  await expect(askDatabase(asApp, 'create table hers (n int)')).rejects.toThrow(/permission denied/);
  running.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });

  // Later starts find everything made.
  const again = home.start();
  await again.ready();
  const second = await call(again.url, key, 'POST', '/api/w/main/events', { events: [event] });
  expect(second).toMatchObject({ accepted: 0, duplicates: 1 });
  again.kill('SIGTERM');
  expect((await again.ended).code).toBe(0);
});

test('one login that may make roles, without being a superuser, is enough', { timeout: 60_000 }, async () => {
  const name = await makeDatabase(owner);
  const running = homeWith({ DATABASE_URL: urlOf(owner, name) }).start();
  await running.ready();
  expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
  running.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
});

test('a database or a login that is not there is said in one line', { timeout: 60_000 }, async () => {
  for (const [url, wanted] of [
    [urlOf(app, `test_nothing_${mark}`), /does not exist: create it first/],
    [urlOf(`hx_nobody_${mark}`, 'postgres'), /user or password that the server refuses/],
  ] as const) {
    const ended = await homeWith({ DATABASE_URL: url }).start().ended;
    expect(ended.stderr.trimEnd().split('\n'), ended.stderr).toEqual([expect.stringMatching(wanted)]);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
  }
  const name = await makeDatabase(app);
  const ended = await homeWith({
    DATABASE_URL: urlOf(app, name),
    DATABASE_OWNER_URL: 'postgres://u:x@127.0.0.1:1/x',
  }).start().ended;
  expect(ended.stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/^DATABASE_OWNER_URL .*does not answer/)]);
});
