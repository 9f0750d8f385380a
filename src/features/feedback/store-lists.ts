import { type RawBuilder, sql } from 'kysely';
import type { Polarity } from '../../engine/text/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { NewInsight, NewReason } from './store.ts';
import { readingsOf, type Scores, type Side, sideOf } from './store-drivers.ts';

export interface InsightFilter {
  readonly from?: Date | undefined;
  readonly sentiment?: string | undefined;
  readonly reason?: string | undefined;
  readonly polarity?: string | undefined;
  readonly urgency?: string | undefined;
  readonly playbook?: string | undefined;
  readonly customer?: string | undefined;
  readonly insightId?: string | undefined;
  readonly q?: string | undefined;
  /** Said in responses whose score of the metric is on this side. */
  readonly scored?: { readonly side: Side; readonly scores: Scores } | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | null | undefined;
  readonly limit: number;
}

export type InsightRow = NewInsight & { readonly customer_name: string | null; readonly customer_external: string };

/** Newest first, of the customers the caller may see. */
export async function findInsights(tx: Tx, ctx: Context, filter: InsightFilter): Promise<InsightRow[]> {
  const workspace = ctx.workspace.id;
  const found = await sql<InsightRow>`
    select i.insight_id, i.source, i.source_id, i.question, i.customer_id, i.playbook, i.version, i.epoch, i.run_id, i.via, i.channel,
      i.text, i.language, i.sentiment, i.score, i.opinion, i.confidence, i.intensity, i.urgency, i.alarms, i.keywords, i.provider, i.fallback,
      i.model_version, i.taxonomy_version, i.said_at, i.analysed_at, c.name as customer_name, c.external_id as customer_external
    from insight i join customer c on c.workspace_id = ${workspace} and c.customer_id = i.customer_id
    where i.workspace_id = ${workspace} ${conditions(workspace, filter)} ${inScope(ctx, 'c')}
    order by i.said_at desc, i.insight_id desc limit ${filter.limit}`.execute(tx);
  return found.rows;
}

function conditions(workspace: string, filter: InsightFilter): RawBuilder<unknown> {
  const { from, sentiment, reason, polarity, urgency, playbook, customer, insightId, q, scored, after } = filter;
  const side = polarity === undefined ? sql`` : sql`and r.polarity = ${polarity}`;
  const code = reason === undefined ? sql`` : sql`and r.code = ${reason}`;
  const parts = [
    from === undefined ? null : sql`and i.said_at >= ${from}`,
    sentiment === undefined ? null : sql`and i.sentiment = ${sentiment}`,
    urgency === undefined ? null : sql`and i.urgency = ${urgency}`,
    playbook === undefined ? null : sql`and i.playbook = ${playbook}`,
    customer === undefined ? null : sql`and i.customer_id = ${customer}`,
    insightId === undefined ? null : sql`and i.insight_id = ${insightId}`,
    q === undefined ? null : sql`and i.text ilike ${`%${q.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`}`,
    reason === undefined && polarity === undefined
      ? null
      : sql`and exists (select 1 from insight_reason r
          where r.workspace_id = ${workspace} and r.insight_id = i.insight_id ${code} ${side})`,
    scored === undefined
      ? null
      : sql`and i.source = 'response' and exists (select 1 ${readingsOf(workspace, scored.scores)}
          and m.response_id = i.source_id and ${sideOf(scored.scores.sides, 'm')} = ${scored.side})`,
    after ? sql`and (i.said_at, i.insight_id) < (${after.at}, ${after.id})` : null,
  ];
  return sql.join(
    parts.filter((part) => part !== null),
    sql` `,
  );
}

export async function findReasons(tx: Tx, workspace: string, insightIds: readonly string[]): Promise<NewReason[]> {
  if (insightIds.length === 0) return [];
  const found = await sql<NewReason>`
    select insight_id, code, polarity, start_at, end_at, quote, clause_key, score, customer_id, playbook, said_at, corrected_by
    from insight_reason where workspace_id = ${workspace} and insight_id = any(${[...insightIds]}::text[])
    order by insight_id, start_at, end_at`.execute(tx);
  return found.rows;
}

export interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly playbook?: string | undefined;
}

function inPeriod(alias: string, { from, to, playbook }: Period): RawBuilder<unknown> {
  const at = sql.ref(`${alias}.said_at`);
  const of = playbook === undefined ? sql`` : sql`and ${sql.ref(`${alias}.playbook`)} = ${playbook}`;
  return sql`and ${at} >= ${from} and ${at} < ${to} ${of}`;
}

export interface Totals {
  readonly texts: number;
  readonly opinions: number;
  readonly positive: number;
  readonly negative: number;
  readonly urgent: number;
  readonly customers: number;
}

