import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface MiniRow {
  readonly app_id: string;
  /** Sealed. */
  readonly secret: string;
  readonly base_url: string;
  readonly path: string;
  readonly query: string;
  readonly url: string | null;
  readonly url_until: Date | null;
  readonly error: string | null;
  readonly updated_by: string;
  readonly updated_at: Date;
}

export async function findMini(tx: Tx, workspace: string): Promise<MiniRow | null> {
  const { rows } = await sql<MiniRow>`
    select app_id, secret, base_url, path, query, url, url_until, error, updated_by, updated_at from mini_program
    where workspace_id = ${workspace}`.execute(tx);
  return rows[0] ?? null;
}

/** The link that was made for another page goes. */
export async function saveMini(
  tx: Tx,
  workspace: string,
  row: Omit<MiniRow, 'url' | 'url_until' | 'error'>,
): Promise<void> {
  await sql`
    insert into mini_program (workspace_id, app_id, secret, base_url, path, query, updated_by, updated_at)
    values (${workspace}, ${row.app_id}, ${row.secret}, ${row.base_url}, ${row.path}, ${row.query}, ${row.updated_by}, ${row.updated_at})
    on conflict (workspace_id) do update set app_id = excluded.app_id, secret = excluded.secret, base_url = excluded.base_url,
      path = excluded.path, query = excluded.query, url = null, url_until = null, asked_at = null, error = null,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at`.execute(tx);
}

export async function deleteMini(tx: Tx, workspace: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from mini_program where workspace_id = ${workspace}`.execute(tx);
  return numAffectedRows === 1n;
}

export interface Due {
  readonly real: Date;
  /** A link that ends before is made anew. */
  readonly before: Date;
  /** Asked since: another process is at it, or it went wrong a moment ago. */
  readonly askedSince: Date;
}

const due = ({ before, askedSince }: Due) =>
  sql`(url is null or url_until < ${before}) and (asked_at is null or asked_at < ${askedSince})`;

export async function isDue(tx: Tx, workspace: string, when: Due): Promise<boolean> {
  const { rows } = await sql`select 1 from mini_program where workspace_id = ${workspace} and ${due(when)}`.execute(tx);
  return rows.length > 0;
}

/** For one process at a time. */
export async function claimMini(tx: Tx, workspace: string, when: Due): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update mini_program set asked_at = ${when.real} where workspace_id = ${workspace} and ${due(when)}`.execute(tx);
  return numAffectedRows === 1n;
}

/** A link in force stays when no new one could be made. Nothing is written for a page that was changed meanwhile. */
export async function saveMade(
  tx: Tx,
  workspace: string,
  row: MiniRow,
  made: { readonly url: string; readonly until: Date } | { readonly error: string },
): Promise<void> {
  const same = sql`workspace_id = ${workspace} and app_id = ${row.app_id} and secret = ${row.secret} and base_url = ${row.base_url}
    and path = ${row.path} and query = ${row.query}`;
  await ('url' in made
    ? sql`update mini_program set url = ${made.url}, url_until = ${made.until}, error = null where ${same}`
    : sql`update mini_program set error = ${made.error} where ${same}`
  ).execute(tx);
}
