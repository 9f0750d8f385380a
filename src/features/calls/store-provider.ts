/** Calls that a provider carries: its names for them, and which of its questions were answered. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface ProviderRow {
  readonly provider_id: string | null;
  readonly at: number;
  readonly answer: string | null;
  readonly recordings: Readonly<Record<string, string>>;
}

export async function findProvider(tx: Tx, workspace: string, callId: string): Promise<ProviderRow | null> {
  const { rows } = await sql<ProviderRow>`
    select provider_id, at, answer, recordings from call_provider
    where workspace_id = ${workspace} and call_id = ${callId}`.execute(tx);
  return rows[0] ?? null;
}

/** The first name stays: a second one would be another call. */
export async function keepProviderId(tx: Tx, workspace: string, callId: string, id: string): Promise<void> {
  await sql`
    insert into call_provider (workspace_id, call_id, provider_id, at, recordings) values (${workspace}, ${callId}, ${id}, 0, '{}')
    on conflict (workspace_id, call_id) do update set provider_id = coalesce(call_provider.provider_id, excluded.provider_id)`.execute(
    tx,
  );
}

/** True for one who asks: the question is this one's to answer. */
export async function claimQuestion(tx: Tx, workspace: string, callId: string, at: number): Promise<boolean> {
  const done = await sql`
    insert into call_provider (workspace_id, call_id, at, recordings) values (${workspace}, ${callId}, ${at + 1}, '{}')
    on conflict (workspace_id, call_id) do update set at = excluded.at, answer = excluded.answer
    where call_provider.at = excluded.at - 1`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function keepAnswer(tx: Tx, workspace: string, callId: string, answer: string): Promise<void> {
  await sql`
    update call_provider set answer = ${answer} where workspace_id = ${workspace} and call_id = ${callId}`.execute(tx);
}

export async function keepRecordingId(
  tx: Tx,
  workspace: string,
  callId: string,
  record: number,
  id: string,
): Promise<void> {
  await sql`
    update call_provider set recordings = recordings || jsonb_build_object(${String(record)}::text, ${id}::text)
    where workspace_id = ${workspace} and call_id = ${callId}`.execute(tx);
}

/** Calls that go on, whoever carries them. */
export async function countRunning(tx: Tx, workspace: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from call
    where workspace_id = ${workspace} and state <> 'ended' and state <> 'queued' and not sandbox`.execute(tx);
  return rows[0]?.n ?? 0;
}