export async function totalsOf(tx: Tx, ctx: Context, period: Period): Promise<Totals> {
  const workspace = ctx.workspace.id;
  const found = await sql<Totals>`
    select count(*)::int as texts, (count(*) filter (where i.opinion))::int as opinions,
      (count(*) filter (where i.sentiment = 'positive'))::int as positive,
      (count(*) filter (where i.sentiment = 'negative'))::int as negative,
      (count(*) filter (where i.urgency = 'high'))::int as urgent, count(distinct i.customer_id)::int as customers
    from insight i join customer c on c.workspace_id = ${workspace} and c.customer_id = i.customer_id
    where i.workspace_id = ${workspace} ${inPeriod('i', period)} ${inScope(ctx, 'c')}`.execute(tx);
  return found.rows[0] ?? { texts: 0, opinions: 0, positive: 0, negative: 0, urgent: 0, customers: 0 };
}

export interface ReasonCount {
  readonly code: string;
  readonly polarity: Polarity;
  readonly day: string;
  readonly mentions: number;
}

/** Mentions per reason, side and day of the workspace. */
export async function countReasons(tx: Tx, ctx: Context, period: Period): Promise<ReasonCount[]> {
  const workspace = ctx.workspace.id;
  const found = await sql<ReasonCount>`
    select r.code, r.polarity, to_char((r.said_at at time zone ${ctx.workspace.zone})::date, 'YYYY-MM-DD') as day, count(*)::int as mentions
    from insight_reason r join customer c on c.workspace_id = ${workspace} and c.customer_id = r.customer_id
    where r.workspace_id = ${workspace} ${inPeriod('r', period)} ${inScope(ctx, 'c')}
    group by 1, 2, 3 order by 1, 2, 3`.execute(tx);
  return found.rows;
}

/** Texts per day of the workspace. */
export async function countTexts(tx: Tx, ctx: Context, period: Period): Promise<{ day: string; texts: number }[]> {
  const workspace = ctx.workspace.id;
  const found = await sql<{ day: string; texts: number }>`
    select to_char((i.said_at at time zone ${ctx.workspace.zone})::date, 'YYYY-MM-DD') as day, count(*)::int as texts
    from insight i join customer c on c.workspace_id = ${workspace} and c.customer_id = i.customer_id
    where i.workspace_id = ${workspace} ${inPeriod('i', period)} ${inScope(ctx, 'c')} group by 1 order by 1`.execute(
    tx,
  );
  return found.rows;
}

export async function countCustomers(
  tx: Tx,
  ctx: Context,
  period: Period,
): Promise<{ code: string; polarity: Polarity; customers: number }[]> {
  const workspace = ctx.workspace.id;
  const found = await sql<{ code: string; polarity: Polarity; customers: number }>`
    select r.code, r.polarity, count(distinct r.customer_id)::int as customers
    from insight_reason r join customer c on c.workspace_id = ${workspace} and c.customer_id = r.customer_id
    where r.workspace_id = ${workspace} ${inPeriod('r', period)} ${inScope(ctx, 'c')} group by 1, 2`.execute(tx);
  return found.rows;
}

export interface QuoteRow {
  readonly code: string;
  readonly polarity: Polarity;
  readonly insight_id: string;
  readonly quote: string;
  readonly customer_id: string;
  readonly customer_name: string | null;
  readonly customer_external: string;
  readonly said_at: Date;
}

/** The newest quotes of each reason and side. */
export async function findQuotes(tx: Tx, ctx: Context, period: Period, most: number): Promise<QuoteRow[]> {
  const workspace = ctx.workspace.id;
  const found = await sql<QuoteRow>`
    select q.code, q.polarity, q.insight_id, q.quote, q.customer_id, q.customer_name, q.customer_external, q.said_at from (
      select r.code, r.polarity, r.insight_id, r.quote, r.customer_id, c.name as customer_name, c.external_id as customer_external,
        r.said_at, row_number() over (partition by r.code, r.polarity order by r.said_at desc, r.insight_id) as place
      from insight_reason r join customer c on c.workspace_id = ${workspace} and c.customer_id = r.customer_id
      where r.workspace_id = ${workspace} ${inPeriod('r', period)} ${inScope(ctx, 'c')}) q
    where q.place <= ${most} order by q.code, q.polarity, q.place`.execute(tx);
  return found.rows;
}

export async function playbooksOf(tx: Tx, workspace: string, from: Date): Promise<string[]> {
  const found = await sql<{ playbook: string }>`
    select distinct playbook from insight where workspace_id = ${workspace} and said_at >= ${from} and playbook is not null
    order by playbook limit 100`.execute(tx);
  return found.rows.map(({ playbook }) => playbook);
}
