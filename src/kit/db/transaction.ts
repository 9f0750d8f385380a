/**
 * One transaction on one connection. What opens it (begin, the workspace, how it commits) leaves together with its first statement: the
 * connection sends in a pipeline, so that nobody waits for three answers that say nothing. A transaction that asks nothing sends nothing.
 */
import type { Socket } from 'node:net';
import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryResult,
  SingleConnectionProvider,
  Transaction,
} from 'kysely';
import type pg from 'pg';
import { nameOf } from './prepared.ts';

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
const driver = new DummyDriver();
const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

export interface Opening {
  /** Statements that stand between its begin and its first own one. */
  readonly opening: readonly string[];
  /** Statements that come again and again are planned once (prepared.ts). */
  readonly prepared?: boolean;
}

export async function transact<Schema, T>(
  pool: pg.Pool,
  { opening, prepared = false }: Opening,
  work: (tx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const connection = new Opened(client, opening, prepared);
  try {
    const dialect = new PostgresDialect({ pool });
    const executor = new DefaultQueryExecutor(compiler, adapter, new SingleConnectionProvider(connection));
    const result = await work(new Transaction<Schema>({ config: { dialect }, dialect, driver, executor }));
    await connection.end('commit');
    return result;
  } catch (error) {
    await connection.end('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

class Opened implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #opening: readonly string[];
  readonly #prepared: boolean;
  #state: 'new' | 'open' | 'over' = 'new';
  #opened: Promise<unknown> | undefined;

  constructor(client: pg.PoolClient, opening: readonly string[], prepared: boolean) {
    this.#client = client;
    this.#opening = opening;
    this.#prepared = prepared;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#state === 'over') throw new Error(`the transaction is over: ${sql}`);
    const name = this.#prepared ? nameOf(sql) : undefined;
    const query = { text: sql, values: [...parameters], ...(name ? { name } : {}) };
    const send = () => this.#client.query(query);
    const { command, rowCount, rows } = await (this.#state === 'new' ? this.#openWith(send) : send());
    return {
      rows: (rows ?? []) as R[],
      ...(WRITES.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}),
    };
  }

  #openWith<A>(send: () => A): A {
    this.#state = 'open';
    // One write instead of one for each: on a local socket most of what a small statement costs is the writing.
    const { stream } = (this.#client as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    try {
      this.#opened = Promise.all(['begin', ...this.#opening].map((statement) => this.#client.query(statement)));
      // Whatever fails here fails the first statement too, and is said at the end; until then nobody listens.
      this.#opened.catch(() => undefined);
      return send();
    } finally {
      stream.uncork();
    }
  }

  /** Once: what comes after it is refused, so that nothing runs outside the transaction. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    const was = this.#state;
    if (how === 'commit') await this.#opened;
    this.#state = 'over';
    if (was !== 'new') await this.#client.query(how);
  }

  streamQuery(): never {
    throw new Error('rows are not streamed inside a transaction of the app');
  }
}
