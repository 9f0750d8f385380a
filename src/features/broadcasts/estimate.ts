/** Before it starts: whom the rules leave, why not the others, about what it costs, and how long it takes. */
import { compileTemplate, renderTemplate } from '../../engine/template/index.ts';
import { partsOf } from '../../engine/sms/index.ts';
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import {
  channelOrders,
  type ChannelKind,
  contactPriceOf,
  judgeMany,
  messageVariable,
  type Plan,
  togetherWith,
} from '../messages/index.ts';
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
  const frozen = { ...row, condition: await conditionOf(tx, ctx, row) };
  const whom = await whomOf(tx, ctx, frozen);
  const audience = await countAudience(tx, ctx, whom.where, LIMITS.recipients + 1);
  if (audience > LIMITS.recipients) throw new Problem('broadcast_too_many', { most: LIMITS.recipients });
  const stride = strideFor(audience, LOOKED_AT);
  const looked = await lookAt(tx, ctx, whom, stride, CLOSELY);
  const share = audience === 0 ? 1 : looked.audience / audience;
  const { refused, sendable } = scaled(looked, share);
  const reachable = total(sendable);
  const asked = await closely(tx, ctx, row, looked.some);
  // Who is told on several channels at the same time costs a contact on each.
  const beside = channelsTogether(row.plan).slice(1);
  for (const channel of beside) {
    const alone = scaled(await lookAt(tx, ctx, await whomOf(tx, ctx, frozen, [channel]), stride, 1), share).sendable;
    sendable.set(channel, alone.get(channel) ?? new Map());
  }
  const told = row.preferred && beside.length === 0 ? asPreferred(sendable, asked.firstOn) : sendable;
  const priceOf = await contactPriceOf(tx, ctx);
  const byChannel = row.plan.flatMap(({ channel }) => {
    const byLanguage = told.get(channel);
    if (!byLanguage) return [];
    const price = priceOf(channel) || null;
    return { channel, ...costOf(ctx, row, channel, byLanguage, price), price };
  });
  const unpriced = byChannel.every(({ cost }) => cost === null);
  return {
    at: ctx.now.toISOString(),
    audience,
    looked: share,
    reachable,
    byChannel,
    refused,
    closely: asked.closely,
    cost: unpriced ? null : cents(byChannel.reduce((sum, { cost }) => sum + (cost ?? 0), 0)),
    minutes: Math.ceil(reachable / row.per_minute),
  };
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** How many are told on each channel first, by the language of each. */
type Told = Map<ChannelKind, Map<Locale | null, number>>;

const total = (told: Told): number =>
  [...told.values()].flatMap((languages) => [...languages.values()]).reduce((sum, n) => sum + n, 0);

/** The channels that are tried first at the same time; one where they are tried in their order. */
const channelsTogether = (plan: Plan): ChannelKind[] =>
  plan.slice(0, togetherWith(plan, 0).last + 1).map(({ channel }) => channel);

/** On which channel those who were asked closely begin stands for all: each where it suits her best. */
function asPreferred(told: Told, firstOn: ReadonlyMap<ChannelKind, number>): Told {
  const asked = [...firstOn.values()].reduce((sum, n) => sum + n, 0);
  if (asked === 0) return told;
  const languages = new Map<Locale | null, number>();
  for (const [language, n] of [...told.values()].flatMap((each) => [...each]))
    languages.set(language, (languages.get(language) ?? 0) + n);
  return new Map(
    [...firstOn].map(([channel, some]) => [
      channel,
      new Map([...languages].map(([language, n]) => [language, Math.round((n * some) / asked)])),
    ]),
  );
}

function scaled({ counts }: Looked, share: number) {
  const refused: Record<string, number> = {};
  const sendable: Told = new Map();
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

/** Every rule for some of them, and on which channel each would be told first. */
async function closely(tx: Tx, ctx: Context, row: store.BroadcastRow, customerIds: readonly string[]) {
  const channels = row.plan.map((step) => step.channel);
  const at = row.starts_at ?? undefined;
  const all = { asked: 0, now: 0, waiting: {} as Record<string, number>, refused: {} as Record<string, number> };
  const firstOn = new Map<ChannelKind, number>();
  for (const [order, ids] of await ordersOf(tx, ctx, row, channels, customerIds)) {
    const question = { customerIds: ids, channels: order, purpose: row.purpose, at };
    const { asked, sendable, later, waiting, refused } = await judgeMany(tx, ctx, question);
    all.asked += asked;
    all.now += sendable.length;
    addTo(all.waiting, waiting);
    addTo(all.refused, refused);
    for (const { channel } of [...sendable, ...later]) firstOn.set(channel, (firstOn.get(channel) ?? 0) + 1);
  }
  return { closely: all satisfies Estimate['closely'], firstOn };
}

/** Who is tried in which order: few orders, as few answer elsewhere. */
async function ordersOf(
  tx: Tx,
  ctx: Context,
  { preferred }: store.BroadcastRow,
  channels: readonly ChannelKind[],
  customerIds: readonly string[],
): Promise<Iterable<readonly [readonly ChannelKind[], readonly string[]]>> {
  if (!preferred) return [[channels, customerIds]];
  const orderOf = await channelOrders(tx, ctx, channels, customerIds);
  const orders = new Map<string, { order: readonly ChannelKind[]; ids: string[] }>();
  for (const id of customerIds) {
    const order = orderOf(id);
    const known = orders.get(order.join()) ?? { order, ids: [] };
    known.ids.push(id);
    orders.set(order.join(), known);
  }
  return [...orders.values()].map(({ order, ids }) => [order, ids] as const);
}

function addTo(sums: Record<string, number>, counts: Readonly<Partial<Record<string, number>>>): void {
  for (const [reason, n] of Object.entries(counts)) sums[reason] = (sums[reason] ?? 0) + (n ?? 0);
}
