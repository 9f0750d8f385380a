/** A whole program in a test: a fresh migrated database, every feature, in-process HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { features as shipped } from '../../main/features.ts';
import { ensureWorkspace, makeKey, mountIdentity, setClock, type WorkspaceDraft } from '../../features/access/index.ts';
import { COMMAND, type Context } from '../context.ts';
import { openPools } from '../db/database.ts';
import { createApp } from '../http/app.ts';
import type { Feature } from '../feature.ts';
import { install, migrationsHash } from '../install.ts';
import { sweepAll } from '../jobs/sweep.ts';
import { drainQueue } from '../jobs/worker.ts';
import { openLog } from '../log.ts';
import { createRuntime, type Runtime } from '../runtime.ts';
import { openTestDatabase, prepareTemplate } from './postgres.ts';

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects
  readonly body: any;
  readonly raw: LightMyRequestResponse;
}

export interface World {
  readonly runtime: Runtime;
  readonly app: FastifyInstance;
  readonly home: string;
  /** With the rights of the owner. */
  readonly databaseUrl: string;
  /** A workspace, made empty when it is not there. */
  workspace(id?: string, draft?: WorkspaceDraft): Promise<Context>;
  /** A new API key of the workspace; with every permission unless said otherwise. */
  key(workspace?: string, permissions?: readonly string[]): Promise<string>;
  /** One request by an API key of workspace `main` (every permission) or by the headers given. */
  call(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Works the queue until it is empty. */
  drain(): Promise<void>;
  /** What time brings due, in every workspace. */
  sweep(): Promise<void>;
  setClock(workspace: string, at: string | null): Promise<void>;
  close(): Promise<void>;
}

/** Passwords are hashed with next to no work, unless the test is about that. */
const CHEAP = 16;

/** `extra` features stand last, without migrations: plug-ins a test needs. */
export async function createWorld(
  extra: readonly Feature[] = [],
  { passwordCost = CHEAP }: { passwordCost?: number | undefined } = {},
): Promise<World> {
  const features = [...shipped, ...extra];
  const log = openLog(process.env['LOG_LEVEL'] ?? 'silent');
  const template = await prepareTemplate(`hx_${migrationsHash(features)}`, async (url) => {
    const db = openPools({ url, log });
    await install(db, log, features);
    await db.close();
  });
  const database = await openTestDatabase(template ? { template } : {});
  const db = openPools({ url: database.url, log });
  if (!template) await install(db, log, features);
  const home = await mkdtemp(join(tmpdir(), 'hx-world-'));
  const runtime = createRuntime({ db, log, home, features, passwordCost });
  const app = await createApp(runtime, { extend: (scope) => mountIdentity(scope, runtime) });
  await app.ready();

  const workspace = async (id = 'main', draft: WorkspaceDraft = {}): Promise<Context> => {
    await ensureWorkspace(runtime, id, draft);
    return runtime.open(id, COMMAND);
  };
  const everything = features.flatMap((feature) => (feature.permissions ?? []).map((permission) => permission.name));
  const key = async (id = 'main', permissions: readonly string[] = everything): Promise<string> => {
    const ctx = await workspace(id);
    return (await makeKey({ ...ctx, permissions: new Set(everything) }, { name: 'test', permissions })).secret;
  };
  let mainKey: string | undefined;
  return {
    runtime,
    app,
    home,
    databaseUrl: database.url,
    workspace,
    key,
    async call(method, url, body, headers) {
      if (!headers) mainKey ??= await key();
      const raw = await app.inject({
        method: method as 'GET',
        url,
        headers: headers ?? { authorization: `Bearer ${mainKey}` },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const json = /json/.test(String(raw.headers['content-type']));
      return { status: raw.statusCode, body: json ? raw.json() : raw.body, raw };
    },
    drain: () => drainQueue(runtime),
    sweep: () => sweepAll(runtime),
    setClock: (id, at) => setClock(runtime, id, at === null ? null : new Date(at)),
    async close() {
      await app.close();
      await db.close();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
