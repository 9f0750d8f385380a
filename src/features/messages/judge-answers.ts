/** What the policy says, for screens and programs. */
import type { Context } from '../../kit/context.ts';
import { findNamed, noteViewed, requireCustomer } from '../customers/index.ts';
import { ChannelKind } from './contract-definition.ts';
import { judgeMany, judgeOne } from './judge.ts';

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

export function many(
  ctx: Context,
  body: {
    channels: ChannelKind[];
    purpose: 'service' | 'marketing';
    survey: boolean;
    playbook?: string | undefined;
    customers: string[];
    at?: string | undefined;
  },
) {
  return ctx.tx(async (tx) => {
    // Whom the caller may not see she may not count either.
    const seen = await findNamed(tx, ctx, body.customers);
    const customerIds = seen.map((each) => each.customer_id);
    const at = body.at === undefined ? undefined : new Date(body.at);
    const { asked, sendable, later, waiting, refused } = await judgeMany(tx, ctx, { ...body, customerIds, at });
    const byChannel: Partial<Record<ChannelKind, number>> = {};
    for (const { channel } of sendable) byChannel[channel] = (byChannel[channel] ?? 0) + 1;
    const cost = Math.round(sendable.reduce((sum, each) => sum + each.cost, 0) * 100) / 100;
    return { asked, sendable: sendable.length, byChannel, later: later.length, waiting, refused, cost };
  });
}
