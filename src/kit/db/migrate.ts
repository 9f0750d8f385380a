import type pg from 'pg';
import { again } from './app-role.ts';

/** One forward-only step. Each statement is one query call; the whole step is one transaction. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/**
 * Applies what is missing, in the order given. Safe when several processes start at once: each step takes an exclusive lock on the
 * list of applied steps and looks again before it runs.
 */
export async function migrate(owner: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  await ensureList(owner);
  const known = await owner.query<{ name: string }>('select name from schema_migration');
  const applied = new Set(known.rows.map((row) => row.name));
  const done: string[] = [];
  for (const migration of migrations) {
    if (!applied.has(migration.name) && (await apply(owner, migration))) done.push(migration.name);
  }
  return done;
}

async function apply(owner: pg.Pool, migration: Migration): Promise<boolean> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('lock table schema_migration in exclusive mode');
    const found = await client.query('select 1 from schema_migration where name = $1', [migration.name]);
    if (found.rowCount) {
      await client.query('rollback');
      return false;
    }
    for (const statement of migration.statements) await client.query(statement);
    await client.query('insert into schema_migration (name, applied_at) values ($1, $2)', [migration.name, new Date()]);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  } finally {
    client.release();
  }
}

async function ensureList(owner: pg.Pool): Promise<void> {
  await again(() =>
    owner.query('create table if not exists schema_migration (name text primary key, applied_at timestamptz not null)'),
  );
}
