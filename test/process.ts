/** The product as real processes on a home of their own, for tests that kill them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '../src/kit/postgres/index.ts';
import { root } from './house/root.ts';

const PROGRAM = join(root, 'dist', 'server', 'cli.js');

/** Once per file, before any process: the program these tests start is the one that lies in src/. */
export function build(): void {
  const built = spawnSync(join(root, 'bin', 'huixiang'), ['--help'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A home that is empty; nothing of this machine's settings reaches the processes in it. */
export class Home {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'hx-process-'));
  readonly #env: Readonly<Record<string, string>>;
  readonly #started: Running[] = [];

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.#env = env;
  }

  /** Begins a process; `ready()` waits until it serves. */
  start(args: readonly string[] = ['--port', '0'], env: Readonly<Record<string, string>> = {}): Running {
    const running = new Running(['start', ...args], { ...this.environment(), ...env });
    this.#started.push(running);
    return running;
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Running(args, { ...this.environment(), ...env }).ended;
  }

  environment(): Record<string, string> {
    const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'HUIXIANG_CI_RUN'];
    const own = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
    return { ...own, HUIXIANG_HOME: this.folder, ...this.#env };
  }

  /** Holds the embedded database open for as long as `work` takes; its address has the rights of the owner. */
  async withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
    const database = await openDatabase({ home: this.folder, log: { info: () => undefined, warn: () => undefined } });
    try {
      return await work(database.url);
    } finally {
      await database.close();
    }
  }

  /** Ends what still runs (only processes begun here) and removes everything. */
  async remove(): Promise<void> {
    for (const running of this.#started) running.kill('SIGKILL');
    await Promise.all(this.#started.map((running) => running.ended));
    // The server of a killed process lives on; who joins it and leaves last stops it.
    if (!this.#env['DATABASE_URL']) await this.withDatabase(async () => undefined).catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class Running {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #began = performance.now();
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.ended = new Promise((resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr }));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves with the milliseconds since it was begun, once it says that it serves (or works). */
  async ready(): Promise<number> {
    while (!/数据 data/.test(this.#stdout)) {
      if (!this.alive) throw new Error(`it ended instead of serving: ${this.#stderr}`);
      await sleep(10);
    }
    return performance.now() - this.#began;
  }

  /** As it prints it; only after `ready()`. */
  get url(): string {
    return /address\s+(\S+)/.exec(this.#stdout)?.[1] ?? '';
  }

  get login(): { email: string; password: string } {
    const said = (name: string): string => new RegExp(`${name}\\s+(\\S+)`).exec(this.#stdout)?.[1] ?? '';
    return { email: said('login'), password: said('password') };
  }

  kill(signal: NodeJS.Signals): void {
    if (this.alive) this.#child.kill(signal);
  }
}

/** Signs in as a person would and makes a key with every permission of the administrator. */
export async function keyFrom({ url, login }: Pick<Running, 'url' | 'login'>): Promise<string> {
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(login),
  });
  if (!signedIn.ok) throw new Error(`signing in: ${signedIn.status} ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const me = (await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()) as {
    workspaces: { id: string; permissions: string[] }[];
  };
  const permissions = me.workspaces.find((each) => each.id === 'main')?.permissions ?? [];
  const made = await fetch(`${url}/api/w/main/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ name: 'test', permissions }),
  });
  if (!made.ok) throw new Error(`making a key: ${made.status} ${await made.text()}`);
  return ((await made.json()) as { secret: string }).secret;
}

/** One request of a program; throws when the connection breaks or the answer is not 2xx. */
export async function call<T>(url: string, key: string, method: string, path: string, body?: unknown): Promise<T> {
  const raw = typeof body === 'string';
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': raw ? 'text/csv' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

export async function askDatabase<Row extends pg.QueryResultRow>(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** As if the half minute had passed after which a silent process counts as dead: the next beat of a living one takes its jobs over. */
export async function letSilencePass(url: string, dead: readonly Pick<Running, 'pid'>[]): Promise<void> {
  await askDatabase(
    url,
    `with silent as (
       update process set beat_at = beat_at - interval '31 seconds'
       where split_part(process_id, ':', 2)::int = any($1) returning worker_ids
     ) update graphile_worker._private_jobs set locked_at = locked_at - interval '31 seconds'
       where locked_by in (select unnest(worker_ids) from silent)`,
    [dead.map(({ pid }) => pid)],
  );
}

/** Nobody can write into the table for as long as `work` takes: jobs that want to stand still, however little they have to do. */
export async function withTableHeld<T>(url: string, table: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`lock table ${table} in share row exclusive mode`);
    return await work();
  } finally {
    await client.end();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Waits until `holds` says yes; throws `what` after so many milliseconds. */
export async function until(what: string, ms: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await sleep(50);
  }
}
