/** Lists and numbers of conversations. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { may } from '../access/index.ts';
import { noteListed, requireCustomer, searchPatterns } from '../customers/index.ts';
import { isStorable, readCursor, writeCursor } from '../events/index.ts';
import type { Conversation } from './contract.ts';
import { toConversations } from './present.ts';
import { type ConversationFilter, countOpen, findConversations } from './store-list.ts';

export type ConversationQuestion = Omit<ConversationFilter, 'find' | 'after' | 'ids'> & {
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
};

export function listConversations(
  ctx: Context,
  { q, cursor, limit, ...filter }: ConversationQuestion,
): Promise<{ now: string; items: Conversation[]; next: string | null }> {
  const after = cursor ? readCursor(cursor) : null;
  if (q !== undefined && !isStorable(q)) throw new Problem('invalid_input');
  return ctx.tx(async (tx) => {
    const rows = await findConversations(tx, ctx, { ...filter, find: findOf(ctx, q), after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    await noteListed(tx, ctx, 'inbox', shown.length);
    return {
      now: ctx.now.toISOString(),
      items: await toConversations(tx, ctx, shown),
      next: last ? writeCursor(last.last_at, last.conversation_id) : null,
    };
  });
}

function findOf(ctx: Context, q: string | undefined): ConversationFilter['find'] {
  if (!q) return null;
  const whole = may(ctx, 'customers:reveal');
  return { text: q, patterns: searchPatterns(q, whole), whole };
}

export function countConversations(ctx: Context) {
  return ctx.tx((tx) => countOpen(tx, ctx));
}

export function listOfCustomer(ctx: Context, customerId: string): Promise<{ items: Conversation[] }> {
  return ctx.tx(async (tx) => {
    const customer = await requireCustomer(tx, ctx, customerId);
    return { items: await conversationsOf(tx, ctx, customer.customer_id) };
  });
}

/** Hers on every channel, the latest first. */
export async function conversationsOf(tx: Tx, ctx: Context, customer: string): Promise<Conversation[]> {
  return toConversations(tx, ctx, await findConversations(tx, ctx, { view: 'all', state: 'any', customer, limit: 20 }));
}
