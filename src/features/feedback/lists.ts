/** Insights and reasons for people to read. */
import { addDays } from '../../engine/condition/dates.ts';
import { maskPersonal, type Polarity } from '../../engine/text/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { noteListed, noteViewed, requireCustomer } from '../customers/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import type { AnalysedTexts, Insight, InsightQuery, ReasonSummary, Side } from './contract.ts';
import { bucketsOf } from './decide.ts';
import { decideTendencies, type Tendency } from './decide-drivers.ts';
import { loadScores } from './drivers.ts';
import { periodOf } from './period.ts';
import * as lists from './store-lists.ts';
import { labelOf, loadRules, type ReadingRules } from './taxonomy.ts';
import { read } from './understand.ts';

const QUOTES = 3;
/** Points of a trend. */
const POINTS = 13;

export async function present(tx: Tx, ctx: Context, rows: readonly lists.InsightRow[]): Promise<Insight[]> {
  const { taxonomy } = await loadRules(tx, ctx);
  const reasons = await lists.findReasons(
    tx,
    ctx.workspace.id,
    rows.map((row) => row.insight_id),
  );
  return rows.map((row) => ({
    insightId: row.insight_id,
    source: row.source,
    sourceId: row.source_id,
    question: row.question,
    customerId: row.customer_id,
    customerName: row.customer_name ?? row.customer_external,
    playbook: row.playbook,
    via: row.via,
    channel: row.channel,
    text: row.text,
    sentiment: row.sentiment,
    score: row.score,
    opinion: row.opinion,
    confidence: row.confidence,
    intensity: row.intensity,
    urgency: row.urgency,
    alarms: [...row.alarms],
    keywords: [...row.keywords],
    reasons: reasons
      .filter((reason) => reason.insight_id === row.insight_id)
      .map(({ code, polarity, quote, start_at: start, end_at: end }) => ({
        code,
        label: labelOf(taxonomy, code),
        polarity,
        quote,
        start,
        end,
      })),
    provider: row.provider,
    fallback: row.fallback,
    version: row.model_version,
    taxonomyVersion: row.taxonomy_version,
    saidAt: row.said_at.toISOString(),
  }));
}

export function listInsights(
  ctx: Context,
  { cursor, limit, days, metric, group, ...query }: InsightQuery & { cursor?: string | undefined; limit: number },
): Promise<{ items: Insight[]; next: string | null }> {
  return ctx.tx(async (tx) => {
    const after = cursor ? readCursor(cursor) : null;
    const { from } = periodOf(ctx, days);
    const scored = metric && group ? { side: group, scores: await loadScores(tx, ctx, metric) } : undefined;
    const rows = await lists.findInsights(tx, ctx, { ...query, scored, from, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    await noteListed(tx, ctx, 'insights', shown.length);
    return { items: await present(tx, ctx, shown), next: last ? writeCursor(last.said_at, last.insight_id) : null };
  });
}

export function listCustomerInsights(ctx: Context, customerId: string): Promise<{ items: Insight[] }> {
  return ctx.tx(async (tx) => {
    const found = await requireCustomer(tx, ctx, customerId);
    await noteViewed(tx, ctx, [found]);
    const { customer_id: customer } = found;
    return { items: await present(tx, ctx, await lists.findInsights(tx, ctx, { customer, limit: 100 })) };
  });
}

export async function requireInsight(tx: Tx, ctx: Context, insightId: string): Promise<lists.InsightRow> {
  const [row] = await lists.findInsights(tx, ctx, { insightId, limit: 1 });
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '洞察' : 'insight' });
  return row;
}

