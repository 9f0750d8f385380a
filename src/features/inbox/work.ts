/** What people do with a conversation besides answering: read it, take it, give it, close it. */
import { publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit, membersOf } from '../access/index.ts';
import type { Conversation } from './contract.ts';
import { conversationAssigned } from './events.ts';
import { requireConversation } from './lines.ts';
import { toConversations } from './present.ts';
import { changeConversation } from './store.ts';
import { insertEntry } from './store-entries.ts';
import { findConversations } from './store-list.ts';

/** As it is now; read without the caller's scope: what she just gave away she still sees once. */
export async function shown(tx: Tx, ctx: Context, id: string): Promise<Conversation> {
  const everybody = { ...ctx, scope: { ...ctx.scope, kind: 'all' as const } };
  const rows = await findConversations(tx, everybody, { view: 'all', state: 'any', ids: [id], limit: 1 });
  const [conversation] = await toConversations(tx, ctx, rows);
  if (!conversation) throw new Error(`conversation ${id} was found and is not shown`);
  return conversation;
}

/** A colleague who looks in does not take the mark off: only who answers for it, or anybody while nobody does. */
export function readConversation(ctx: Context, id: string): Promise<{ unread: number }> {
  return ctx.tx(async (tx) => {
    const row = await requireConversation(tx, ctx, id, true);
    if (row.assignee_id === null || row.assignee_id === ctx.scope.memberId)
      await changeConversation(tx, ctx.workspace.id, id, { read: true }, ctx.now);
    return { unread: (await shown(tx, ctx, id)).unread };
  });
}

export function setState(ctx: Context, id: string, state: 'open' | 'closed'): Promise<Conversation> {
  return ctx.tx(async (tx) => {
    const row = await requireConversation(tx, ctx, id, true);
    if (row.state !== state) {
      await changeConversation(tx, ctx.workspace.id, id, { state, read: state === 'closed' }, ctx.now);
      await insertEntry(tx, ctx, id, state === 'closed' ? 'closed' : 'reopened');
    }
    return shown(tx, ctx, id);
  });
}

export function assign(ctx: Context, id: string, memberId: string | null): Promise<Conversation> {
  return ctx.tx(async (tx) => {
    const row = await requireConversation(tx, ctx, id, true);
    if (row.assignee_id === memberId) return shown(tx, ctx, id);
    const member = memberId === null ? null : await requireMember(tx, ctx, memberId);
    await changeConversation(tx, ctx.workspace.id, id, { assigneeId: memberId }, ctx.now);
    await insertEntry(tx, ctx, id, member ? 'assigned' : 'unassigned', member ? { to: member.name } : {});
    await audit(tx, ctx, {
      action: 'inbox.assigned',
      entity: 'conversation',
      entityId: id,
      detail: { to: member?.name ?? null },
    });
    const { channel, customer_id: customerId, address } = row;
    await publish(tx, ctx, conversationAssigned, {
      conversationId: id,
      channel,
      customerId,
      address,
      assigneeId: memberId,
    });
    return shown(tx, ctx, id);
  });
}

async function requireMember(tx: Tx, ctx: Context, memberId: string) {
  const member = (await membersOf(tx, ctx)).find(({ id, active }) => id === memberId && active);
  if (!member) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '成员' : 'member' });
  return member;
}
