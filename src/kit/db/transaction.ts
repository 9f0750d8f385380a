/**
 * One transaction on one connection. What opens it (begin, the workspace, how it commits) leaves together with its first statement: the
 * connection sends in a pipeline, so that nobody waits for three answers that say nothing. A transaction that asks nothing sends nothing.
 */
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

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
const driver = new DummyDriver();
const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

export async function transact<Schema, T>(
  pool: pg.Pool,
  opening: readonly string[],
  work: (tx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const connection = new Opened(client, opening);
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
  #state: 'new' | 'open' | 'over' = 'new';
  #opened: Promise<unknown> | undefined;

  constructor(client: pg.PoolClient, opening: readonly string[]) {
    this.#client = client;
    this.#opening = opening;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#state === 'over') throw new Error(`the transaction is over: ${sql}`);
    if (this.#state === 'new') this.#open();
    const { command, rowCount, rows } = await this.#client.query(sql, [...parameters]);
    return {
      rows: (rows ?? []) as R[],
      ...(WRITES.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}),
    };
  }

  #open(): void {
    this.#state = 'open';
    this.#opened = Promise.all(['begin', ...this.#opening].map((statement) => this.#client.query(statement)));
    // Whatever fails here fails the first statement too, and is said at the end; until then nobody listens.
    this.#opened.catch(() => undefined);
  }

  /** Once: what comes after it is refused, so that nothing runs outside the transaction. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    const was = this.#state;
    if (how === 'commit') await this.#opened;
    this.#state = 'over';
    if (was !== 'new') await this.#client.query(how);
  }

  // biome-ignore lint/correctness/useYield: what it would yield cannot be had in a pipeline
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are not streamed inside a transaction of the app');
  }
}
