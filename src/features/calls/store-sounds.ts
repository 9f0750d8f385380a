/** Prompts and recordings: sound. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export async function findPrompt(tx: Tx, workspace: string, promptId: string): Promise<Buffer | null> {
  const { rows } = await sql<{ sound: Buffer }>`
    select sound from call_prompt where workspace_id = ${workspace} and prompt_id = ${promptId}`.execute(tx);
  return rows[0]?.sound ?? null;
}

/** Of these, those that are there; they are marked as used. */
export async function usePrompts(tx: Tx, workspace: string, ids: readonly string[], now: Date): Promise<Set<string>> {
  const { rows } = await sql<{ prompt_id: string }>`
    with held as materialized (
      select prompt_id from call_prompt where workspace_id = ${workspace} and prompt_id = any(${[...ids]}::text[])
      order by prompt_id for update
    )
    update call_prompt p set used_at = ${now} from held h
    where p.workspace_id = ${workspace} and p.prompt_id = h.prompt_id returning p.prompt_id`.execute(tx);
  return new Set(rows.map((row) => row.prompt_id));
}

export async function savePrompt(tx: Tx, workspace: string, promptId: string, sound: Buffer, now: Date): Promise<void> {
  await sql`
    insert into call_prompt (workspace_id, prompt_id, sound, used_at) values (${workspace}, ${promptId}, ${sound}, ${now})
    on conflict (workspace_id, prompt_id) do nothing`.execute(tx);
}

export async function dropPrompts(tx: Tx, workspace: string, before: Date): Promise<void> {
  await sql`delete from call_prompt where workspace_id = ${workspace} and used_at < ${before}`.execute(tx);
}

export interface RecordingRow {
  readonly record: number;
  readonly node: string | null;
  readonly seconds: number;
  readonly kept: boolean;
  readonly transcript: string | null;
  readonly transcript_state: 'none' | 'waiting' | 'done' | 'failed';
  /** Why it was not read. */
  readonly transcript_note: string | null;
  readonly recorded_at: Date;
  readonly expires_at: Date;
}

export interface NewRecording {
  readonly callId: string;
  readonly record: number;
  readonly node: string | null;
  readonly seconds: number;
  /** null: of the sandbox, where nothing was said aloud. */
  readonly sound: Buffer | null;
  readonly transcript: RecordingRow['transcript_state'];
  readonly expiresAt: Date;
}

export async function saveRecording(tx: Tx, workspace: string, item: NewRecording, now: Date): Promise<void> {
  await sql`
    insert into call_recording (workspace_id, call_id, record, node, seconds, sound, transcript_state, recorded_at, expires_at)
    values (${workspace}, ${item.callId}, ${item.record}, ${item.node}, ${item.seconds}, ${item.sound}, ${item.transcript}, ${now},
      ${item.expiresAt})
    on conflict (workspace_id, call_id, record) do nothing`.execute(tx);
}

export async function findRecordings(tx: Tx, workspace: string, callId: string): Promise<RecordingRow[]> {
  const { rows } = await sql<RecordingRow>`
    select record, node, seconds, sound is not null as kept, transcript, transcript_state, transcript_note, recorded_at, expires_at
    from call_recording where workspace_id = ${workspace} and call_id = ${callId} order by record`.execute(tx);
  return rows;
}

export async function findSound(tx: Tx, workspace: string, callId: string, record: number): Promise<Buffer | null> {
  const { rows } = await sql<{ sound: Buffer | null }>`
    select sound from call_recording where workspace_id = ${workspace} and call_id = ${callId} and record = ${record}`.execute(
    tx,
  );
  return rows[0]?.sound ?? null;
}

export async function saveTranscript(
  tx: Tx,
  workspace: string,
  which: { readonly callId: string; readonly record: number },
  said: {
    readonly text: string | null;
    readonly state: RecordingRow['transcript_state'];
    readonly note: string | null;
  },
): Promise<void> {
  await sql`
    update call_recording set transcript = ${said.text}, transcript_state = ${said.state}, transcript_note = ${said.note}
    where workspace_id = ${workspace} and call_id = ${which.callId} and record = ${which.record}`.execute(tx);
}

/** Their time is over: the sound goes, the line that it was there stays. */
export async function expireSounds(tx: Tx, workspace: string, now: Date): Promise<number> {
  const done = await sql`
    update call_recording set sound = null
    where workspace_id = ${workspace} and sound is not null and expires_at <= ${now}`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}