export function getReasons(
  ctx: Context,
  { days, playbook }: { days: number; playbook?: string | undefined },
): Promise<ReasonSummary> {
  return ctx.tx(async (tx) => {
    const { first, from, to, before } = periodOf(ctx, days);
    const period = { from, to, playbook };
    const rules = await loadRules(tx, ctx);
    const counts = await lists.countReasons(tx, ctx, { ...period, from: before });
    const figures: Figures = {
      counts,
      customers: await lists.countCustomers(tx, ctx, period),
      quotes: await lists.findQuotes(tx, ctx, period, QUOTES),
      buckets: bucketsOf(first, days, POINTS, addDays),
      first,
    };
    const codes = new Set([...rules.taxonomy.reasons.keys(), ...counts.map(({ code }) => code)]);
    const tendencies = tendenciesOf(figures, await lists.countTexts(tx, ctx, period));
    const reasons = [...codes]
      .map((code) => ({
        code,
        label: labelOf(rules.taxonomy, code),
        negative: sideOf(figures, tendencies, code, 'negative'),
        positive: sideOf(figures, tendencies, code, 'positive'),
      }))
      .filter(({ negative, positive }) => negative.mentions + positive.mentions + negative.before + positive.before > 0)
      .sort((a, b) => b.negative.mentions - a.negative.mentions || b.positive.mentions - a.positive.mentions);
    return {
      ...(await lists.totalsOf(tx, ctx, period)),
      buckets: figures.buckets.starts,
      reasons,
      playbooks: await lists.playbooksOf(tx, ctx.workspace.id, from),
    };
  });
}

interface Figures {
  readonly counts: readonly lists.ReasonCount[];
  readonly customers: readonly { code: string; polarity: Polarity; customers: number }[];
  readonly quotes: readonly lists.QuoteRow[];
  readonly buckets: ReturnType<typeof bucketsOf>;
  readonly first: string;
}

const keyOf = (code: string, polarity: Polarity): string => `${code} ${polarity}`;

/** By `keyOf`: what is said of more and more, or less and less, of all that is said. */
function tendenciesOf(
  { counts, buckets, first }: Figures,
  texts: readonly { day: string; texts: number }[],
): ReadonlyMap<string, Tendency | null> {
  const n = buckets.starts.map(() => 0);
  for (const one of texts) n[buckets.of(one.day)]! += one.texts;
  const said = new Map<string, number[]>();
  for (const { code, polarity, day, mentions } of counts.filter((count) => count.day >= first)) {
    const key = keyOf(code, polarity);
    const series = said.get(key) ?? buckets.starts.map(() => 0);
    series[buckets.of(day)]! += mentions;
    said.set(key, series);
  }
  return decideTendencies(new Map([...said].map(([key, series]) => [key, series.map((k, at) => ({ k, n: n[at]! }))])));
}

function sideOf(
  { counts, customers, quotes, buckets, first }: Figures,
  tendencies: ReadonlyMap<string, Tendency | null>,
  code: string,
  polarity: Polarity,
): Side {
  const mine = <T extends { code: string; polarity: Polarity }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.code === code && row.polarity === polarity);
  const trend = buckets.starts.map(() => 0);
  let before = 0;
  for (const { day, mentions } of mine(counts)) {
    if (day < first) before += mentions;
    else trend[buckets.of(day)]! += mentions;
  }
  return {
    mentions: trend.reduce((sum, n) => sum + n, 0),
    customers: mine(customers)[0]?.customers ?? 0,
    before,
    trend,
    tendency: tendencies.get(keyOf(code, polarity)) ?? null,
    quotes: mine(quotes).map((row) => ({
      insightId: row.insight_id,
      quote: row.quote,
      customerId: row.customer_id,
      customerName: row.customer_name ?? row.customer_external,
      saidAt: row.said_at.toISOString(),
    })),
  };
}

/** The answer speaks of the masked texts, as everything that is kept does. */
export async function analyse(ctx: Context, given: readonly string[]): Promise<AnalysedTexts> {
  const texts = given.map((text) => maskPersonal(text));
  const rules: ReadingRules = await ctx.tx((tx) => loadRules(tx, ctx));
  const understood = await read(ctx, texts, rules);
  return {
    items: understood.map((one, at) => ({
      ...one,
      text: texts[at]!,
      fallback: one.fallback ?? null,
      alarms: [...one.alarms],
      keywords: [...one.keywords],
      reasons: one.reasons.map(({ code, polarity, start, end }) => ({
        code,
        label: labelOf(rules.taxonomy, code),
        polarity,
        quote: texts[at]!.slice(start, end),
        start,
        end,
      })),
    })),
  };
}
