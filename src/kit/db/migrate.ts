import type pg from 'pg';
import { sqlState } from './database.ts';
import { APP_ROLE } from './tables.ts';

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
  await ensureAppRole(owner);
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

/** `create ... if not exists` can still collide when two processes run it in the same instant; the second try sees the first's work. */
async function again(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const state = sqlState(error);
    if (state !== '23505' && state !== '42P07' && state !== '42710' && state !== 'XX000') throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await work();
  }
}

async function ensureList(owner: pg.Pool): Promise<void> {
  await again(() =>
    owner.query('create table if not exists schema_migration (name text primary key, applied_at timestamptz not null)'),
  );
}

async function ensureAppRole(owner: pg.Pool): Promise<void> {
  const found = await owner.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
  try {
    if (!found.rowCount) {
      await again(async () => {
        const there = await owner.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
        if (!there.rowCount) await owner.query(`create role ${APP_ROLE} nologin`);
      });
    }
    const member = await owner.query(`select pg_has_role(current_user, '${APP_ROLE}', 'member') as yes`);
    if (!member.rows[0].yes) await again(() => owner.query(`grant ${APP_ROLE} to current_user`));
    await again(() => owner.query(`grant usage on schema public to ${APP_ROLE}`));
  } catch (error) {
    if (sqlState(error) !== '42501') throw error;
    throw new Error(
      `this database login may not create the role ${APP_ROLE}: set DATABASE_OWNER_URL to a login that may (it owns the tables), or have it run "create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <login>"`,
      { cause: error },
    );
  }
}
