import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export type NoteState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown';

export interface NoteRow {
  readonly note_id: string;
  readonly member_id: string;
  readonly userid: string | null;
  readonly text: string;
  readonly state: NoteState;
  readonly code: string | null;
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

export interface NewNote {
  readonly note_id: string;
  readonly key: string;
  readonly member: string;
  readonly text: string;
}

/** The same key again is the same note. Returns the ids that are new. */
export async function insertNotes(tx: Tx, workspace: string, notes: readonly NewNote[], now: Date): Promise<string[]> {
  if (notes.length === 0) return [];
  const { rows } = await sql<{ note_id: string }>`
    insert into wecom_note (workspace_id, note_id, note_key, member_id, text, state, due_at, created_at)
    select ${workspace}, i.note_id, i.note_key, i.member_id, i.text, 'waiting', ${now}, ${now} from unnest(
      ${plainArrayOf(notes, (each) => each.note_id)}::text[], ${arrayOf(notes, (each) => each.key)}::text[],
      ${plainArrayOf(notes, (each) => each.member)}::text[], ${arrayOf(notes, (each) => each.text)}::text[]) as i(note_id, note_key, member_id, text)
    order by i.note_key on conflict (workspace_id, note_key) do nothing returning note_id`.execute(tx);
  return rows.map((row) => row.note_id);
}

/** Due ones, oldest first; with those whose sender died: WeCom itself drops the same words within half an hour. */
export async function claimNotes(
  tx: Tx,
  workspace: string,
  { now, dead, limit }: { now: Date; dead: Date; limit: number },
): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    with due as materialized (
      select note_id from wecom_note where workspace_id = ${workspace}
        and ((state = 'waiting' and due_at <= ${now}) or (state = 'sending' and due_at <= ${dead}))
      order by due_at, note_id limit ${limit} for update skip locked
    )
    update wecom_note n set state = 'sending', due_at = ${now} from due d where n.workspace_id = ${workspace} and n.note_id = d.note_id
    returning n.note_id, n.member_id, n.userid, n.text, n.state, n.code, n.created_at, n.sent_at`.execute(tx);
  return rows.toSorted((a, b) => (a.note_id < b.note_id ? -1 : 1));
}

export async function isNoteDue(tx: Tx, workspace: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select 1 from wecom_note where workspace_id = ${workspace} and state in ('waiting', 'sending') and due_at <= ${now}) as due`.execute(
    tx,
  );
  return rows[0]?.due ?? false;
}

/** How many each colleague was sent since. */
export async function sentSince(
  tx: Tx,
  workspace: string,
  users: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ userid: string; n: number }>`
    select userid, count(*)::int as n from wecom_note where workspace_id = ${workspace} and sent_at > ${since}
      and userid = any(${arrayOf(users, (user) => user)}::text[]) group by userid`.execute(tx);
  return new Map(rows.map((row) => [row.userid, row.n]));
}

export interface NoteEnd {
  readonly note_id: string;
  readonly userid: string | null;
  readonly state: NoteState;
  readonly code: string | null;
  readonly due_at: Date;
  readonly sent_at: Date | null;
}

export async function saveNotes(tx: Tx, workspace: string, ends: readonly NoteEnd[]): Promise<void> {
  if (ends.length === 0) return;
  await sql`
    update wecom_note n set userid = i.userid, state = i.state, code = i.code, due_at = i.due_at, sent_at = i.sent_at
    from unnest(${plainArrayOf(ends, (each) => each.note_id)}::text[], ${arrayOf(ends, (each) => each.userid)}::text[],
      ${arrayOf(ends, (each) => each.state)}::text[], ${arrayOf(ends, (each) => each.code)}::text[],
      ${plainArrayOf(ends, (each) => each.due_at.toISOString())}::timestamptz[],
      ${arrayOf(ends, (each) => each.sent_at?.toISOString() ?? null)}::timestamptz[]) as i(note_id, userid, state, code, due_at, sent_at)
    where n.workspace_id = ${workspace} and n.note_id = i.note_id`.execute(tx);
}

export async function listNotes(tx: Tx, workspace: string, limit: number): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select note_id, member_id, userid, text, state, code, created_at, sent_at from wecom_note where workspace_id = ${workspace}
    order by created_at desc, note_id desc limit ${limit}`.execute(tx);
  return rows;
}
