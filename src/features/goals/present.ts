/** Goals as they are told: with names, progress and whether an alert is open. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type GoalIndicator, goalIndicatorsOf } from '../metrics/index.ts';
import type { Goal, GoalProgress } from './contract-goal.ts';
import { decideLook, decideProgress, type Look } from './decide-look.ts';
import { type Period, periodOf } from './decide-period.ts';
import { choiceOf, dayOf, figureOver, frameBefore, periodsOut, rangeOf } from './measure.ts';
import { loadNames } from './names.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import { aboutGoal } from './look.ts';
import type { GoalRow } from './store.ts';
import { findOpen } from './store-alerts.ts';
import { findFrame } from './store-looks.ts';

export async function presentGoals(tx: Tx, ctx: Context, rows: readonly GoalRow[]): Promise<Goal[]> {
  if (rows.length === 0) return [];
  const names = await loadNames(tx, ctx);
  const indicators = new Map((await goalIndicatorsOf(tx, ctx)).map((each) => [each.key, each]));
  const goals: Goal[] = [];
  for (const row of rows) {
    const indicator = indicators.get(row.indicator);
    const live = row.archived_at === null && indicator ? await liveOf(tx, ctx, indicator, row) : null;
    const open = await findOpen(tx, ctx.workspace.id, aboutGoal(row.goal_id));
    goals.push({
      goalId: row.goal_id,
      indicator: indicator ? choiceOf(indicator) : null,
      indicatorKey: row.indicator,
      team: row.team_id === '' ? null : { id: row.team_id, name: names.teams.get(row.team_id) ?? row.team_id },
      playbook:
        row.playbook === ''
          ? null
          : { key: row.playbook, name: names.playbooks.get(row.playbook) ?? { zh: row.playbook, en: row.playbook } },
      period: row.period,
      version: row.version,
      target: row.target,
      band: row.band,
      owner: row.owner_id === null ? null : { id: row.owner_id, name: names.members.get(row.owner_id) ?? row.owner_id },
      createdAt: row.created_at.toISOString(),
      archivedAt: row.archived_at?.toISOString() ?? null,
      progress: live?.progress ?? null,
      alertId: open?.alert_id ?? null,
    });
  }
  return goals;
}

export interface Live {
  readonly period: Period;
  readonly look: Look;
  readonly progress: GoalProgress;
}

/** As it stands now, today included. Alerts wait for the end of the day. */
export async function liveOf(tx: Tx, ctx: Context, indicator: GoalIndicator, goal: GoalRow): Promise<Live> {
  const period = periodOf(goal.period, dayOf(ctx, ctx.now));
  const { from, to } = rangeOf(zoneCalendar(ctx.workspace.zone), period.start, period.end);
  const passed = Math.min(1, (ctx.now.getTime() - from.getTime()) / (to.getTime() - from.getTime()));
  const figure = await figureOver(tx, ctx, indicator, goal, period.start, period.end);
  const frame =
    (await findFrame(tx, ctx.workspace.id, goal.goal_id, period.start)) ??
    (await frameBefore(tx, ctx, indicator, goal, period, await periodsOut(tx, ctx, goal.goal_id)));
  const look = decideLook(indicator, figure, goal.band, frame, passed);
  return { period, look, progress: decideProgress(indicator, look, goal.target, period, passed) };
}
