/** A response came in, on whatever way: what asked for it is closed. */
import { on, type Subscriber } from '../../kit/bus.ts';
import { responded } from '../forms/index.ts';
import { closeMessages } from '../messages/index.ts';
import * as store from './store.ts';

interface Heard {
  readonly asked: readonly store.Asked[];
}

export const closeWhatAsked: Subscriber = on(responded, 'surveys.close', {
  async select(_tx, _ctx, { items }): Promise<Heard | null> {
    const asked = items.flatMap(({ responseKey, run, form }): store.Asked[] => {
      const linkId = responseKey.startsWith('lnk_') ? responseKey : null;
      return linkId || run ? [{ linkId, runId: run?.runId ?? null, form }] : [];
    });
    return asked.length > 0 ? { asked } : null;
  },
  async handle(ctx, { asked }: Heard) {
    await ctx.tx(async (tx) => {
      const links = await store.linksAnswered(tx, ctx.workspace.id, asked);
      await store.markAnswered(
        tx,
        ctx.workspace.id,
        links.map((link) => link.link_id),
        ctx.now,
      );
      const messageIds = links.flatMap(({ message_id }) => (message_id === null ? [] : [message_id]));
      if (messageIds.length > 0) await closeMessages(tx, ctx, { messageIds, reason: 'answered' });
    });
  },
});
