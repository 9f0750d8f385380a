import type { Kysely, Transaction } from 'kysely';
import pg from 'pg';
import { isWorkspaceId } from '../ids.ts';
import type { Log } from '../log.ts';
import { APP_ROLE } from './tables.ts';
import { type Opening, transact } from './transaction.ts';

/** Each feature's store.ts types its own tables with `tables<T>(tx)`; between features the transaction is opaque. */
// biome-ignore lint/complexity/noBannedTypes: the opaque schema
type Opaque = Record<never, never>;
export type Tx = Transaction<Opaque>;

export function tables<T>(tx: Tx): Kysely<T> {
  return tx as unknown as Kysely<T>;
}

export interface TransactionOptions {
  /**
   * Of a walk through simulated or past time, which is begun anew when it is cut off. The commit does not wait for the disk (a crash of the
   * database may undo it, never half of it), and the statements, always the same, are planned once.
   */
  readonly lazily?: boolean;
}

export interface Database {
  /** One transaction inside one workspace; deadlocks and serialization failures (40P01, 40001) are retried. */
  inWorkspace<T>(workspace: string, work: (tx: Tx) => Promise<T>, how?: TransactionOptions): Promise<T>;
  /** One transaction over the shared tables; sees no row of any workspace. */
  beyondWorkspaces<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The app role's pool: sees no row of a workspace unless a transaction names it. */
  readonly pool: pg.Pool;
  /** The owner's pool, not subject to row-level security: migrations, partitions, the job queue, workspace copies. */
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

const { types } = pg;
const NUMERIC = 1700;
const INT8 = 20;
const DATE = 1082;

/** numeric and int8 become numbers (money has 2 decimals and stays far below 2^53), a date stays text. */
const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === NUMERIC || oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

export interface DatabaseOptions {
  readonly url: string;
  /** The login that may create tables and roles; the same login by default. */
  readonly ownerUrl?: string;
  readonly log: Log;
  /** Connections of the app pool. */
  readonly size?: number;
}

export function openPools(options: DatabaseOptions): Database {
  const base = { types: typeParsers, application_name: 'huixiang', connectionTimeoutMillis: 10_000 };
  const owner = new pg.Pool({ ...base, connectionString: options.ownerUrl ?? options.url, max: 6 });
  const pool = new pg.Pool({
    ...base,
    connectionString: options.url,
    max: options.size ?? 12,
    pipeline: true,
    // A connection is handed out only after it has become the app role: a failure here must not leave an owner behind.
    verify: (client: pg.PoolClient, done: (error?: Error) => void) => {
      client.query(`set role ${APP_ROLE}`).then(() => done(), done);
    },
  } as pg.PoolConfig);
  for (const each of [owner, pool]) {
    // An idle connection that breaks (server restart) is replaced by the pool; without a listener it would end the process.
    each.on('error', (error) => {
      // A pool says that it has ended before its last connections are gone.
      if (!each.ending) options.log.warn({ error: error.message }, 'database connection lost');
    });
    // One that breaks in use fails its query, and says it again as an event, which without a listener ends the process.
    each.on('connect', (client) => client.on('error', () => undefined));
  }

  const attempt = async <T>(opening: Opening, work: (tx: Tx) => Promise<T>): Promise<T> => {
    for (let round = 1; ; round++) {
      try {
        return await transact(pool, opening, work);
      } catch (error) {
        if (round >= 5 || !isRetryable(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 10 * round * (1 + Math.random())));
      }
    }
  };

  return {
    pool,
    owner,
    inWorkspace(workspace, work, { lazily = false } = {}) {
      if (!isWorkspaceId(workspace)) throw new Error(`not a workspace id: ${JSON.stringify(workspace)}`);
      const opening = [`set local app.workspace = '${workspace}'`];
      if (lazily) opening.push('set local synchronous_commit = off');
      return attempt({ opening, prepared: lazily }, work);
    },
    beyondWorkspaces: (work) => attempt({ opening: [] }, work),
    async close() {
      await pool.end();
      await owner.end();
    },
  };
}

export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40P01' || state === '40001';
}
