/** Logins. The tables are the identity library's; what must be one transaction with our own rows is written here. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Database, Tx } from '../../kit/db/database.ts';

/** What the identity library writes through. Its tables stand beyond the workspaces, so the app role's pool sees them. */
export function identityDatabase(db: Database): { db: Kysely<unknown>; type: 'postgres'; transaction: true } {
  return {
    db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: db.pool }) }),
    type: 'postgres',
    transaction: true,
  };
}

export interface LoginRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: 'zh' | 'en' | null;
  readonly password_temporary: boolean;
}

/** The person behind a session that has not ended, or null. One statement: it stands before every call with a session. */
export async function findSession(db: Database, token: string, now: Date): Promise<LoginRow | null> {
  const found = await db.pool.query<LoginRow>(
    `select u.id, u.name, u.email, u.locale, u.password_temporary
     from login_session s join login_user u on u.id = s.user_id where s.token = $1 and s.expires_at > $2`,
    [token, now],
  );
  return found.rows[0] ?? null;
}

export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await sql`delete from login_session where user_id = ${userId}`.execute(tx);
}

const LOGIN = sql`select id, name, email, locale, password_temporary from login_user`;

export async function findLogin(tx: Tx, userId: string): Promise<LoginRow | null> {
  const found = await sql<LoginRow>`${LOGIN} where id = ${userId}`.execute(tx);
  return found.rows[0] ?? null;
}

/** E-mail in lower case. */
export async function findLoginByEmail(tx: Tx, email: string): Promise<LoginRow | null> {
  const found = await sql<LoginRow>`${LOGIN} where email = ${email}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function temporaryLogins(tx: Tx, userIds: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    select id from login_user where password_temporary and id = any(${[...userIds]}::text[])`.execute(tx);
  return new Set(found.rows.map((row) => row.id));
}

export interface NewLogin {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly temporary: boolean;
  readonly now: Date;
}

/** A login with a password. False when the e-mail has one already: nothing is written then. */
export async function insertLogin(tx: Tx, login: NewLogin): Promise<boolean> {
  const done = await sql`
    insert into login_user (id, name, email, email_verified, password_temporary, created_at, updated_at)
    values (${login.id}, ${login.name}, ${login.email}, true, ${login.temporary}, ${login.now}, ${login.now})
    on conflict (email) do nothing`.execute(tx);
  if (done.numAffectedRows !== 1n) return false;
  await sql`
    insert into login_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
    values (${login.accountId}, ${login.id}, 'credential', ${login.id}, ${login.passwordHash}, ${login.now}, ${login.now})`.execute(
    tx,
  );
  return true;
}

export async function findPasswordHash(tx: Tx, userId: string): Promise<string | null> {
  const found = await sql<{ password: string | null }>`
    select password from login_account where user_id = ${userId} and provider_id = 'credential'`.execute(tx);
  return found.rows[0]?.password ?? null;
}

export async function setPassword(
  tx: Tx,
  userId: string,
  password: { hash: string; temporary: boolean; now: Date },
): Promise<void> {
  await sql`
    update login_account set password = ${password.hash}, updated_at = ${password.now}
    where user_id = ${userId} and provider_id = 'credential'`.execute(tx);
  await sql`
    update login_user set password_temporary = ${password.temporary}, updated_at = ${password.now} where id = ${userId}`.execute(
    tx,
  );
}

export async function settlePassword(tx: Tx, userId: string, now: Date): Promise<void> {
  await sql`update login_user set password_temporary = false, updated_at = ${now} where id = ${userId}`.execute(tx);
}

export async function changeLogin(
  tx: Tx,
  userId: string,
  to: { name: string | null; locale: 'zh' | 'en' | null; now: Date },
): Promise<void> {
  await sql`
    update login_user set name = coalesce(${to.name}::text, name), locale = coalesce(${to.locale}::text, locale), updated_at = ${to.now}
    where id = ${userId}`.execute(tx);
}
