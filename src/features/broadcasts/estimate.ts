/** Before it starts: whom the rules leave, why not the others, about what it costs, and how long it takes. */
import { compileTemplate, renderTemplate } from '../../engine/template/index.ts';
import { partsOf } from '../../engine/sms/index.ts';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { type ChannelKind, contactPriceOf, judgeMany, messageVariable } from '../messages/index.ts';
import { conditionOf, requireAll } from './audience.ts';
import type { Broadcast, Estimate } from './contract.ts';
import { isInTwo, languageOn, LIMITS, strideFor } from './decide.ts';
import { whomOf } from './prepare.ts';
import { describe, requireHeld } from './service.ts';
import * as store from './store.ts';
import { countAudience, type Looked, lookAt } from './store-recipients.ts';

/** Of a larger audience every so many-th customer is looked at: the answer comes in about a second per fifty thousand. */
const LOOKED_AT = 100_000;
/** Of those who may be told, so many are asked for by every rule: hours, caps, pauses and budgets, one by one. */
const CLOSELY = 1000;

export function estimate(ctx: Context, id: string): Promise<Broadcast> {
  return ctx.tx(async (tx) => {
    const row = await requireHeld(tx, ctx, id, 'estimate');
    requireAll(ctx);
    await store.saveEstimate(tx, ctx.workspace.id, row, await estimateOf(tx, ctx, row));
    return describe(tx, ctx, id);
  });
}

async function estimateOf(tx: Tx, ctx: Context, row: store.BroadcastRow): Promise<Estimate> {
  const whom = await whomOf(tx, ctx, { ...row, condition: await conditionOf(tx, ctx, row) });
  const audience = await countAudience(tx, ctx, whom.where, LIMITS.recipients + 1);
  if (audience > LIMITS.recipients) throw new Problem('broadcast_too_many', { most: LIMITS.recipients });
  const looked = await lookAt(tx, ctx, whom, strideFor(audience, LOOKED_AT), CLOSELY);
  const share = audience === 0 ? 1 : looked.audience / audience;
  const { refused, sendable } = scaled(looked, share);
  const priceOf = await contactPriceOf(tx, ctx);
  const byChannel = [...sendable].map(([channel, byLanguage]) => {
    const price = priceOf(channel) || null;
    return { channel, ...costOf(ctx, row, channel, byLanguage, price), price };
  });
  const reachable = byChannel.reduce((sum, { n }) => sum + n, 0);
  const unpriced = byChannel.every(({ cost }) => cost === null);
  return {
    at: ctx.now.toISOString(),
    audience,
    looked: share,
    reachable,
    byChannel,
    refused,
    closely: await closely(tx, ctx, row, looked.some),
    cost: unpriced ? null : cents(byChannel.reduce((sum, { cost }) => sum + (cost ?? 0), 0)),
    minutes: Math.ceil(reachable / row.per_minute),
  };
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

function scaled({ counts }: Looked, share: number) {
  const refused: Record<string, number> = {};
  const sendable = new Map<ChannelKind, Map<Locale | null, number>>();
  for (const { channel, refused: reason, language, n } of counts) {
    const all = Math.round(n / share);
    if (reason !== null) refused[reason] = (refused[reason] ?? 0) + all;
    else if (channel !== null) {
      const known = sendable.get(channel) ?? new Map<Locale | null, number>();
      sendable.set(channel, known.set(language, (known.get(language) ?? 0) + all));
    }
  }
  return { refused, sendable };
}

/** How many are told on a channel in which language, in how many parts, for how much. */
function costOf(
  ctx: Context,
  row: store.BroadcastRow,
  channel: ChannelKind,
  byLanguage: ReadonlyMap<Locale | null, number>,
  price: number | null,
) {
  const told = new Map<Locale, number>();
  for (const [language, n] of byLanguage) {
    const locale = languageOn(row.channels, channel, language ?? ctx.workspace.locale);
    told.set(locale, (told.get(locale) ?? 0) + n);
  }
  const languages = [...told].map(([locale, n]) => ({ locale, n, parts: partsIn(ctx, row, channel, locale) }));
  const contacts = languages.reduce((sum, { n, parts }) => sum + n * (parts ?? 1), 0);
  return {
    n: languages.reduce((sum, { n }) => sum + n, 0),
    parts: channel === 'sms' ? Math.max(...languages.map(({ parts }) => parts ?? 1)) : null,
    ...(isInTwo(row.channels, channel) ? { languages } : {}),
    cost: price === null ? null : cents(contacts * price),
  };
}

/** As many parts as its words take with the examples of its variables in them. */
function partsIn(ctx: Context, { channels }: store.BroadcastRow, channel: ChannelKind, locale: Locale): number | null {
  const text = channel === 'sms' ? channels.sms?.text[locale] : undefined;
  if (text === undefined) return null;
  const examples = ctx.runtime.slot(messageVariable).map(({ name, example }) => [name, example[locale]] as const);
  return partsOf(renderTemplate(compileTemplate(text).template, Object.fromEntries(examples)).text, { gsm: false })
    .parts;
}

async function closely(
  tx: Tx,
  ctx: Context,
  row: store.BroadcastRow,
  customerIds: readonly string[],
): Promise<Estimate['closely']> {
  const channels = row.plan.map((step) => step.channel);
  const at = row.starts_at ?? undefined;
  const { asked, sendable, waiting, refused } = await judgeMany(tx, ctx, {
    customerIds,
    channels,
    purpose: row.purpose,
    at,
  });
  return {
    asked,
    now: sendable.length,
    waiting: { ...waiting } as Record<string, number>,
    refused: { ...refused } as Record<string, number>,
  };
}
