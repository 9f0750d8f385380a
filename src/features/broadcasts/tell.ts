/** Telling: at its pace, message by message a little ahead of their time, so that a pause or a stop has little to take back. */
import type { Context } from '../../kit/context.ts';
import { isGroupOpen, sendToSet } from '../messages/index.ts';
import { lotOf, portionOf } from './decide.ts';
import * as store from './store.ts';
import { nextStretch, saveWritten, stretchSql } from './store-recipients.ts';

/** The key of its only message. */
export const MESSAGE = 'broadcast';
/** So many messages are written in one transaction. */
const BATCH = 5000;

/** What the ids of its messages begin with; the number of the recipient is the rest. */
export const digitsOf = (id: string): string => id.slice(id.indexOf('_') + 1).slice(0, 24);

/** True while the pace allows more now. */
export function tellSome(ctx: Context, id: string): Promise<boolean> {
  return ctx.tx(async (tx) => {
    const workspace = ctx.workspace.id;
    const row = await store.hold(tx, workspace, id);
    if (row?.state !== 'running') return false;
    const pace = { perMinute: row.per_minute, pacedUntil: row.paced_until?.getTime() ?? null, lot: lotOf(row) };
    const portion = portionOf(pace, ctx.now.getTime(), BATCH);
    if (portion.n === 0) return false;
    const stretch = await nextStretch(tx, workspace, row, portion.n);
    if (stretch.to === null) {
      if (!(await isGroupOpen(tx, workspace, id)))
        await store.move(tx, workspace, id, { state: 'done', endedAt: ctx.now }, ctx.now);
      return false;
    }
    const set = {
      group: id,
      playbook: id,
      version: row.revision,
      message: MESSAGE,
      purpose: row.purpose,
      plan: row.plan,
      preferred: row.preferred,
      digits: digitsOf(id),
    };
    const written = await sendToSet(tx, ctx, set, stretchSql(workspace, row, stretch.to, portion));
    await saveWritten(tx, workspace, row, {
      to: stretch.to,
      written: row.written + written,
      pacedUntil: new Date(portion.from + stretch.n * portion.everyMs),
    });
    return stretch.n === BATCH;
  });
}
