import type { Context } from '../../kit/context.ts';
import type { NewJob } from '../../kit/jobs/enqueue.ts';

export const DELIVER = 'webhooks.deliver';

export interface DeliverPayload {
  readonly webhook: string;
}

/** One job per address: what waits is read from the rows. `at` is of the world's clock, for an attempt that is due in a few seconds. */
export function deliveryJob(ctx: Context, webhook: string, at?: Date): NewJob {
  const payload: DeliverPayload = { webhook };
  // A waiting job of the same key is replaced, so a later one must not take the place of one that runs now.
  const key = `${DELIVER}:${ctx.workspace.id}:${webhook}${at ? `:${Math.floor(at.getTime() / 1000)}` : ''}`;
  return { task: DELIVER, payload, key, ...(at ? { runAt: at } : {}) };
}
