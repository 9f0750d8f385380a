/** A goal's figure over days, and what is usual for it. */
import { LEAST_PERIODS, referenceOf } from '../../engine/stats/index.ts';
import { type ZoneCalendar, zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type GoalFigure, type GoalIndicator, goalIndicatorsOf, type GoalRange } from '../metrics/index.ts';
import type { IndicatorChoice } from './contract-goal.ts';
import { type Frame, NO_FRAME, seOf } from './decide-look.ts';
import { type Period, periodsBefore } from './decide-period.ts';
import type { GoalRow } from './store.ts';
import { findFrame, insertFrame, lastLooks } from './store-looks.ts';

export type About = Pick<GoalRow, 'indicator' | 'team_id' | 'playbook' | 'period'>;

/** So many periods before tell what is usual. */
export const REFERENCE_PERIODS = 6;

export const dayOf = (ctx: Context, at: Date): string => zoneCalendar(ctx.workspace.zone).dateOf(at.getTime());

export async function findIndicator(tx: Tx, ctx: Context, key: string): Promise<GoalIndicator | null> {
  return (await goalIndicatorsOf(tx, ctx)).find((each) => each.key === key) ?? null;
}

export function choiceOf(indicator: GoalIndicator): IndicatorChoice {
  const { key, name, definition, unit, range, direction, adds, least, by } = indicator;
  const ends: [number, number] | null = range ? [range[0], range[1]] : null;
  return { key, name, definition, unit, range: ends, direction, adds: adds ?? false, least, by: [...(by ?? [])] };
}

export function rangeOf(calendar: ZoneCalendar, from: string, to: string): { from: Date; to: Date } {
  return { from: new Date(calendar.startOfDate(from)), to: new Date(calendar.startOfDate(to)) };
}

/** Days `from` to `to` (exclusive), of the goal's team and playbook, never beyond now. */
export function goalRange(ctx: Context, about: About, from: string, to: string): GoalRange {
  const range = rangeOf(zoneCalendar(ctx.workspace.zone), from, to);
  return {
    from: range.from,
    to: range.to > ctx.now ? ctx.now : range.to,
    team: about.team_id === '' ? undefined : about.team_id,
    playbook: about.playbook === '' ? undefined : about.playbook,
  };
}

export async function figureOver(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator,
  about: About,
  from: string,
  to: string,
): Promise<GoalFigure | null> {
  const range = goalRange(ctx, about, from, to);
  const figure = range.from < range.to ? await indicator.figure(tx, ctx, range) : null;
  return figure && figure.n > 0 && Number.isFinite(figure.value) ? figure : null;
}

/** Of the periods before. */
export function frameFrom(past: readonly (GoalFigure | null)[], least: number): Frame {
  const known = past.flatMap((figure) => (figure && figure.n >= least ? [figure] : []));
  if (known.length === 0) return NO_FRAME;
  const planned = known.reduce((sum, { n }) => sum + n, 0) / known.length;
  const periods = known.flatMap((figure) => {
    const se = seOf(figure);
    return se === null ? [] : [{ value: figure.value, n: figure.n, se }];
  });
  return { reference: referenceOf(periods), planned };
}

/** Computed when a period is first looked at, and the same for all its looks. */
export async function keptFrame(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator,
  goal: GoalRow,
  period: Period,
): Promise<Frame> {
  const known = await findFrame(tx, ctx.workspace.id, goal.goal_id, period.start);
  if (known) return known;
  const frame = await frameBefore(tx, ctx, indicator, goal, period, await periodsOut(tx, ctx, goal.goal_id));
  await insertFrame(tx, ctx.workspace.id, goal.goal_id, period.start, frame);
  return frame;
}

export async function frameBefore(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator,
  about: About,
  period: Period,
  out: ReadonlySet<string>,
): Promise<Frame> {
  const past: { out: boolean; figure: GoalFigure | null }[] = [];
  for (const { start, end } of periodsBefore(about.period, period, REFERENCE_PERIODS))
    past.push({ out: out.has(start), figure: await figureOver(tx, ctx, indicator, about, start, end) });
  // A period that was out of its band is no part of what is usual, unless too few others are left: then things have changed for good.
  const calm = past.filter((each) => !each.out && each.figure && each.figure.n >= indicator.least);
  return frameFrom(
    (calm.length >= LEAST_PERIODS ? calm : past).map(({ figure }) => figure),
    indicator.least,
  );
}

/** The periods whose last look was out of the band, by their first day. */
export async function periodsOut(tx: Tx, ctx: Context, goalId: string): Promise<ReadonlySet<string>> {
  const looks = await lastLooks(tx, ctx.workspace.id, goalId, REFERENCE_PERIODS + 1);
  return new Set(looks.filter(({ state }) => state === 'below' || state === 'above').map((look) => look.period_start));
}
