/** The one-click way out of a channel, by the token of one attempt. */
import { type Actor, type Context } from '../../../kit/context.ts';
import type { Locale } from '../../../engine/words.ts';
import type { Runtime } from '../../../kit/runtime.ts';
import { CHANNEL_WORDS } from '../contract-definition.ts';
import { optOut } from './inbound.ts';
import { unsubscribeHtml } from './page.ts';
import { propertiesOf } from '../receipts/news.ts';
import { findAbout } from '../receipts/store-news.ts';
import { readToken } from './unsubscribe-token.ts';

const CUSTOMER: Actor = { kind: 'system', id: 'customer', name: '客户' };

export interface WayOut {
  readonly status: 200 | 404;
  readonly html: string;
}

const nowhere = (locale: Locale): WayOut => ({
  status: 404,
  html: unsubscribeHtml('wrong', locale, { company: '', channel: '' }),
});

async function open(runtime: Runtime, token: string): Promise<{ ctx: Context; deliveryId: string } | null> {
  const read = readToken(runtime.home, token);
  if (!read) return null;
  const ctx = await runtime.open(read.workspace, CUSTOMER).catch(() => null);
  return ctx ? { ctx, deliveryId: read.deliveryId } : null;
}

/** Shows the question. It is opened by programs that look whether a link is safe, so it changes nothing. */
export async function showWayOut(runtime: Runtime, token: string, locale: Locale): Promise<WayOut> {
  return walk(runtime, token, locale, async () => 'ask');
}

/** How far she wants it. A mail program that posts for her says nothing of it: this channel. */
export type Scope = 'channel' | 'marketing' | 'all';

export async function takeWayOut(
  runtime: Runtime,
  token: string,
  locale: Locale,
  scope: Scope = 'channel',
): Promise<WayOut> {
  return walk(runtime, token, locale, async (ctx, about) => {
    const evidence = ctx.workspace.locale === 'zh' ? '退订链接' : 'Unsubscribe link';
    const { customer_id: customerId, channel, delivery_id: key } = about;
    if (customerId === null) return 'ask';
    await ctx.tx((tx) =>
      optOut(tx, ctx, { customerId, channel, scope, evidence, key: keyOf(key, scope), about: propertiesOf(about) }),
    );
    return 'done';
  });
}

/** Who first leaves a channel and then everything has said two things. */
const keyOf = (key: string, scope: Scope): string => (scope === 'channel' ? key : `${key}:${scope}`);

async function walk(
  runtime: Runtime,
  token: string,
  locale: Locale,
  step: (ctx: Context, about: Awaited<ReturnType<typeof findAbout>>[number]) => Promise<'ask' | 'done'>,
): Promise<WayOut> {
  const opened = await open(runtime, token);
  if (!opened) return nowhere(locale);
  const { ctx, deliveryId } = opened;
  const [about] = await ctx.tx((tx) => findAbout(tx, ctx.workspace.id, [deliveryId]));
  if (!about?.customer_id) return nowhere(locale);
  const state = await step(ctx, about);
  // Inside a sentence, and never broken at its hyphen.
  const channel = CHANNEL_WORDS[about.channel][locale]
    .replace(/^[EV](?=[-o])/, (first) => first.toLowerCase())
    .replace('-', '\u2011');
  return {
    status: 200,
    html: unsubscribeHtml(state, locale, { company: ctx.workspace.name, channel }),
  };
}
