/** From what was said to insights: read, kept with their evidence, told as tags and as one event. Safe to run twice. */
import { clauseKey, maskPersonal, type Polarity } from '../../engine/text/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { insertTags } from '../customers/index.ts';
import { type NewEvent, record } from '../events/index.ts';
import { eventOf, tagOf } from './decide.ts';
import { BUILT_IN, ENDPOINT, textModel, type Understood } from './model.ts';
import * as store from './store.ts';
import { labelOf, loadRules, type ReadingRules } from './taxonomy.ts';

/** One text of one response or message. */
export interface Said {
  readonly source: 'response' | 'message';
  readonly sourceId: string;
  readonly question: string;
  readonly customerId: string;
  readonly playbook: string | null;
  readonly version: number | null;
  readonly epoch: number | null;
  readonly runId: string | null;
  readonly via: string;
  readonly channel: string | null;
  readonly text: string;
  readonly at: Date;
}

/** Who tags: shown beside the tag, and how a correction finds its own tags again. */
export const TAGGED_BY = 'feedback';

/** Personal data is starred out before a model sees the text, whoever stands behind the model. */
export async function read(
  ctx: Context,
  texts: readonly string[],
  rules: ReadingRules,
): Promise<readonly Understood[]> {
  const { taxonomy, corrections, service } = rules;
  const name = service ? ENDPOINT : BUILT_IN;
  const model = ctx.runtime.slot(textModel).find((each) => each.name === name);
  if (!model) throw new Error(`no text model is called ${name}`);
  return model.analyse(texts, { taxonomy, corrections, ...(service ? { service } : {}) });
}

export async function understand(ctx: Context, all: readonly Said[]): Promise<void> {
  const said = all.filter(({ text }) => text.trim() !== '').map((one) => ({ ...one, text: maskPersonal(one.text) }));
  if (said.length === 0) return;
  const rules = await ctx.tx((tx) => loadRules(tx, ctx));
  const understood = await read(
    ctx,
    said.map(({ text }) => text),
    rules,
  );
  const pairs = said.map((one, at) => ({ said: one, understood: understood[at]!, insightId: newId('ins') }));
  await ctx.tx((tx) => keep(tx, ctx, pairs, rules));
}

interface Pair {
  readonly said: Said;
  readonly understood: Understood;
  readonly insightId: string;
}

async function keep(tx: Tx, ctx: Context, pairs: readonly Pair[], rules: ReadingRules): Promise<void> {
  const fresh = await store.insertInsights(
    tx,
    ctx.workspace.id,
    pairs.map((pair) => insightOf(ctx, pair, rules.version)),
  );
  const kept = pairs.filter(({ insightId }) => fresh.has(insightId));
  const reasons = kept.flatMap(reasonsOf);
  await store.insertReasons(tx, ctx.workspace.id, reasons);
  await tag(tx, ctx, reasons, rules);
  await record(tx, ctx, eventsOf(kept), { cause: 'feedback' });
}

function insightOf(ctx: Context, { said, understood, insightId }: Pair, taxonomyVersion: string): store.NewInsight {
  const { language, sentiment, score, opinion, confidence, intensity, urgency, alarms, keywords } = understood;
  return {
    insight_id: insightId,
    source: said.source,
    source_id: said.sourceId,
    question: said.question,
    customer_id: said.customerId,
    playbook: said.playbook,
    version: said.version,
    epoch: said.epoch,
    run_id: said.runId,
    via: said.via,
    channel: said.channel,
    text: said.text,
    language,
    sentiment,
    score,
    opinion,
    confidence,
    intensity,
    urgency,
    alarms,
    keywords,
    provider: understood.provider,
    fallback: understood.fallback ?? null,
    model_version: understood.version,
    taxonomy_version: taxonomyVersion,
    said_at: said.at,
    analysed_at: ctx.now,
  };
}

function reasonsOf({ said, understood, insightId }: Pair): store.NewReason[] {
  return understood.reasons.map(({ code, polarity, start, end, score }) => {
    const quote = said.text.slice(start, end);
    return {
      insight_id: insightId,
      code,
      polarity,
      start_at: start,
      end_at: end,
      quote,
      clause_key: clauseKey(quote),
      score,
      customer_id: said.customerId,
      playbook: said.playbook,
      said_at: said.at,
      corrected_by: null,
    };
  });
}

/** 不满-价格因素, with the words that say so as its reason. */
export async function tag(
  tx: Tx,
  ctx: Context,
  reasons: readonly { customer_id: string; code: string; polarity: Polarity; quote: string }[],
  { taxonomy }: Pick<ReadingRules, 'taxonomy'>,
): Promise<void> {
  const rows = new Map(
    reasons.map(({ customer_id, code, polarity, quote }) => {
      const name = tagOf(labelOf(taxonomy, code), polarity, ctx.workspace.locale);
      const row = { customer_id, tag: name, reason: quote, tagged_by: TAGGED_BY, tagged_at: ctx.now };
      return [`${customer_id} ${name}`, row];
    }),
  );
  await insertTags(tx, ctx.workspace.id, [...rows.values()]);
}

/** One event per response or message, whatever number of texts it holds. */
function eventsOf(pairs: readonly Pair[]): NewEvent[] {
  const bySource = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = `${pair.said.source}:${pair.said.sourceId}`;
    bySource.set(key, [...(bySource.get(key) ?? []), pair]);
  }
  return [...bySource.entries()].map(([key, [first, ...more]]) => ({
    source: 'feedback',
    externalId: key,
    customerId: first!.said.customerId,
    type: 'feedback',
    occurredAt: first!.said.at,
    properties: eventOf(
      first!.said,
      [first!, ...more].map(({ understood }) => understood),
    ),
  }));
}
