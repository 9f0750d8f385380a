import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface AllowedRow {
  readonly way: string;
  /** Whom it asks, as it was when an administrator allowed it; hashed. */
  readonly mark: string;
  readonly enabled_by: string;
  readonly enabled_at: Date;
}

export async function allowedWays(tx: Tx, workspace: string): Promise<AllowedRow[]> {
  const { rows } = await sql<AllowedRow>`
    select way, mark, enabled_by, enabled_at from sign_in_way where workspace_id = ${workspace} order by way`.execute(
    tx,
  );
  return rows;
}

export async function allowWay(tx: Tx, workspace: string, row: AllowedRow): Promise<void> {
  await sql`
    insert into sign_in_way (workspace_id, way, mark, enabled_by, enabled_at)
    values (${workspace}, ${row.way}, ${row.mark}, ${row.enabled_by}, ${row.enabled_at})
    on conflict (workspace_id, way) do update set mark = excluded.mark, enabled_by = excluded.enabled_by,
      enabled_at = excluded.enabled_at`.execute(tx);
}

/** Those who tied it have to do so again: another corp may have a person of the same name. */
export async function endWay(tx: Tx, workspace: string, way: string): Promise<boolean> {
  await sql`delete from login_way where workspace_id = ${workspace} and way = ${way}`.execute(tx);
  const done = await sql`delete from sign_in_way where workspace_id = ${workspace} and way = ${way}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function forgetLinks(tx: Tx, workspace: string, way: string): Promise<void> {
  await sql`delete from login_way where workspace_id = ${workspace} and way = ${way}`.execute(tx);
}

/** Of a way: how many are tied, and when this person was. */
export async function linksOf(
  tx: Tx,
  workspace: string,
  userId: string,
): Promise<{ way: string; n: number; mine: Date | null }[]> {
  const { rows } = await sql<{ way: string; n: number; mine: Date | null }>`
    select way, count(*)::int as n, max(linked_at) filter (where user_id = ${userId}) as mine
    from login_way where workspace_id = ${workspace} group by way order by way`.execute(tx);
  return rows;
}

/** One login there is one login here, both ways: what either had before is over. */
export async function linkLogin(
  tx: Tx,
  workspace: string,
  link: { readonly way: string; readonly subject: string; readonly userId: string; readonly now: Date },
): Promise<void> {
  await sql`
    delete from login_way where workspace_id = ${workspace} and way = ${link.way}
      and (subject = ${link.subject} or user_id = ${link.userId})`.execute(tx);
  await sql`
    insert into login_way (workspace_id, way, subject, user_id, linked_at)
    values (${workspace}, ${link.way}, ${link.subject}, ${link.userId}, ${link.now})`.execute(tx);
}

export async function unlinkLogin(tx: Tx, workspace: string, way: string, userId: string): Promise<boolean> {
  const done = await sql`
    delete from login_way where workspace_id = ${workspace} and way = ${way} and user_id = ${userId}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function userOf(tx: Tx, workspace: string, way: string, subject: string): Promise<string | null> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from login_way where workspace_id = ${workspace} and way = ${way} and subject = ${subject}`.execute(
    tx,
  );
  return rows[0]?.user_id ?? null;
}
