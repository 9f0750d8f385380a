/** Reads the parts of a figure before and now, and lets the decision find what moved it. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { GoalFigure, GoalIndicator } from '../metrics/index.ts';
import type { Cause } from './contract-alerts.ts';
import { decideCause, type Divided } from './decide-cause.ts';
import { seOf } from './decide-look.ts';
import { type Period, periodsBefore } from './decide-period.ts';
import { type About, figureOver, goalRange } from './measure.ts';
import type { Names } from './names.ts';

/** The periods before that a change is measured against: enough answers, and not so old that all was different. */
const AGAINST = 3;

export async function causeOf(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator,
  about: About,
  period: Period,
  until: string,
  figure: GoalFigure,
  names: Names,
): Promise<Cause> {
  const from = periodsBefore(about.period, period, AGAINST)[0]?.start ?? period.start;
  const now = { value: figure.value, n: figure.n };
  const nothing = { now, change: null, part: null, divisions: [] };
  const before = await figureOver(tx, ctx, indicator, about, from, period.start);
  if (!before || before.n < indicator.least) return { kind: 'no_reference', reference: null, ...nothing };
  const reference = { from, to: period.start, value: before.value, n: before.n };
  const change = figure.value - before.value;
  const se = seOf(figure);
  const { parts } = indicator;
  const divisible = (indicator.by ?? []).filter((by) => by !== 'day');
  if (!parts || divisible.length === 0 || se === null || indicator.adds) {
    return { kind: 'not_divisible', reference, ...nothing, change };
  }
  const divided: Divided[] = [];
  for (const by of divisible) {
    divided.push({
      by,
      before: await parts.call(indicator, tx, ctx, goalRange(ctx, about, from, period.start), by),
      now: await parts.call(indicator, tx, ctx, goalRange(ctx, about, period.start, until), by),
    });
  }
  const found = decideCause(divided, se * Math.sqrt(figure.n), names.part);
  return { reference, now, ...found, change };
}
