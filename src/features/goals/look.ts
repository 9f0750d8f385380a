/** One look at one goal on one day, with what follows for its alert. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import type { GoalIndicator } from '../metrics/index.ts';
import { causeOf } from './cause.ts';
import { decideAlert, decideLook, type Frame, type Look } from './decide-look.ts';
import { daysBetween, type Period, periodOf, plusDays } from './decide-period.ts';
import { figureOver, findIndicator, keptFrame } from './measure.ts';
import type { Names } from './names.ts';
import type { GoalRow } from './store.ts';
import * as alerts from './store-alerts.ts';
import { insertLook } from './store-looks.ts';

export const aboutGoal = (goalId: string): string => `goal:${goalId}`;

/** At the end of `day`. */
export async function lookAt(
  tx: Tx,
  ctx: Context,
  goal: GoalRow,
  day: string,
  names: () => Promise<Names>,
): Promise<void> {
  const period = periodOf(goal.period, day);
  const until = plusDays(day, 1);
  const indicator = await findIndicator(tx, ctx, goal.indicator);
  if (!indicator) return keep(tx, ctx, goal, day, period, null);
  const frame = await keptFrame(tx, ctx, indicator, goal, period);
  const figure = await figureOver(tx, ctx, indicator, goal, period.start, until);
  const look = decideLook(indicator, figure, goal.band, frame, daysBetween(period.start, until) / period.days);
  await keep(tx, ctx, goal, day, period, look);
  await follow(tx, ctx, { goal, indicator, period, day, until, look, frame, names });
}

async function keep(tx: Tx, ctx: Context, goal: GoalRow, day: string, period: Period, look: Look | null) {
  const figure = look?.figure ?? null;
  const row = {
    day,
    period_start: period.start,
    version: goal.version,
    state: look?.state ?? ('no_indicator' as const),
    value: figure?.value ?? null,
    n: figure?.n ?? null,
    low: figure?.low ?? null,
    high: figure?.high ?? null,
    band_low: look?.band.low ?? null,
    band_high: look?.band.high ?? null,
  };
  await insertLook(tx, ctx.workspace.id, goal.goal_id, row, ctx.now);
}

interface Seen {
  readonly goal: GoalRow;
  readonly indicator: GoalIndicator;
  readonly period: Period;
  readonly day: string;
  readonly until: string;
  readonly look: Look;
  readonly frame: Frame;
  readonly names: () => Promise<Names>;
}

async function follow(tx: Tx, ctx: Context, seen: Seen): Promise<void> {
  const { goal, look, frame } = seen;
  const workspace = ctx.workspace.id;
  const about = aboutGoal(goal.goal_id);
  const open = await alerts.findOpen(tx, workspace, about);
  const step = decideAlert(look, open && { side: open.side < 0 ? -1 : 1, inside: open.inside }, frame);
  if (step.do === 'count' && open) await alerts.countInside(tx, workspace, open.alert_id, step.inside);
  if (step.do === 'close') await alerts.closeAlert(tx, workspace, about, 'back', ctx.now);
  if (step.do === 'turn') await alerts.closeAlert(tx, workspace, about, 'turned', ctx.now);
  if (step.do === 'open' || step.do === 'turn') await raise(tx, ctx, seen);
}

async function raise(tx: Tx, ctx: Context, { goal, indicator, period, day, until, look, names }: Seen): Promise<void> {
  const { figure } = look;
  if (!figure) return;
  const side = look.state === 'below' ? -1 : 1;
  const cause = await causeOf(tx, ctx, indicator, goal, period, until, figure, await names());
  await alerts.insertAlert(
    tx,
    ctx.workspace.id,
    {
      alertId: newId('alert'),
      about: aboutGoal(goal.goal_id),
      kind: 'goal',
      goalId: goal.goal_id,
      version: goal.version,
      side,
      day,
      seen: {
        value: figure.value,
        n: figure.n,
        low: figure.low ?? null,
        high: figure.high ?? null,
        limit: (side < 0 ? look.band.low : look.band.high) ?? 0,
      },
      cause,
    },
    ctx.now,
  );
}
