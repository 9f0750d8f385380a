/** An answer, a withdrawal, the end of a run: what was not sent yet is not sent any more. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { lockMessages, refreshMessages } from '../store.ts';
import { cancelQueued, closeRows, findOpenMessages } from '../receipts/store-receipts.ts';

export interface Close {
  /** Which: those of these runs, of these customers, or these. One of the three. */
  readonly runIds?: readonly string[];
  readonly customerIds?: readonly string[];
  readonly messageIds?: readonly string[];
  /** `answered`: she did what the message asked for. `optOut`, `stopped`: it is not wanted any more. */
  readonly reason: 'answered' | 'optOut' | 'stopped';
}

/** Safe to call twice: a closed message stays as it was closed. Returns how many were open. */
export async function closeMessages(tx: Tx, ctx: Context, close: Close): Promise<number> {
  const workspace = ctx.workspace.id;
  const ids = await findOpenMessages(tx, workspace, close);
  if (ids.length === 0) return 0;
  const reason = close.reason === 'optOut' ? 'optOut' : close.reason;
  await cancelQueued(
    tx,
    workspace,
    ids.map((messageId) => ({ messageId })),
    reason,
    ctx.now,
  );
  await lockMessages(tx, workspace, ids);
  await closeRows(tx, workspace, ids, { reason, answered: close.reason === 'answered', now: ctx.now });
  await refreshMessages(tx, workspace, ids, ctx.now);
  return ids.length;
}
