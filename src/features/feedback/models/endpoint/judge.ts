/** What came back is believed as far as it can be checked. Pure. */
import { z } from 'zod';
import { clauseKey, type Corrections, type FoundReason, type Taxonomy } from '../../../../engine/text/index.ts';
import type { Fallback, ModelUse } from '../../contract-text-model.ts';
import type { Understood } from '../../model.ts';

const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

const Polarity = z.enum(['positive', 'negative']);
const Reasons = z.array(z.strictObject({ code: z.string(), polarity: Polarity, quote: z.string() })).max(60);
const Id = z.number().int();
const items = {
  reasons: z.strictObject({ items: z.array(z.strictObject({ id: Id, reasons: Reasons })) }),
  whole: z.strictObject({
    items: z.array(
      z.strictObject({
        id: Id,
        sentiment: z.enum(['positive', 'negative', 'neutral']),
        score: z.number().min(-1).max(1),
        reasons: Reasons,
      }),
    ),
  }),
};

export interface Item {
  readonly id: number;
  readonly reasons: z.infer<typeof Reasons>;
  readonly sentiment?: 'positive' | 'negative' | 'neutral';
  readonly score?: number;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** By id; a text whose item is missing, doubled or at odds with itself is not among them. */
export function itemsOf(body: string, texts: number, use: ModelUse): Map<number, Item> | Fallback {
  const outer = json(body);
  if (outer === undefined) return 'malformed';
  const completion = Completion.safeParse(outer);
  if (!completion.success) return 'schema';
  const { message, finish_reason: finish } = completion.data.choices[0]!;
  if (message.refusal || finish === 'content_filter') return 'declined';
  if (finish === 'length') return 'cut';
  // Some servers wrap the answer in a fence although JSON was asked for.
  const inner = json((message.content ?? '').trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1'));
  if (inner === undefined) return 'malformed';
  const parsed = items[use].safeParse(inner);
  if (!parsed.success) return 'schema';
  const byId = new Map<number, Item>();
  const twice = new Set<number>();
  for (const item of parsed.data.items as Item[]) {
    if (byId.has(item.id)) twice.add(item.id);
    if (item.id >= 0 && item.id < texts && !isAtOdds(item)) byId.set(item.id, item);
  }
  for (const id of twice) byId.delete(id);
  return byId;
}

const isAtOdds = ({ sentiment, score = 0 }: Item): boolean =>
  (sentiment === 'positive' && score <= 0) || (sentiment === 'negative' && score >= 0);

/** Longest quote, as of the built-in model. */
const LONGEST = 120;

interface Judged {
  readonly text: string;
  readonly before: Understood;
  readonly taxonomy: Taxonomy;
  readonly corrections: Corrections;
}

/** A reason stands when its code is one of ours and its quote is in the text; what people have corrected stands above both models. */
function reasonsOf({ reasons }: Item, { text, before, taxonomy, corrections }: Judged): FoundReason[] {
  const found: FoundReason[] = [];
  const put = (reason: FoundReason): void => {
    if (!found.some(({ code, polarity }) => code === reason.code && polarity === reason.polarity)) found.push(reason);
  };
  for (const reason of before.reasons) {
    const said = corrections.get(clauseKey(text.slice(reason.start, reason.end))) ?? [];
    if (said.some(({ code, polarity }) => code === reason.code && polarity !== null)) put(reason);
  }
  for (const { code, polarity: given, quote } of reasons) {
    const trimmed = quote.trim();
    const start =
      trimmed === '' || trimmed.length > LONGEST || /\p{Surrogate}/u.test(trimmed) ? -1 : text.indexOf(trimmed);
    if (start < 0 || !taxonomy.reasons.has(code)) continue;
    const said = corrections.get(clauseKey(trimmed))?.find((correction) => correction.code === code);
    if (said?.polarity === null) continue;
    const polarity = said?.polarity ?? given;
    if (found.some((one) => one.code === code && one.start < start + trimmed.length && start < one.end)) continue;
    put({ code, polarity, start, end: start + trimmed.length, score: polarity === 'negative' ? -1 : 1 });
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Closer to 0 than this is neutral, for the built-in model too. */
const UNDECIDED = 0.12;

/**
 * Both readings in one. Words of alarm are found by the built-in model whatever the other says: a text that asks for a lawyer is not made
 * harmless by an order it contains.
 */
export function merge(item: Item, judged: Judged, provider: string, model: string): Understood {
  const { before } = judged;
  const reasons = reasonsOf(item, judged);
  if (item.sentiment === undefined) return { ...before, reasons, provider, version: `${model} + ${before.version}` };
  const denied = before.alarms.length > 0 && before.sentiment === 'negative' && item.sentiment !== 'negative';
  if (denied) return { ...before, reasons, provider, version: `${model} + ${before.version}` };
  const score = item.score ?? 0;
  const sentiment = Math.abs(score) < UNDECIDED ? 'neutral' : item.sentiment;
  const isOpinion = sentiment !== 'neutral' || reasons.length > 0;
  return {
    ...before,
    reasons,
    sentiment,
    score,
    opinion: isOpinion,
    confidence: Math.abs(score),
    provider,
    version: model,
  };
}
