/** What the policy says, for screens and programs. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { findNamed, noteViewed, requireCustomer } from '../../customers/index.ts';
import { type Audience, compileAudience, requireSegment } from '../../segments/index.ts';
import { ChannelKind } from '../contract-definition.ts';
import { judgeMany, judgeOne } from './judge.ts';
import { findMembers } from '../groups/store-members.ts';

type Json = Audience['condition'];

export function one(
  ctx: Context,
  customerId: string,
  query: { purpose: 'service' | 'marketing'; survey: 'true' | 'false'; playbook?: string | undefined },
) {
  return ctx.tx(async (tx) => {
    await noteViewed(tx, ctx, [await requireCustomer(tx, ctx, customerId)]);
    const channels = await judgeOne(tx, ctx, {
      ...query,
      customerId,
      survey: query.survey === 'true',
      channels: ChannelKind.options,
    });
    const best = channels.find(({ decision }) => decision.result === 'send')?.channel ?? null;
    return { best, channels };
  });
}

/** More are not judged in one answer. */
const MOST = 100_000;

async function audienceOf(tx: Tx, ctx: Context, segment: string | undefined) {
  const condition = segment === undefined ? null : (await requireSegment(tx, ctx, segment)).condition;
  return (await compileAudience(tx, ctx, { condition: condition as unknown as Json, consent: null })).where;
}

export function many(
  ctx: Context,
  body: {
    channels: ChannelKind[];
    purpose: 'service' | 'marketing';
    survey: boolean;
    playbook?: string | undefined;
    customers?: string[] | undefined;
    segment?: string | undefined;
    at?: string | undefined;
  },
) {
  return ctx.tx(async (tx) => {
    // Whom the caller may not see she may not count either.
    const seen = body.customers
      ? (await findNamed(tx, ctx, body.customers)).map((each) => each.customer_id)
      : await findMembers(tx, ctx, await audienceOf(tx, ctx, body.segment), MOST + 1);
    const customerIds = seen.slice(0, MOST);
    const at = body.at === undefined ? undefined : new Date(body.at);
    const { asked, sendable, later, waiting, refused } = await judgeMany(tx, ctx, { ...body, customerIds, at });
    const byChannel: Partial<Record<ChannelKind, number>> = {};
    for (const { channel } of sendable) byChannel[channel] = (byChannel[channel] ?? 0) + 1;
    const cost = Math.round(sendable.reduce((sum, each) => sum + each.cost, 0) * 100) / 100;
    return {
      asked,
      cut: seen.length > MOST,
      sendable: sendable.length,
      byChannel,
      later: later.length,
      waiting,
      refused,
      cost,
    };
  });
}
