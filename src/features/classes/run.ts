/** Everybody is classified anew: a walk over the customers with answers, one batch per job, its place kept in a row. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { BATCH, classifyCustomers } from './compute.ts';
import type { MoveCause } from './contract.ts';
import { answeringAfter, findRun, saveRun } from './store-runs.ts';

export type RunReason = Extract<MoveCause, 'matrix' | 'rebuilt' | 'first' | 'prior'>;
const RUN = 'classes.run';

/** A run takes the place of an unfinished one: its jobs find another id in the row, and end. */
export async function startRun(tx: Tx, ctx: Context, reason: RunReason): Promise<void> {
  const runId = newId('crn', ctx.now.getTime());
  const fresh = {
    run_id: runId,
    reason,
    after_customer: '',
    done: 0,
    moved: 0,
    started_at: ctx.now,
    finished_at: null,
  };
  await saveRun(tx, ctx.workspace.id, fresh);
  await next(tx, ctx, runId);
}

async function next(tx: Tx, ctx: Context, runId: string): Promise<void> {
  await enqueue(tx, ctx, [{ task: RUN, payload: { runId }, key: `${RUN}:${ctx.workspace.id}:${runId}` }]);
}

export const runJob = job<{ runId: string }>(RUN, (ctx, { runId }) =>
  ctx.tx(async (tx) => {
    const workspace = ctx.workspace.id;
    const run = await findRun(tx, workspace, true);
    if (run?.run_id !== runId || run.finished_at) return;
    const ids = await answeringAfter(tx, workspace, run.after_customer, BATCH);
    // Each batch is caused by the publication, not by the batch before it: the loop guard counts no walk.
    const moved = await classifyCustomers(tx, { ...ctx, depth: 0 }, ids, run.reason as RunReason);
    const last = ids.length < BATCH;
    await saveRun(tx, workspace, {
      ...run,
      after_customer: ids.at(-1) ?? run.after_customer,
      done: run.done + ids.length,
      moved: run.moved + moved,
      finished_at: last ? ctx.now : null,
    });
    if (!last) await next(tx, { ...ctx, depth: 0 }, runId);
  }),
);
