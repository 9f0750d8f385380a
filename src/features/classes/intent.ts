/** Intent against reality: what followed each answer, and what that says about the next. */
import { on } from '../../kit/bus.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Sweep } from '../../kit/feature.ts';
import { audit } from '../access/index.ts';
import { eventsRecorded } from '../events/index.ts';
import { BATCH } from './compute.ts';
import type { Prior } from './contract-intent.ts';
import { decideIntent, levelsOf } from './decide-intent.ts';
import { startRun } from './run.ts';
import * as store from './store-intent.ts';

const DEFAULT_WINDOW = 90;
const PURCHASE = 'purchase';

/** Orders that come late, or in any order, count as when they were placed. */
export const hearPurchases = on(eventsRecorded, 'classes.bought', {
  select: async (tx, ctx, { items }) => {
    const buyers = items.filter(({ type }) => type === PURCHASE).map(({ customerId }) => customerId);
    if (buyers.length === 0) return null;
    const known = await store.whoAnswered(tx, ctx.workspace.id, [...new Set(buyers)]);
    return known.length > 0 ? known : null;
  },
  handle: (ctx, customers: readonly string[]) => ctx.tx((tx) => store.noteBought(tx, ctx.workspace.id, customers)),
});

/** Windows that are over; and once a month, whether what customers say tells what they do. */
export const sweepIntent: Sweep = {
  name: 'classes.intent',
  async run(ctx) {
    while ((await ctx.tx((tx) => store.checkDue(tx, ctx.workspace.id, ctx.now, BATCH))) === BATCH);
    await ctx.tx(async (tx) => {
      const last = await store.latestPrior(tx, ctx.workspace.id);
      const month = (at: Date): string => zoneCalendar(ctx.workspace.zone).dateOf(at.getTime()).slice(0, 7);
      if (last ? month(last.decided_at) >= month(ctx.now) : !(await store.hasAnswers(tx, ctx.workspace.id))) return;
      await decide(tx, ctx, last?.window_days ?? DEFAULT_WINDOW, last);
    });
  },
};

/** Customers get the new prior by a walk, when there is or was one. */
async function decide(tx: Tx, ctx: Context, days: number, last: store.PriorRow | null): Promise<Prior> {
  const decision = decideIntent(await store.sumLevels(tx, ctx.workspace.id, ctx.now, days, 'all'));
  const row = { decided_at: ctx.now, window_days: days, decision };
  await store.insertPrior(tx, ctx.workspace.id, row);
  const isOrWas = [decision, last?.decision].some((one) => one?.verdict === 'informative');
  if (isOrWas) await startRun(tx, ctx, 'prior');
  return toPrior(row);
}

export function decideNow(ctx: Context, days: number): Promise<Prior> {
  return ctx.tx(async (tx) => {
    const prior = await decide(tx, ctx, days, await store.latestPrior(tx, ctx.workspace.id));
    const { verdict, n } = prior.decision;
    await audit(tx, ctx, {
      action: 'classes.intent_decided',
      entity: 'intent_prior',
      entityId: prior.decidedAt,
      detail: { window: days, verdict, n },
    });
    return prior;
  });
}

export function toPrior(row: store.PriorRow): Prior {
  return { decidedAt: row.decided_at.toISOString(), window: row.window_days, decision: row.decision };
}

/** What is known today, by level and by period. */
export async function calibrationOf(tx: Tx, ctx: Context, query: { window: number; by: 'month' | 'quarter' }) {
  const { window, by } = query;
  const workspace = ctx.workspace.id;
  const rows = await store.sumLevels(tx, workspace, ctx.now, window, by);
  const prior = await store.latestPrior(tx, workspace);
  return {
    window,
    overall: decideIntent(await store.sumLevels(tx, workspace, ctx.now, window, 'all')),
    periods: [...new Set(rows.map(({ period }) => period))].map((period) => {
      const levels = levelsOf(rows.filter((row) => row.period === period));
      return { period, n: levels.reduce((sum, { n }) => sum + n, 0), levels };
    }),
    waiting: await store.countWaiting(tx, workspace, ctx.now, window),
    prior: prior && toPrior(prior),
  };
}
