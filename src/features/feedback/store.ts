import { sql } from 'kysely';
import type { Polarity, Reason } from '../../engine/text/index.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Fallback } from './contract-text-model.ts';

export interface NewInsight {
  readonly insight_id: string;
  readonly source: 'response' | 'message';
  readonly source_id: string;
  readonly question: string;
  readonly customer_id: string;
  readonly playbook: string | null;
  readonly version: number | null;
  readonly epoch: number | null;
  readonly run_id: string | null;
  readonly via: string;
  readonly channel: string | null;
  readonly text: string;
  readonly language: string;
  readonly sentiment: 'positive' | 'negative' | 'neutral';
  readonly score: number;
  readonly opinion: boolean;
  readonly confidence: number;
  readonly intensity: number;
  readonly urgency: 'high' | 'medium' | 'low';
  readonly alarms: readonly string[];
  readonly keywords: readonly string[];
  readonly provider: string;
  readonly fallback: Fallback | null;
  readonly model_version: string;
  readonly taxonomy_version: string;
  readonly said_at: Date;
  readonly analysed_at: Date;
}

/** Ids of those that were not there: a text of a response is understood once. */
export async function insertInsights(tx: Tx, workspace: string, rows: readonly NewInsight[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const done = await sql<{ insight_id: string }>`
    insert into insight (workspace_id, insight_id, source, source_id, question, customer_id, playbook, version, epoch, run_id, via,
      channel, text, language, sentiment, score, opinion, confidence, intensity, urgency, alarms, keywords, provider, fallback,
      model_version, taxonomy_version, said_at, analysed_at)
    select ${workspace}, i.insight_id, i.source, i.source_id, i.question, i.customer_id, i.playbook, i.version, i.epoch, i.run_id, i.via,
      i.channel, i.text, i.language, i.sentiment, i.score, i.opinion, i.confidence, i.intensity, i.urgency, i.alarms, i.keywords,
      i.provider, i.fallback, i.model_version, i.taxonomy_version, i.said_at, i.analysed_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as i(insight_id text, source text, source_id text, question text,
      customer_id text, playbook text, version int, epoch int, run_id text, via text, channel text, text text, language text,
      sentiment text, score float8, opinion boolean, confidence float8, intensity float8, urgency text, alarms text[],
      keywords text[], provider text, fallback text, model_version text, taxonomy_version text, said_at timestamptz, analysed_at timestamptz)
    order by i.source, i.source_id, i.question
    on conflict (workspace_id, source, source_id, question) do nothing
    returning insight_id`.execute(tx);
  return new Set(done.rows.map(({ insight_id }) => insight_id));
}

export interface NewReason {
  readonly insight_id: string;
  readonly code: string;
  readonly polarity: Polarity;
  readonly start_at: number;
  readonly end_at: number;
  readonly quote: string;
  readonly clause_key: string;
  readonly score: number;
  readonly customer_id: string;
  readonly playbook: string | null;
  readonly said_at: Date;
  readonly corrected_by: string | null;
}

export async function insertReasons(tx: Tx, workspace: string, rows: readonly NewReason[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into insight_reason (workspace_id, insight_id, code, polarity, start_at, end_at, quote, clause_key, score, customer_id,
      playbook, said_at, corrected_by)
    select ${workspace}, i.insight_id, i.code, i.polarity, i.start_at, i.end_at, i.quote, i.clause_key, i.score, i.customer_id,
      i.playbook, i.said_at, i.corrected_by
    from json_to_recordset(${JSON.stringify(rows)}::json) as i(insight_id text, code text, polarity text, start_at int, end_at int,
      quote text, clause_key text, score float8, customer_id text, playbook text, said_at timestamptz, corrected_by text)
    order by i.insight_id, i.code, i.polarity
    on conflict (workspace_id, insight_id, code, polarity) do nothing`.execute(tx);
}

export interface TaxonomyRow {
  readonly version: number;
  readonly reasons: readonly Reason[];
  readonly saved_by: string;
  readonly saved_at: Date;
}

/** The newest; null when the workspace never saved one. */
export async function findTaxonomy(tx: Tx, workspace: string): Promise<TaxonomyRow | null> {
  const found = await sql<TaxonomyRow>`
    select version, reasons, saved_by, saved_at from taxonomy
    where workspace_id = ${workspace} order by version desc limit 1`.execute(tx);
  return found.rows[0] ?? null;
}

export async function findReasonsOf(tx: Tx, workspace: string, version: number): Promise<readonly Reason[] | null> {
  const found = await sql<{ reasons: readonly Reason[] }>`
    select reasons from taxonomy where workspace_id = ${workspace} and version = ${version}`.execute(tx);
  return found.rows[0]?.reasons ?? null;
}

export async function insertTaxonomy(
  tx: Tx,
  workspace: string,
  reasons: readonly Reason[],
  by: string,
  now: Date,
): Promise<number> {
  const done = await sql<{ version: number }>`
    insert into taxonomy (workspace_id, version, reasons, saved_by, saved_at)
    select ${workspace}, coalesce(max(version), 0) + 1, ${JSON.stringify(reasons)}::jsonb, ${by}, ${now}
    from taxonomy where workspace_id = ${workspace} returning version`.execute(tx);
  return done.rows[0]?.version ?? 1;
}
