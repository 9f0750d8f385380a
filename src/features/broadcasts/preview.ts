/** What one customer would get, and one sent to an address of one's own. */
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import {
  findAtAddresses,
  findNamed,
  normalizeEmail,
  normalizePhone,
  noteViewed,
  requireCustomer,
} from '../customers/index.ts';
import {
  type ChannelKind,
  isEmail,
  isPhone,
  localesOf,
  previewTemplate,
  shownOf,
  tryContent,
} from '../messages/index.ts';
import { templateOf } from './draft.ts';
import { note } from './service.ts';
import * as store from './store.ts';

/** The draft and the customer, by our id of her or the company’s own number. */
function found(ctx: Context, id: string, customer: string) {
  return ctx.tx(async (tx) => {
    const row = await store.find(tx, ctx.workspace.id, id);
    if (!row) throw new Problem('not_found', { what: 'broadcast' });
    const [named] = await findNamed(tx, ctx, [customer]);
    if (!named) throw new Problem('not_found', { what: 'customer' });
    await noteViewed(tx, ctx, [await requireCustomer(tx, ctx, named.customer_id)]);
    return { row, named, hers: (await localesOf(tx, ctx, [named.customer_id]))(named.customer_id) };
  });
}

export async function preview(
  ctx: Context,
  id: string,
  { customer, language }: { customer: string; language?: Locale | undefined },
) {
  const { row, named, hers } = await found(ctx, id, customer);
  const locale = language ?? hers;
  const channels = row.plan.map((step) => step.channel);
  const customerId = named.customer_id;
  const previewed = await previewTemplate(ctx, { template: templateOf(row), channels, customerId, locale });
  return {
    customerId,
    name: named.name,
    language: locale,
    channels: previewed.map(shownOf),
  };
}

const WORDS = {
  channel: { zh: '这个渠道还没有写内容', en: 'nothing is written for this channel' },
  phone: { zh: '要一个手机号', en: 'a phone number is wanted' },
  email: { zh: '要一个邮箱地址', en: 'an e-mail address is wanted' },
  missing: { zh: '这位客户缺少变量的值：', en: 'this customer has no value for: ' },
  mark: { zh: '【试发】', en: '[Test] ' },
} as const;

export async function trySend(
  ctx: Context,
  id: string,
  {
    channel,
    to,
    customer,
    language,
  }: { channel: ChannelKind; to: string; customer: string; language?: Locale | undefined },
) {
  const { row, named, hers } = await found(ctx, id, customer);
  const locale = language ?? hers;
  const wrong = (path: string, message: string) =>
    new Problem('broadcast_invalid', {}, [{ path, field: path, message }]);
  if (!row.channels[channel]) throw wrong('channel', WORDS.channel[ctx.locale]);
  const address = await ownAddress(ctx, channel, to, wrong);
  const question = { template: templateOf(row), channels: [channel], customerId: named.customer_id, locale };
  const [previewed] = await previewTemplate(ctx, question);
  if (!previewed) throw wrong('channel', WORDS.channel[ctx.locale]);
  if (previewed.missing.length > 0) throw wrong('customer', WORDS.missing[ctx.locale] + previewed.missing.join(', '));
  // A platform that sends approved words only would refuse a mark in them; a subject has room for it.
  const { subject } = previewed.content;
  const mark = WORDS.mark[locale];
  const content = subject === undefined ? previewed.content : { ...previewed.content, subject: `${mark}${subject}` };
  await ctx.tx((tx) => note(tx, ctx, 'tested', id, { name: row.name, channel }));
  const tried = await tryContent(ctx, { channel, to: address, content, purpose: row.purpose, locale });
  return { ...tried, subject: content.subject ?? null, text: content.text };
}

/** Not a customer's: a test is no way round the rules. */
async function ownAddress(
  ctx: Context,
  channel: ChannelKind,
  to: string,
  wrong: (path: string, message: string) => Problem,
): Promise<string> {
  if (channel !== 'email' && channel !== 'sms' && channel !== 'voice') return to;
  const kind = channel === 'email' ? 'email' : 'phone';
  const address = kind === 'email' ? normalizeEmail(to) : normalizePhone(to);
  if (!(kind === 'email' ? isEmail(address) : isPhone(address))) throw wrong('to', WORDS[kind][ctx.locale]);
  const owners = await ctx.tx((tx) => findAtAddresses(tx, ctx.workspace.id, kind, [address]));
  if ((owners.get(address)?.length ?? 0) > 0) throw new Problem('broadcast_test_customer');
  return address;
}
