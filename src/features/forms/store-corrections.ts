/** Responses as they are corrected, and what they held before. */
import { sql } from 'kysely';
import type { Answers } from '../../engine/forms/form.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Content } from './store-responses.ts';

export interface NewCorrection {
  readonly responseId: string;
  /** Counted from 1. */
  readonly revision: number;
  readonly before: Answers;
  readonly reason: string;
  readonly by: string;
  readonly byName: string;
}

export async function insertCorrection(tx: Tx, workspace: string, correction: NewCorrection, now: Date): Promise<void> {
  const { responseId, revision, before, reason, by, byName } = correction;
  await sql`
    insert into response_correction (workspace_id, response_id, revision, before, reason, corrected_by, corrected_name, corrected_at)
    values (${workspace}, ${responseId}, ${revision}, ${JSON.stringify(before)}::jsonb, ${reason}, ${by}, ${byName}, ${now})`.execute(
    tx,
  );
}

/** When it was answered stays: a correction is about what was meant then. */
export async function correctContent(
  tx: Tx,
  workspace: string,
  responseId: string,
  { content, revision }: { content: Content; revision: number },
  now: Date,
): Promise<void> {
  await sql`
    update response set answers = ${JSON.stringify(content.answers)}::jsonb, csat = ${content.csat}, nps = ${content.nps},
      intent = ${content.intent}, signals = ${[...content.signals]}::text[], texts = ${content.texts}, revision = ${revision},
      corrected_at = ${now}
    where workspace_id = ${workspace} and response_id = ${responseId}`.execute(tx);
}

export interface CorrectionRow {
  readonly revision: number;
  readonly before: Answers;
  readonly reason: string;
  readonly corrected_name: string;
  readonly corrected_at: Date;
}

export async function correctionsOf(tx: Tx, workspace: string, responseId: string): Promise<CorrectionRow[]> {
  const found = await sql<CorrectionRow>`
    select revision, before, reason, corrected_name, corrected_at from response_correction
    where workspace_id = ${workspace} and response_id = ${responseId} order by revision`.execute(tx);
  return found.rows;
}

/** Locks it: of two who correct at once the second sees what the first did. */
export async function lockRevision(
  tx: Tx,
  workspace: string,
  responseId: string,
): Promise<{ readonly revision: number; readonly answers: Answers } | null> {
  const found = await sql<{ revision: number; answers: Answers }>`
    select revision, answers from response where workspace_id = ${workspace} and response_id = ${responseId} for update`.execute(
    tx,
  );
  return found.rows[0] ?? null;
}
