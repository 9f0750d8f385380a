/** When the sums are brought up to date, and what makes them stale. */
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Sweep } from '../../kit/feature.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { eventsRecorded } from '../events/index.ts';
import { dayOf } from './definition-versions.ts';
import { refresh } from './refresh.ts';
import { findState, noteDirty, type StateRow } from './store-state.ts';

const MINUTE = 60_000;
/** In real time. */
const EVERY = 10 * MINUTE;
/** While history is walked by a virtual clock nobody looks at every day of it; who opens the screen brings it up to date. */
const EVERY_VIRTUAL = 7 * 24 * 60 * MINUTE;

const REFRESH = 'indicators.refresh';

export const sweepIndicators: Sweep = {
  name: 'indicators.refresh',
  async run(ctx) {
    // In a replay nobody is followed up.
    if (ctx.workspace.kind === 'scratch') return;
    const state = await ctx.tx((tx) => findState(tx, ctx.workspace.id, false));
    const age = state ? ctx.now.getTime() - state.refreshed_at.getTime() : Number.POSITIVE_INFINITY;
    if (age >= (ctx.workspace.clock ? EVERY_VIRTUAL : EVERY)) await refresh(ctx);
  },
};

const MONEY = new Set(['purchase', 'refund', 'complaint']);

export const hearMoney = on(eventsRecorded, 'indicators.money', {
  select: async (_tx, ctx, { items }) => {
    if (ctx.workspace.kind === 'scratch') return null;
    const moments = items.filter(({ type }) => MONEY.has(type)).map(({ occurredAt }) => occurredAt);
    const [first] = moments.toSorted();
    return first === undefined ? null : dayOf(ctx, new Date(first));
  },
  handle: (ctx, day: string) => ctx.tx((tx) => noteDirty(tx, ctx.workspace.id, day)),
});

export const refreshJob = job<{ all: boolean }>(REFRESH, (ctx, { all }) => refresh(ctx, all));

export async function askRefresh(tx: Tx, ctx: Context, all: boolean): Promise<void> {
  // Of several that wait one runs; from the beginning has a key of its own, so that a smaller one does not take its place.
  const key = `${REFRESH}:${ctx.workspace.id}:${all ? 'all' : 'new'}`;
  await enqueue(tx, ctx, [{ task: REFRESH, payload: { all }, queue: `${REFRESH}:${ctx.workspace.id}`, key }]);
}

/** Whether something happened that the sums do not hold yet: then they are on their way. */
export async function askIfStale(tx: Tx, ctx: Context): Promise<{ refreshedAt: Date | null; stale: boolean }> {
  const state = await findState(tx, ctx.workspace.id, false);
  const stale = state === null || isStale(ctx, state);
  if (stale) await askRefresh(tx, ctx, false);
  return { refreshedAt: state?.refreshed_at ?? null, stale };
}

function isStale(ctx: Context, state: StateRow): boolean {
  const age = ctx.now.getTime() - state.refreshed_at.getTime();
  // Without a day it is only begun: after a new definition, from the beginning.
  if (age >= EVERY || state.days_until === null) return true;
  if (ctx.workspace.clock === null) return false;
  return state.dirty_from !== null || age > 0;
}
