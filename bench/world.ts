/** A real installation for a bench: the durable embedded server (or the user's), migrated, in a temporary home. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPools } from '../src/kit/db/database.ts';
import { install } from '../src/kit/install.ts';
import { openLog } from '../src/kit/log.ts';
import { openDatabase } from '../src/kit/postgres/index.ts';
import { createRuntime, type Runtime } from '../src/kit/runtime.ts';
import { features } from '../src/main/features.ts';
import type { BenchOptions } from './bench.ts';

export async function withRuntime<T>(options: BenchOptions, work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'hx-bench-'));
  const log = openLog('error');
  const database = await openDatabase({ home, databaseUrl: options.databaseUrl, log });
  const db = openPools({ url: database.url, log });
  try {
    await install(db, log, features);
    return await work(createRuntime({ db, log, home, features }));
  } finally {
    await db.close();
    await database.close();
    await rm(home, { recursive: true, force: true });
  }
}
