/** Work after the commit, and what brings it. */
import { z } from 'zod';
import { on } from '../../kit/bus.ts';
import type { Sweep } from '../../kit/feature.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { sendsInEarnest, waitedTooLong } from '../messages/index.ts';
import { wecomOf } from './account.ts';
import { isTaskDue, tasksOf } from './store-tasks.ts';
import { lookAfterTasks, stop } from './tasks.ts';

const LOOK = 'wecom.look';
const STOP = 'wecom.stop';

export const lookJob = job<unknown>(LOOK, (ctx, _payload, run) => lookAfterTasks(ctx, run.signal));

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

export const wecomSweep: Sweep = {
  name: 'wecom.sweep',
  async run(ctx) {
    if (!sendsInEarnest(ctx)) return;
    await ctx.tx(async (tx) => {
      if (await isTaskDue(tx, ctx.workspace.id, ctx.now))
        await enqueue(tx, ctx, [{ task: LOOK, payload: {}, key: `${LOOK}:${ctx.workspace.id}` }]);
    });
  },
};
