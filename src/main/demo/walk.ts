/** The last months of the demo happen in its workspace, day by day, with the code that runs live. */
import { recordOrders } from '../../features/customers/index.ts';
import { record } from '../../features/events/index.ts';
import { type Context, type OutboxJob, SYSTEM, type Workspace } from '../../kit/context.ts';
import { handlersOf } from '../../kit/jobs/tasks.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { dateText, dayAt, instant } from './calendar.ts';
import { newOrder, outsideEvent } from './event-rows.ts';
import type { Happening, Order, Story } from './types.ts';

export interface Walk {
  readonly stories: readonly Story[];
  readonly ids: ReadonlyMap<string, string>;
  readonly from: number;
  readonly until: number;
  readonly onProgress: ((day: string, share: number) => void) | undefined;
}

/** Day by day: first what the morning brings due, then what happened on that day. */
export async function walkDays(
  runtime: Runtime,
  workspace: Workspace,
  { stories, ids, from, until, onProgress }: Walk,
): Promise<void> {
  const days = byDay(stories, from);
  const outbox: OutboxJob[] = [];
  for (let day = from; day <= until; day++) {
    const morning = contextIn(runtime, { ...workspace, clock: new Date(instant(day, 0)) }, SYSTEM, { outbox });
    for (const feature of runtime.features) for (const sweep of feature.sweeps ?? []) await sweep.run(morning);
    await runJobs(runtime, morning, outbox);
    const today = days.get(day);
    if (today) {
      const evening = contextIn(runtime, { ...workspace, clock: new Date(instant(day + 1, 0) - 1) }, SYSTEM, {
        outbox,
      });
      const customerId = (externalId: string): string => ids.get(externalId) ?? '';
      await evening.tx(async (tx) => {
        await recordOrders(
          tx,
          evening,
          today.orders.map((order) => newOrder(order, customerId(order.customer))),
        );
        await record(
          tx,
          evening,
          today.events.map((event) => outsideEvent(event, customerId(event.customer))),
        );
      });
      await runJobs(runtime, evening, outbox);
    }
    onProgress?.(dateText(day), (day - from + 1) / (until - from + 1));
  }
}

interface Day {
  readonly orders: Order[];
  readonly events: Happening[];
}

function byDay(stories: readonly Story[], from: number): Map<number, Day> {
  const days = new Map<number, Day>();
  const at = (ms: number): Day | null => {
    const day = dayAt(ms);
    if (day < from) return null;
    const there = days.get(day) ?? { orders: [], events: [] };
    days.set(day, there);
    return there;
  };
  for (const { orders, events } of stories) {
    for (const order of orders) at(order.at)?.orders.push(order);
    for (const event of events) at(event.at)?.events.push(event);
  }
  return days;
}

/** The jobs that a step causes are run here, at the walk's own time; none reaches the queue. */
async function runJobs(runtime: Runtime, ctx: Context, outbox: OutboxJob[]): Promise<void> {
  const handlers = handlersOf(runtime);
  const job = { attempt: 1, lastAttempt: true, log: runtime.log, signal: new AbortController().signal };
  while (outbox.length > 0) {
    for (const { task, payload } of outbox.splice(0))
      await handlers.get(task)?.({ ...ctx, depth: ctx.depth + 1 }, payload, job);
  }
}
