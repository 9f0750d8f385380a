/** The role that every connection of the app takes on: it owns nothing, so row-level security binds it. */
import type pg from 'pg';
import { DatabaseUnavailable } from '../postgres/index.ts';
import { sqlState } from './database.ts';
import { APP_ROLE } from './tables.ts';

/** `appLogin` is whom the app's connections sign in as, when that is not the owner. Throws DatabaseUnavailable when it may not be made. */
export async function ensureAppRole(owner: pg.Pool, appLogin?: string): Promise<void> {
  try {
    await again(async () => {
      const there = await owner.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
      if (!there.rowCount) await owner.query(`create role ${APP_ROLE} nologin`);
    });
    await again(() => letBecome(owner, null));
    if (appLogin) await again(() => letBecome(owner, appLogin));
    await again(() => owner.query(`grant usage on schema public to ${APP_ROLE}`));
  } catch (error) {
    if (sqlState(error) !== '42501') throw error;
    const { rows } = await owner.query<{ login: string }>('select current_user as login');
    throw new DatabaseUnavailable(
      `The database login "${rows[0]?.login}" may not create the role ${APP_ROLE} or grant it: set DATABASE_OWNER_URL to a login that may (it owns the tables).`,
      error,
    );
  }
}

/** null: the owner itself. */
async function letBecome(owner: pg.Pool, login: string | null): Promise<void> {
  if (await mayBecome(owner, login)) return;
  const { rows } = await owner.query<{ name: string }>('select quote_ident(coalesce($1::text, current_user)) as name', [
    login,
  ]);
  await owner.query(`grant ${APP_ROLE} to ${rows[0]?.name}`);
}

/**
 * From PostgreSQL 16 on, who creates a role is a member of it and yet may not become it, until he grants himself that: `SET` says so,
 * which 15 does not know.
 */
async function mayBecome(owner: pg.Pool, login: string | null): Promise<boolean> {
  const { rows } = await owner.query<{ yes: boolean }>(
    `select pg_has_role(coalesce($1::text, current_user), $2,
       case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as yes`,
    [login, APP_ROLE],
  );
  return rows[0]?.yes === true;
}

/** `create ... if not exists` can still collide when two processes run it in the same instant; the second try sees the first's work. */
export async function again(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const state = sqlState(error);
    if (state !== '23505' && state !== '42P07' && state !== '42710' && state !== 'XX000') throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await work();
  }
}
