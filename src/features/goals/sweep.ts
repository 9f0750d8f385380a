/** Every goal is looked at once a day, at the end of the day in the workspace's zone; days that were missed are made up for. */
import { sampleRatio } from '../../engine/stats/index.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Sweep } from '../../kit/feature.ts';
import { newId } from '../../kit/ids.ts';
import { daysBetween, plusDays } from './decide-period.ts';
import { dayOf } from './measure.ts';
import { loadNames, type Names } from './names.ts';
import { lookAt } from './look.ts';
import * as store from './store.ts';
import * as alerts from './store-alerts.ts';

/** A clock that jumps further leaves days without a look: older ones would tell nobody anything. */
const MOST_DAYS = 92;

export const sweepGoals: Sweep = {
  name: 'goals.looks',
  async run(ctx) {
    // In a replay nobody is treated and nobody is asked.
    if (ctx.workspace.kind === 'scratch') return;
    const yesterday = plusDays(dayOf(ctx, ctx.now), -1);
    while (await ctx.tx((tx) => lookAtOne(tx, ctx, yesterday)));
    await ctx.tx((tx) => watchArms(tx, ctx, yesterday));
  },
  async next(ctx) {
    if (ctx.workspace.kind === 'scratch') return null;
    const live = await ctx.tx((tx) => store.hasGoals(tx, ctx.workspace.id));
    return live ? new Date(zoneCalendar(ctx.workspace.zone).startOfDay(ctx.now.getTime(), 1)) : null;
  },
};

async function lookAtOne(tx: Tx, ctx: Context, yesterday: string): Promise<boolean> {
  const goal = await store.claimGoal(tx, ctx.workspace.id, yesterday);
  if (!goal) return false;
  const missed = Math.min(MOST_DAYS, daysBetween(goal.looked_to, yesterday));
  let known: Promise<Names> | null = null;
  const names = () => (known ??= loadNames(tx, ctx));
  for (let back = missed - 1; back >= 0; back--) await lookAt(tx, ctx, goal, plusDays(yesterday, -back), names);
  await store.setLooked(tx, ctx.workspace.id, goal.goal_id, yesterday);
  return true;
}

/** As the scorecard has it: below .001 the sizes of the arms are not explained by chance. Told until it is well above again, or the epoch ends. */
const INVALID = 0.001;
const FINE = 0.01;

async function watchArms(tx: Tx, ctx: Context, yesterday: string): Promise<void> {
  const workspace = ctx.workspace.id;
  if (!(await alerts.claimRatioDay(tx, workspace, yesterday))) return;
  const arms = await alerts.runningArms(tx, workspace);
  for (const { about, first, second, share } of arms) {
    const { p } = sampleRatio([first, second], [1 - share, share]);
    const n = first + second;
    if (p < INVALID) {
      const seen = { value: second / n, n, low: null, high: null, limit: share, p };
      const alert = { about, kind: 'ratio' as const, goalId: null, version: null, side: 0 as const, day: yesterday };
      await alerts.insertAlert(tx, workspace, { ...alert, alertId: newId('alert'), seen, cause: null }, ctx.now);
    } else if (p >= FINE) await alerts.closeAlert(tx, workspace, about, 'back', ctx.now);
  }
  const running = new Set(arms.map(({ about }) => about));
  for (const about of await alerts.openRatios(tx, workspace)) {
    if (!running.has(about)) await alerts.closeAlert(tx, workspace, about, 'ended', ctx.now);
  }
}
