/** A person answers. */
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { sendText } from '../messages/index.ts';
import { answeredMeanwhile, answersAt } from './decide.ts';
import { LAST_LENGTH } from './hear.ts';
import { requireConversation } from './lines.ts';
import { changeConversation } from './store.ts';
import { insertEntry } from './store-entries.ts';
import { lastText } from './store-lines.ts';

export interface Reply {
  readonly key: string;
  readonly text: string;
  readonly subject?: string | undefined;
  readonly seen: string | null;
  readonly anyway?: boolean | undefined;
}

/** Who answers a thread that nobody has, has it. The row is held, so of two who answer at once the second is told of the first. */
export function reply(ctx: Context, id: string, input: Reply): Promise<{ messageId: string; fresh: boolean }> {
  return ctx.tx(async (tx) => {
    const thread = await requireConversation(tx, ctx, id, true);
    const { memberId } = ctx.scope;
    const latest = await lastText(tx, ctx.workspace.id, thread);
    const { key, text, subject } = input;
    const sent = await sendText(tx, ctx, {
      // A key is of one thread: the same key elsewhere is another message.
      key: `${id}:${key}`,
      channel: thread.channel,
      customerId: thread.customer_id,
      address: thread.address,
      content: { text, ...(thread.channel === 'email' ? { subject: subject ?? reSubject(ctx) } : {}) },
      answers: answersAt(thread.last_inbound_at, ctx.now),
      author: { id: memberId, name: ctx.actor.name },
    });
    if (!sent.fresh) return { messageId: sent.messageId, fresh: false };
    // Thrown after the write, so that the same key again is never a collision with itself; the transaction takes it back.
    if (latest && !input.anyway && answeredMeanwhile(latest, input.seen, memberId))
      throw new Problem('conversation_answered', {
        who: latest.author_name,
        when: timeOf(ctx, latest.at),
        text: latest.text.slice(0, 80),
      });
    const takes = thread.assignee_id === null && memberId !== null;
    await changeConversation(
      tx,
      ctx.workspace.id,
      id,
      {
        answered: { text: text.slice(0, LAST_LENGTH) },
        ...(thread.state === 'closed' ? { state: 'open' as const } : {}),
        ...(takes ? { assigneeId: memberId } : {}),
      },
      ctx.now,
    );
    if (takes) await insertEntry(tx, ctx, id, 'assigned', { to: ctx.actor.name });
    return { messageId: sent.messageId, fresh: true };
  });
}

const reSubject = (ctx: Context): string =>
  ctx.workspace.locale === 'zh' ? `${ctx.workspace.name}回复您` : `An answer from ${ctx.workspace.name}`;

function timeOf(ctx: Context, at: Date): string {
  const locale = ctx.locale === 'zh' ? 'zh-CN' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: ctx.workspace.zone }).format(
    at,
  );
}
