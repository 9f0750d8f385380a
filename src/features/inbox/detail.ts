/** One conversation with all that a person needs to answer in it. */
import { type Context, EVERYTHING } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { membersOf } from '../access/index.ts';
import { findLatestConsents, maskedEmail, maskedPhone, noteViewed, requireCustomer } from '../customers/index.ts';
import { findStats } from '../events/index.ts';
import type { Candidate, ConversationDetail } from './contract.ts';
import { requireConversation } from './lines.ts';
import { conversationsOf } from './list.ts';
import { maskedClaim } from './present.ts';
import type { ConversationRow } from './store.ts';
import { tagsOf } from './store-people.ts';
import { shown } from './work.ts';

export function getConversation(ctx: Context, id: string): Promise<ConversationDetail> {
  return ctx.tx(async (tx) => {
    const row = await requireConversation(tx, ctx, id);
    const others = row.customer_id === null ? [] : await conversationsOf(tx, ctx, row.customer_id);
    return {
      now: ctx.now.toISOString(),
      conversation: await shown(tx, ctx, id),
      claim: maskedClaim(ctx, row.claim),
      window: null,
      carried: 'yes',
      optedOut: row.customer_id === null ? false : await isOut(tx, ctx, row.customer_id, row.channel),
      candidates: await candidatesOf(tx, ctx, row),
      customer: row.customer_id === null ? null : await cardOf(tx, ctx, row.customer_id),
      others: others.filter((each) => each.conversationId !== id),
    };
  });
}

async function isOut(tx: Tx, ctx: Context, customerId: string, channel: string): Promise<boolean> {
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

async function candidatesOf(_tx: Tx, _ctx: Context, _row: ConversationRow): Promise<Candidate[]> {
  return [];
}
