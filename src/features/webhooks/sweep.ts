import type { Sweep } from '../../kit/feature.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { deliveryJob } from './jobs-shape.ts';
import { forgetDone, webhooksWithDue } from './store-deliveries.ts';

const KEPT_MS = 30 * 24 * 3_600_000;
const AT_ONCE = 2000;

/** Attempts that came due, and what a killed process left under its lease; and the log is forgotten after 30 days. */
export const webhookSweep: Sweep = {
  name: 'webhooks.due',
  async run(ctx) {
    if (ctx.workspace.kind === 'scratch' || ctx.outbox) return;
    await ctx.tx(async (tx) => {
      const due = await webhooksWithDue(tx, ctx.workspace.id, ctx.now);
      await enqueue(
        tx,
        ctx,
        due.map((webhook) => deliveryJob(ctx, webhook)),
      );
    });
    const before = new Date(ctx.now.getTime() - KEPT_MS);
    while ((await ctx.tx((tx) => forgetDone(tx, ctx.workspace.id, before, AT_ONCE))) === AT_ONCE);
  },
};
