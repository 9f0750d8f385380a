/** Opens the database and everything on it, the same for the server and for every command. */
import { COMMAND, type Context } from '../kit/context.ts';
import { openPools } from '../kit/db/database.ts';
import { install } from '../kit/install.ts';
import { type Log, openLog } from '../kit/log.ts';
import { openDatabase } from '../kit/postgres/index.ts';
import { createRuntime, type Runtime } from '../kit/runtime.ts';
import { ensureWorkspace, MAIN } from '../features/access/index.ts';
import { features } from './features.ts';
import { homeOf } from './place.ts';

export interface Opened {
  readonly runtime: Runtime;
  /** `cut`: without waiting for statements that still run. */
  close(how?: { cut: boolean }): Promise<void>;
}

/** Starts or joins the embedded server of the home, or connects to DATABASE_URL; brings the tables up to date. */
export async function openRuntime(home: string, log: Log): Promise<Opened> {
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: owner } = process.env;
  const database = await openDatabase({ home, databaseUrl, ownerUrl: owner, log });
  const { url, ownerUrl, appLogin } = database;
  const db = openPools({ url, log, ...(ownerUrl ? { ownerUrl } : {}) });
  const close = async ({ cut } = { cut: false }): Promise<void> => {
    const closed = db.close();
    if (cut) closed.catch(() => undefined);
    else await closed;
    await database.close();
  };
  try {
    await install(db, log, features, appLogin);
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return { runtime: createRuntime({ db, log, home, features }), close };
}

/** What a command does inside one workspace; `main` is made empty on first use. */
export async function inWorkspace<T>(
  options: Readonly<Record<string, unknown>>,
  work: (ctx: Context, opened: Opened) => Promise<T>,
): Promise<T> {
  const id = typeof options['workspace'] === 'string' ? options['workspace'] : MAIN;
  const opened = await openRuntime(homeOf(options['home']), openLog(process.env['LOG_LEVEL'] ?? 'warn'));
  try {
    if (id === MAIN) await ensureWorkspace(opened.runtime, MAIN, { name: '我的公司' });
    return await work(await opened.runtime.open(id, COMMAND), opened);
  } finally {
    await opened.close();
  }
}
