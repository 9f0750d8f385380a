import { sql } from 'kysely';
import type { Polarity } from '../../engine/text/index.ts';
import type { Tx } from '../../kit/db/database.ts';

/** The newest corrections that a batch is read with; older ones are about clauses nobody writes any more. */
const MOST = 5000;

export interface CorrectionRow {
  readonly clause_key: string;
  readonly code: string;
  readonly polarity: Polarity | null;
  readonly quote: string;
}

export async function listCorrections(tx: Tx, workspace: string): Promise<CorrectionRow[]> {
  const found = await sql<CorrectionRow>`
    select clause_key, code, polarity, quote from reason_correction
    where workspace_id = ${workspace} order by corrected_at desc limit ${MOST}`.execute(tx);
  return found.rows;
}

export interface NewCorrection extends CorrectionRow {
  readonly insightId: string;
  readonly by: string;
  readonly now: Date;
}

export async function saveCorrection(tx: Tx, workspace: string, correction: NewCorrection): Promise<void> {
  const { clause_key: key, code, polarity, quote, insightId, by, now } = correction;
  await sql`
    insert into reason_correction (workspace_id, clause_key, code, polarity, quote, insight_id, corrected_by, corrected_at)
    values (${workspace}, ${key}, ${code}, ${polarity}, ${quote}, ${insightId}, ${by}, ${now})
    on conflict (workspace_id, clause_key, code) do update set polarity = excluded.polarity, quote = excluded.quote,
      insight_id = excluded.insight_id, corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at`.execute(
    tx,
  );
}

/** The reason as it was read in all texts that say the same; with `but`, only where it was read otherwise. Returns whose they were. */
export async function deleteOfClause(
  tx: Tx,
  workspace: string,
  { clause_key: key, code, polarity }: Pick<CorrectionRow, 'clause_key' | 'code' | 'polarity'>,
): Promise<{ insight_id: string; customer_id: string; polarity: Polarity }[]> {
  const other = polarity === null ? sql`` : sql`and polarity <> ${polarity}`;
  const done = await sql<{ insight_id: string; customer_id: string; polarity: Polarity }>`
    delete from insight_reason where workspace_id = ${workspace} and clause_key = ${key} and code = ${code} ${other}
    returning insight_id, customer_id, polarity`.execute(tx);
  return done.rows;
}

/** Of these customers, those who still have a reason of this kind. */
export async function stillSaid(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
  code: string,
  polarity: Polarity,
): Promise<Set<string>> {
  const found = await sql<{ customer_id: string }>`
    select distinct customer_id from insight_reason where workspace_id = ${workspace}
      and customer_id = any(${[...customers]}::text[]) and code = ${code} and polarity = ${polarity}`.execute(tx);
  return new Set(found.rows.map(({ customer_id }) => customer_id));
}

export interface TextRow {
  readonly insight_id: string;
  readonly source_id: string;
  readonly question: string;
  readonly text: string;
}

export async function textsOfSources(tx: Tx, workspace: string, responses: readonly string[]): Promise<TextRow[]> {
  const found = await sql<TextRow>`
    select insight_id, source_id, question, text from insight
    where workspace_id = ${workspace} and source = 'response' and source_id = any(${[...responses]}::text[])
    order by insight_id`.execute(tx);
  return found.rows;
}

/** Takes these insights away; returns the reasons they had. */
export async function deleteInsights(
  tx: Tx,
  workspace: string,
  insights: readonly string[],
): Promise<{ code: string; customer_id: string; polarity: Polarity }[]> {
  const ids = [...insights];
  const reasons = await sql<{ code: string; customer_id: string; polarity: Polarity }>`
    delete from insight_reason where workspace_id = ${workspace} and insight_id = any(${ids}::text[])
    returning code, customer_id, polarity`.execute(tx);
  await sql`delete from insight where workspace_id = ${workspace} and insight_id = any(${ids}::text[])`.execute(tx);
  return reasons.rows;
}
