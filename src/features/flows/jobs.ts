/** What happens to runs after a commit: first steps, ends of actions, events, stops. Every job may run twice: tokens count up. */
import { on, type Subscriber } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { analyzeTables } from '../../kit/db/statistics.ts';
import { type Job, job } from '../../kit/jobs/job.ts';
import { eventsRecorded } from '../events/index.ts';
import { advance, type Happening } from './advance.ts';
import { BATCH, chunks, type Range, type Settled, type StopFilter, toInput } from './service.ts';
import { type EventRow, loadEvents } from './store-events.ts';
import * as store from './store-runs.ts';
import { matchEvents } from './store-waits.ts';

/** Locks the runs named and lets happen to each, in order, what is given for it. */
export async function happen(
  ctx: Context,
  items: readonly (readonly [runId: string, what: Happening])[],
): Promise<void> {
  const byRun = new Map<string, Happening[]>();
  for (const [runId, what] of items) {
    const list = byRun.get(runId);
    if (list) list.push(what);
    else byRun.set(runId, [what]);
  }
  for (const ids of chunks([...byRun.keys()].sort()))
    await ctx.tx(async (tx) => {
      const rows = await store.lockRuns(tx, ctx.workspace.id, ids);
      await advance(tx, ctx, rows, (row) => byRun.get(row.run_id) ?? []);
    });
}

const start = job<Range>('flows.start', (ctx, { from, to }) =>
  ctx.tx(async (tx) => {
    const rows = await store.lockFresh(tx, ctx.workspace.id, from, to);
    await advance(tx, ctx, rows, () => [{ kind: 'start' }]);
  }),
);

const settle = job<readonly Settled[]>('flows.settle', (ctx, items) =>
  happen(
    ctx,
    items.map((item) => [item.runId, toInput(item)]),
  ),
);

const stop = job<{ filter: StopFilter; result: string }>('flows.stop', async (ctx, { filter, result }, { signal }) => {
  for (let after = ''; ; ) {
    signal.throwIfAborted();
    const ids = await ctx.tx((tx) => store.pageOfLive(tx, ctx.workspace.id, filter, after, BATCH));
    const last = ids.at(-1);
    if (last === undefined) return;
    await happen(
      ctx,
      ids.map((id) => [id, { kind: 'stop', result }]),
    );
    after = last;
  }
});

/** Without fresh statistics a batch of 500 reads the runs of the whole workspace: 8 against 0.1 ms each for 20,000 runs. */
const measure = job<null>('flows.measure', (ctx) =>
  analyzeTables(ctx.runtime.db.owner, ['flow_run', 'flow_timer', 'flow_subscription', 'flow_version']),
);

export const jobs: readonly Job[] = [measure, start, settle, stop];

/** `[run, token, event]`, and the span of time the events lie in. */
interface Heard {
  readonly pairs: readonly (readonly [runId: string, token: number, eventId: string])[];
  readonly from: string;
  readonly to: string;
}

/**
 * Which wait an event is for is settled when it is recorded, in the same transaction: a wait that begins afterwards never gets it, also when
 * the job runs twice.
 */
export const hearEvents: Subscriber = on(eventsRecorded, 'flows.hear', {
  async select(tx, ctx, { items }): Promise<Heard | null> {
    const rows = await matchEvents(tx, ctx.workspace.id, items);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return null;
    return {
      pairs: rows.map((row) => [row.run_id, row.token, row.event_id]),
      from: first.occurred_at.toISOString(),
      to: last.occurred_at.toISOString(),
    };
  },
  async handle(ctx, { pairs, from, to }: Heard) {
    const ids = [...new Set(pairs.map(([, , eventId]) => eventId))];
    const rows = await ctx.tx((tx) => loadEvents(tx, ctx.workspace.id, ids, new Date(from), new Date(to)));
    const events = new Map<string, EventRow>(rows.map((row) => [row.event_id, row]));
    await happen(
      ctx,
      pairs.flatMap(([runId, token, eventId]) => {
        const event = events.get(eventId);
        return event ? [[runId, { kind: 'heard', token, event }] as const] : [];
      }),
    );
  },
});
