/** Messages that were sent together (a broadcast): held, let go on and stopped together. What is on the network already ends as it ends. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { closeMessages } from '../sending/close.ts';
import { DELIVER } from '../sending/outcomes.ts';
import * as store from './store-groups.ts';

export type GroupState = store.GroupState;

/** One statement, whatever the size: what is queued is held when it is claimed. */
export async function pauseGroup(tx: Tx, ctx: Context, groupId: string): Promise<void> {
  await store.setGroup(tx, ctx.workspace.id, { groupId, state: 'paused', by: ctx.actor.name, now: ctx.now });
}

/** What was held is due again, at most so many a minute from now on. Returns how many. */
export async function resumeGroup(tx: Tx, ctx: Context, groupId: string, perMinute: number | null): Promise<number> {
  await store.setGroup(tx, ctx.workspace.id, { groupId, state: 'running', by: ctx.actor.name, now: ctx.now });
  const n = await store.releaseHeld(tx, ctx.workspace.id, groupId, perMinute, ctx.now);
  await enqueue(tx, ctx, [{ task: DELIVER, payload: {} }]);
  return n;
}

/** From this commit on nothing more of it goes out; `stopGroup` closes what was not sent. */
export async function haltGroup(tx: Tx, ctx: Context, groupId: string): Promise<void> {
  await store.setGroup(tx, ctx.workspace.id, { groupId, state: 'stopped', by: ctx.actor.name, now: ctx.now });
}

/** So many messages are closed in one transaction. */
const BATCH = 2000;

/** From the first moment nothing more of it goes out; closing what was not sent takes a while and is gone on with after a crash by calling it again. */
export async function stopGroup(ctx: Context, groupId: string): Promise<number> {
  await ctx.tx((tx) => haltGroup(tx, ctx, groupId));
  let stopped = 0;
  for (;;) {
    const n = await ctx.tx(async (tx) => {
      const ids = await store.findUntold(tx, ctx.workspace.id, groupId, BATCH);
      await closeMessages(tx, ctx, { messageIds: ids, reason: 'stopped' });
      return ids.length;
    });
    stopped += n;
    if (n < BATCH) return stopped;
  }
}

export { countGroup, type GroupCount } from './store-groups.ts';
