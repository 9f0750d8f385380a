/**
 * What a goal can be set on. An indicator answers for any range of time, for the company or one team, with n and an interval; the goals room
 * takes from it progress, alerts, history and causes. Filled by the rooms that know a figure.
 */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Words } from '../../engine/words.ts';
import type { GoalFigure, GoalPart, GoalUnit, PartBy } from './contract-goal-indicator.ts';
import { slot } from '../../kit/slots/slot.ts';

export interface GoalRange {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** Only this team's customers and tasks. */
  readonly team?: string | undefined;
  readonly playbook?: string | undefined;
}

export interface GoalIndicator {
  /** `room.figure`: metrics.csat, tasks.on_time */
  readonly key: string;
  readonly name: Words;
  /** What is counted, of what, by which moment. */
  readonly definition: Words;
  readonly unit: GoalUnit;
  /** A difference: it may lie below nought. */
  readonly signed?: boolean | undefined;
  /** Between which ends it lies, where the unit does not say it. */
  readonly range?: readonly [number, number] | undefined;
  /** Which way is better. */
  readonly direction: 'higher' | 'lower';
  /** True where the value grows within a period (a sum); the target is then of the whole period and the pace rises to it. */
  readonly adds?: boolean | undefined;
  /** Fewer than this are too few. */
  readonly least: number;
  /** null: too few (or nothing) in this range. */
  figure(tx: Tx, ctx: Context, range: GoalRange): Promise<GoalFigure | null>;
  /** By what it can be divided; a cause is looked for in this order, so what can be changed most directly stands first. */
  readonly by?: readonly PartBy[] | undefined;
  parts?(tx: Tx, ctx: Context, range: GoalRange, by: PartBy): Promise<GoalPart[]>;
}

/** One indicator, or all that a room knows in this workspace (its own metrics). */
export interface GoalIndicators {
  list(tx: Tx, ctx: Context): Promise<readonly GoalIndicator[]>;
}

export const goalIndicator = slot<GoalIndicator | GoalIndicators>('goals.indicator');

export async function goalIndicatorsOf(tx: Tx, ctx: Context): Promise<GoalIndicator[]> {
  const found: GoalIndicator[] = [];
  for (const each of ctx.runtime.slot(goalIndicator)) {
    if ('list' in each) found.push(...(await each.list(tx, ctx)));
    else found.push(each);
  }
  return found;
}
