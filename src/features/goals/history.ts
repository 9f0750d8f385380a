/** The periods before now: what was judged then, else what can be computed of them today. And what a proposed goal would have said of them. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { GoalFigure, GoalIndicator, GoalPart } from '../metrics/index.ts';
import type { Band, HistoryPoint } from './contract-goal.ts';
import { decideLook, decideProgress, type Frame, type Look, seOf } from './decide-look.ts';
import { type Period, periodOf, periodsBefore, plusDays } from './decide-period.ts';
import { type About, dayOf, figureOver, frameFrom, goalRange, REFERENCE_PERIODS } from './measure.ts';
import { liveOf } from './present.ts';
import type { GoalRow } from './store.ts';
import { lastLooks, type LookRow } from './store-looks.ts';

const SHOWN = 8;
const PREVIEWED = 6;

interface Framed {
  readonly period: Period;
  readonly figure: GoalFigure | null;
  readonly frame: Frame;
}

/** `count` periods before the one of now, each with what the six before it let expect. */
async function framed(tx: Tx, ctx: Context, indicator: GoalIndicator, about: About, count: number): Promise<Framed[]> {
  const now = periodOf(about.period, dayOf(ctx, ctx.now));
  const periods = periodsBefore(about.period, now, count + REFERENCE_PERIODS);
  const figures: (GoalFigure | null)[] = [];
  for (const { start, end } of periods) figures.push(await figureOver(tx, ctx, indicator, about, start, end));
  return periods.slice(REFERENCE_PERIODS).map((period, at) => ({
    period,
    figure: figures[at + REFERENCE_PERIODS] ?? null,
    frame: frameFrom(figures.slice(at, at + REFERENCE_PERIODS), indicator.least),
  }));
}

export async function historyOf(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator,
  goal: GoalRow,
  targets: ReadonlyMap<number, number>,
): Promise<HistoryPoint[]> {
  const looks = new Map(
    (await lastLooks(tx, ctx.workspace.id, goal.goal_id, SHOWN + 1)).map((look) => [look.period_start, look]),
  );
  const live = goal.archived_at === null ? await liveOf(tx, ctx, indicator, goal) : null;
  const past = await framed(tx, ctx, indicator, goal, SHOWN);
  const points = past.map(({ period, figure, frame }) => {
    const judged = looks.get(period.start);
    if (judged) return judgedPoint(period, judged, targets);
    return computedPoint(period, decideLook(indicator, figure, goal.band, frame, 1));
  });
  if (!live) return points;
  return [
    ...points,
    { ...computedPoint(live.period, live.look), target: live.progress.expected, version: goal.version },
  ];
}

function judgedPoint(period: Period, look: LookRow, targets: ReadonlyMap<number, number>): HistoryPoint {
  return {
    start: period.start,
    end: period.end,
    value: look.state === 'too_few' ? null : look.value,
    n: look.n ?? 0,
    low: look.low,
    high: look.high,
    bandLow: look.band_low,
    bandHigh: look.band_high,
    target: targets.get(look.version) ?? null,
    version: look.version,
    judged: true,
    alarmedOn: null,
    state: look.state,
  };
}

function computedPoint(period: Period, look: Look): HistoryPoint {
  const { figure, state, band } = look;
  const known = state === 'too_few' ? null : figure;
  return {
    start: period.start,
    end: period.end,
    value: known?.value ?? null,
    n: figure?.n ?? 0,
    low: known?.low ?? null,
    high: known?.high ?? null,
    bandLow: band.low,
    bandHigh: band.high,
    target: null,
    version: null,
    judged: false,
    alarmedOn: null,
    state,
  };
}

export async function previewOf(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator,
  about: About,
  plan: { target: number; band: Band },
) {
  const points: HistoryPoint[] = [];
  let reached = 0;
  for (const each of await framed(tx, ctx, indicator, about, PREVIEWED)) {
    const { period, figure, frame } = each;
    const look = decideLook(indicator, figure, plan.band, frame, 1);
    const { value } = decideProgress(indicator, look, plan.target, period, 1);
    const better = indicator.direction === 'higher' ? 1 : -1;
    if (value !== null && (value - plan.target) * better >= 0) reached++;
    const alarmedOn = await firstAlarm(tx, ctx, indicator, about, plan.band, each, look);
    points.push({ ...computedPoint(period, look), target: plan.target, alarmedOn });
  }
  return {
    points,
    reached,
    known: points.filter(({ value }) => value !== null).length,
    alarms: points.filter(({ alarmedOn }) => alarmedOn !== null).length,
  };
}

/** The first day of a period on which a look would have raised an alert; what cannot be divided by days is looked at when the period is over. */
async function firstAlarm(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator,
  about: About,
  band: Band,
  { period, figure, frame }: Framed,
  atEnd: Look,
): Promise<string | null> {
  const last = plusDays(period.end, -1);
  const se = figure && seOf(figure);
  if (!indicator.parts || !indicator.by?.includes('day') || indicator.adds || !figure || !se) {
    return atEnd.state === 'below' || atEnd.state === 'above' ? last : null;
  }
  const spread = se * Math.sqrt(figure.n);
  const days = await indicator.parts(tx, ctx, goalRange(ctx, about, period.start, period.end), 'day');
  for (const { day, value, n } of cumulated(days)) {
    const half = (1.96 * spread) / Math.sqrt(n);
    const look = decideLook(indicator, { value, n, low: value - half, high: value + half }, band, frame, 1);
    if (look.state === 'below' || look.state === 'above') return day;
  }
  return null;
}

function cumulated(days: readonly GoalPart[]): { day: string; value: number; n: number }[] {
  let [sum, n] = [0, 0];
  return days
    .filter((part) => part.n > 0)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((part) => {
      sum += part.value * part.n;
      n += part.n;
      return { day: part.key, value: sum / n, n };
    });
}
