/** What customers write, as far as it answers a question. */
import { on, type Subscriber } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Sweep } from '../../kit/feature.ts';
import { findByKey, findCompiled, saveResponse } from '../forms/index.ts';
import { type InboundItem, inboundReceived } from '../messages/index.ts';
import { dialogueOf, openForDigit, since, takeReply } from './dialogue.ts';
import { stateOf } from './decide.ts';
import * as store from './store.ts';
import * as dialogues from './store-dialogue.ts';
import { refOf, responseOf } from './visit.ts';

interface Reply {
  readonly linkId: string;
  readonly item: InboundItem;
  /** She was sent a link and wrote a number. */
  readonly digit: boolean;
}

export const hearAnswers: Subscriber = on(inboundReceived, 'surveys.hear', {
  async select(tx, ctx, { items }): Promise<readonly Reply[] | null> {
    const said = items.filter(({ kind }) => kind !== 'optOut');
    if (said.length === 0) return null;
    const customers = said.map(({ customerId }) => customerId);
    const open = await dialogues.openDialogues(tx, ctx.workspace.id, customers, since(ctx));
    const digits = said.flatMap(({ kind, message }) => (kind === 'digit' && message ? [message.messageId] : []));
    const links =
      digits.length > 0 ? await store.linksOfMessages(tx, ctx.workspace.id, digits) : new Map<string, string>();
    const replies = said.flatMap((item): Reply[] => {
      const linked = item.kind === 'digit' ? links.get(item.message?.messageId ?? '') : undefined;
      const known = dialogueOf(open, item);
      if (known && (!linked || known.link_id === linked)) return [{ linkId: known.link_id, item, digit: false }];
      return linked ? [{ linkId: linked, item, digit: true }] : [];
    });
    return replies.length > 0 ? replies : null;
  },
  async handle(ctx, replies: readonly Reply[]) {
    for (const { linkId, item, digit } of replies)
      await ctx.tx(async (tx) => {
        if (digit && !(await openForDigit(tx, ctx, linkId))) return;
        await takeReply(tx, ctx, linkId, item);
      });
  },
});

const BATCH = 200;

/** Whoever has answered what had to be answered and then fell silent has answered. */
export const dialogueSweep: Sweep = {
  name: 'surveys.dialogue',
  async run(ctx) {
    while ((await finish(ctx)) === BATCH);
  },
  next: (ctx) => ctx.tx((tx) => dialogues.nextDue(tx, ctx.workspace.id, ctx.now)),
};

function finish(ctx: Context): Promise<number> {
  return ctx.tx(async (tx) => {
    const due = await dialogues.claimDue(tx, ctx.workspace.id, ctx.now, BATCH);
    for (const linkId of due) {
      const link = await store.findLink(tx, ctx.workspace.id, linkId);
      const form = link && (await findCompiled(tx, ctx, refOf(link)));
      const kept = await findByKey(tx, ctx.workspace.id, linkId);
      if (!link || !form || !kept || kept.completed_at || stateOf(link, ctx.now) === 'revoked') continue;
      if (form.validate(kept.answers).errors.length > 0) continue;
      const input = { ...responseOf(link, kept.answers, true), via: kept.via, channel: kept.channel };
      await saveResponse(tx, ctx, input, form);
    }
    await dialogues.closeDialogues(tx, ctx.workspace.id, due, ctx.now);
    return due.length;
  });
}
