/** What is typed and not finished: kept on the server, per person, so that nothing is lost with a closed tab. */
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import type { Draft, DraftContent } from './contract-items.ts';
import * as store from './store-drafts.ts';
import { requireLive } from './work.ts';

const MOST_BYTES = 64 * 1024;

export function draftKey(ctx: Context): string {
  return ctx.scope.memberId ?? `${ctx.actor.kind}:${ctx.actor.id}`;
}

export function saveDraft(ctx: Context, taskId: string, content: DraftContent): Promise<Draft> {
  if (JSON.stringify(content).length > MOST_BYTES) throw new Problem('too_large', { limit: '64 KB' });
  return ctx.tx(async (tx) => {
    await requireLive(tx, ctx, taskId);
    await store.saveDraft(tx, ctx.workspace.id, taskId, draftKey(ctx), content, ctx.now);
    return { content, savedAt: ctx.now.toISOString(), own: true };
  });
}
