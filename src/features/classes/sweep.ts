/** Answers grow too old: whoever used one of them is classified anew. And a workspace whose answers are older than this room is walked once. */
import type { Sweep } from '../../kit/feature.ts';
import { BATCH, classifyCustomers } from './compute.ts';
import { startRun } from './run.ts';
import { findStale } from './store.ts';
import { findRun, hasReadings } from './store-runs.ts';

/** Without a `next`: the minute does, and a replay need not stop at every single answer. */
export const sweepStale: Sweep = {
  name: 'classes.stale',
  async run(ctx) {
    const workspace = ctx.workspace.id;
    await ctx.tx(async (tx) => {
      if (!(await findRun(tx, workspace)) && (await hasReadings(tx, workspace))) await startRun(tx, ctx, 'first');
    });
    for (;;) {
      const found = await ctx.tx(async (tx) => {
        const ids = await findStale(tx, workspace, ctx.now, BATCH);
        await classifyCustomers(tx, ctx, ids, 'aged');
        return ids.length;
      });
      if (found < BATCH) return;
    }
  },
};
