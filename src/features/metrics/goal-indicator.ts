/**
 * What a goal can be set on. An indicator answers for any range of time, for the company or one team, with n and an interval; the goals room
 * takes from it progress, alerts, history and causes. Filled by the rooms that know a figure.
 */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Words } from '../../engine/words.ts';
import { slot } from '../../kit/slots/slot.ts';

export interface GoalRange {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** Only this team's customers and tasks. */
  readonly team?: string | undefined;
  readonly playbook?: string | undefined;
}

export interface GoalFigure {
  readonly value: number;
  /** What the value rests on: answers, tasks, customers. */
  readonly n: number;
  /** The ends of the 95 % interval; without them the figure is shown and never raises an alert. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export const PARTS = ['playbook', 'script', 'channel', 'person', 'reason', 'day'] as const;
export type PartBy = (typeof PARTS)[number];

/**
 * A part of the figure: over all parts of a range, value = sum(n * value) / sum(n). Not fewer than the least needed for a figure: every one.
 * Keys: a playbook's key, `playbook/script`, a channel, a member's id, a reason's code, a day YYYY-MM-DD in the workspace's zone; '' where
 * there is none.
 */
export interface GoalPart {
  readonly key: string;
  /** What a person calls it; playbooks, scripts, channels and members are named by the goals room when left out. */
  readonly name?: Words | undefined;
  readonly value: number;
  readonly n: number;
}

/** `share` 0 to 1, `points` -100 to 100, `hours`, `money` in the workspace's currency, `count`, `rate` per customer. */
export type GoalUnit = 'share' | 'points' | 'hours' | 'money' | 'count' | 'rate';

export interface GoalIndicator {
  /** `room.figure`: metrics.csat, tasks.on_time */
  readonly key: string;
  readonly name: Words;
  /** What is counted, of what, by which moment. */
  readonly definition: Words;
  readonly unit: GoalUnit;
  /** Which way is better. */
  readonly direction: 'higher' | 'lower';
  /** True where the value grows within a period (a sum); the target is then of the whole period and the pace rises to it. */
  readonly adds?: boolean | undefined;
  /** Fewer than this are too few. */
  readonly least: number;
  /** null: too few (or nothing) in this range. */
  figure(tx: Tx, ctx: Context, range: GoalRange): Promise<GoalFigure | null>;
  /** By what it can be divided. */
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
