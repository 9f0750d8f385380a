/** Work after the commit, and what brings it. */
import { z } from 'zod';
import { on } from '../../kit/bus.ts';
import type { Sweep } from '../../kit/feature.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { waitedTooLong } from '../messages/index.ts';
import { wecomOf } from './account.ts';
import { NOTES, sendNotes } from './notes.ts';
import { isNoteDue } from './store-notes.ts';
import { runDue } from './store-runs.ts';
import { isTaskDue, tasksOf } from './store-tasks.ts';
import { goOnSync, startSync, SYNC } from './sync.ts';
import { lookAfterTasks, stop } from './tasks.ts';
import { settingsOf } from './views.ts';

const LOOK = 'wecom.look';
const STOP = 'wecom.stop';

export const lookJob = job<unknown>(LOOK, (ctx, _payload, run) => lookAfterTasks(ctx, run.signal));
export const syncJob = job<unknown>(SYNC, (ctx, _payload, run) => goOnSync(ctx, run.signal));
export const notesJob = job<unknown>(NOTES, (ctx, _payload, run) => sendNotes(ctx, run.signal));

export const stopJob = job<unknown>(STOP, async (ctx, payload) => {
  const { task, reason } = z.object({ task: z.string(), reason: z.string() }).parse(payload);
  const wecom = await wecomOf(ctx);
  if (wecom) await stop(ctx, wecom, task, reason);
});

/** The plan goes on to the next channel, so this one is stopped first. */
export const stopLate = on(waitedTooLong, 'wecom.stopLate', {
  select: async (_tx, _ctx, { items }) => {
    const own = items.flatMap(({ deliveryId, adapter }) => (adapter === 'wecom' ? [deliveryId] : []));
    return own.length > 0 ? own : null;
  },
  handle: (ctx, deliveries) =>
    ctx.tx(async (tx) => {
      const tasks = await tasksOf(tx, ctx.workspace.id, deliveries);
      await enqueue(
        tx,
        ctx,
        tasks.map((task) => ({
          task: STOP,
          payload: { task, reason: 'staff_timeout' },
          key: `${STOP}:${ctx.workspace.id}:${task}`,
        })),
      );
    }),
});

const DAY_MS = 86_400_000;
/** Longer than a step of a reading takes. */
const STILL_MS = 5 * 60_000;

export const wecomSweep: Sweep = {
  name: 'wecom.sweep',
  live: true,
  async run(ctx) {
    const { id } = ctx.workspace;
    const due = await ctx.tx(async (tx) => {
      const settings = await settingsOf(tx, ctx);
      if (!settings) return null;
      const task = (name: string) => ({ task: name, payload: {}, key: `${name}:${id}` });
      await enqueue(tx, ctx, [
        ...((await isTaskDue(tx, id, ctx.now)) ? [task(LOOK)] : []),
        ...((await isNoteDue(tx, id, ctx.now)) ? [task(NOTES)] : []),
      ]);
      const now = ctx.now.getTime();
      const at = { still: new Date(now - STILL_MS), since: new Date(now - DAY_MS) };
      const sync = await runDue(tx, id, at);
      if (sync === 'go on') await enqueue(tx, ctx, [{ ...task(SYNC), queue: `${SYNC}:${id}` }]);
      return sync === 'begin' && settings.sync;
    });
    if (due) await startSync(ctx, 'schedule');
  },
};
