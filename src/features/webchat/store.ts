import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Look } from './contract.ts';

export interface ChatRow {
  readonly is_on: boolean;
  readonly look: Look;
  readonly updated_by: string;
  readonly updated_at: Date;
}

export async function findChat(tx: Tx, workspace: string): Promise<ChatRow | null> {
  const { rows } = await sql<ChatRow>`
    select is_on, look, updated_by, updated_at from web_chat where workspace_id = ${workspace}`.execute(tx);
  return rows[0] ?? null;
}

export async function saveChat(tx: Tx, workspace: string, row: ChatRow): Promise<void> {
  await sql`
    insert into web_chat (workspace_id, is_on, look, updated_by, updated_at)
    values (${workspace}, ${row.is_on}, ${JSON.stringify(row.look)}::jsonb, ${row.updated_by}, ${row.updated_at})
    on conflict (workspace_id) do update set is_on = excluded.is_on, look = excluded.look, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at`.execute(tx);
}

export interface NewVisitor {
  readonly visitorId: string;
  readonly locale: 'zh' | 'en';
  /** What she agreed to, as it was shown to her. */
  readonly wording: string;
  readonly page: string | null;
}

export async function insertVisitor(tx: Tx, workspace: string, visitor: NewVisitor, now: Date): Promise<void> {
  await sql`
    insert into web_visitor (workspace_id, visitor_id, locale, wording, page, consented_at, seen_at)
    values (${workspace}, ${visitor.visitorId}, ${visitor.locale}, ${visitor.wording}, ${visitor.page}, ${now}, ${now})`.execute(
    tx,
  );
}

/** Whether the visitor is one of ours; that she is here is written once a minute. */
export async function seeVisitor(tx: Tx, workspace: string, visitorId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ seen_at: Date }>`
    select seen_at from web_visitor where workspace_id = ${workspace} and visitor_id = ${visitorId}`.execute(tx);
  const seen = rows[0];
  if (!seen) return false;
  if (now.getTime() - seen.seen_at.getTime() > 60_000)
    await sql`update web_visitor set seen_at = ${now}
      where workspace_id = ${workspace} and visitor_id = ${visitorId}`.execute(tx);
  return true;
}
