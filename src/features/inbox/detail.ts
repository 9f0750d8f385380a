/** One conversation with all that a person needs to answer in it. */
import { type Context, EVERYTHING } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { membersOf } from '../access/index.ts';
import { findLatestConsents, maskedEmail, maskedPhone, noteViewed, requireCustomer } from '../customers/index.ts';
import { findStats } from '../events/index.ts';
import { replyState } from '../messages/index.ts';
import type { ConversationDetail } from './contract.ts';
import { requireConversation } from './lines.ts';
import { candidatesOf } from './link.ts';
import { conversationsOf } from './list.ts';
import { maskedClaim } from './present.ts';
import type { ConversationRow } from './store.ts';
import { isRefusing } from './store-lines.ts';
import { tagsOf } from './store-people.ts';
import { shown } from './work.ts';

export function getConversation(ctx: Context, id: string): Promise<ConversationDetail> {
  return ctx.tx(async (tx) => {
    const row = await requireConversation(tx, ctx, id);
    const { channel, customer_id: customerId, address } = row;
    const state = await replyState(tx, ctx, { channel, customerId, address });
    const others = row.customer_id === null ? [] : await conversationsOf(tx, ctx, row.customer_id);
    return {
      now: ctx.now.toISOString(),
      conversation: await shown(tx, ctx, id),
      claim: maskedClaim(ctx, row.claim),
      window: state.window && { ...state.window, until: state.window.until.toISOString() },
      carried: state.carried,
      optedOut: await isOut(tx, ctx, row),
      candidates: await candidatesOf(tx, ctx, row, state.needs),
      customer: row.customer_id === null ? null : await cardOf(tx, ctx, row.customer_id),
      others: others.filter((each) => each.conversationId !== id),
    };
  });
}

async function isOut(tx: Tx, ctx: Context, row: ConversationRow): Promise<boolean> {
  const { channel, customer_id: customerId } = row;
  if (customerId === null) return isRefusing(tx, ctx.workspace.id, row);
  const lines = await findLatestConsents(tx, ctx.workspace.id, [customerId], ctx.now);
  return lines.some((line) => line.channel === channel && line.purpose === 'service' && !line.granted);
}

/** Who has the conversation sees whom she talks to, as with a task. */
async function cardOf(tx: Tx, ctx: Context, customerId: string): Promise<ConversationDetail['customer']> {
  const record = await requireCustomer(tx, { ...ctx, scope: EVERYTHING }, customerId);
  await noteViewed(tx, ctx, [record]);
  const stats = await findStats(tx, ctx.workspace.id, [customerId]);
  const of = (type: string) => stats.find((stat) => stat.type === type);
  const owner = (await membersOf(tx, ctx)).find(({ id }) => id === record.owner_id);
  const { kind, memberId, teamIds } = ctx.scope;
  return {
    customerId,
    externalId: record.external_id,
    name: record.name,
    phone: maskedPhone(ctx, record.phone),
    email: maskedEmail(ctx, record.email),
    city: record.city,
    tags: await tagsOf(tx, ctx.workspace.id, customerId),
    owner: owner?.name ?? null,
    orders: of('purchase')?.n ?? 0,
    net: Math.round(((of('purchase')?.amount_sum ?? 0) + (of('refund')?.amount_sum ?? 0)) * 100) / 100,
    lastPurchaseAt: of('purchase')?.last_at.toISOString() ?? null,
    inScope:
      kind === 'all' ||
      (record.owner_id !== null && record.owner_id === memberId) ||
      (kind === 'team' && record.team_id !== null && teamIds.includes(record.team_id)),
  };
}
