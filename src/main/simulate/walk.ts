/** Half a year, day by day and several moments a day, through the code that runs live. */
import { loadWorkCalendar } from '../../features/calendar/index.ts';
import { findEnrolments } from '../../features/experiments/index.ts';
import type { Context, Workspace } from '../../kit/context.ts';
import { analyzeTables } from '../../kit/db/statistics.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { dateText, dayAt, instant } from '../demo/calendar.ts';
import { type Spent, startClockwork } from './clockwork.ts';
import { Crowd, type CrowdPlan } from './crowd.ts';
import { type Delay, Desk } from './desk.ts';
import { arrivalsSince, tasksSince } from './faces.ts';
import type { Life } from './life.ts';
import { staffOf } from './staff.ts';
import { type Enrolled, enrolledOf } from './wake.ts';

export interface Walk {
  readonly plan: CrowdPlan;
  readonly lives: readonly Life[];
  readonly firstDay: number;
  /** The instant at which the clock stops. */
  readonly end: number;
  /** Earlier than so many days before the last one the clock stops at fewer moments; none by default. */
  readonly sparseDays?: number;
  /** Share of the tasks of an instant that agents leave lying, or begin and do not end. */
  readonly leaves?: (at: number) => number;
  readonly delay?: Delay;
  /** What the people of the house do besides their tasks, when a day begins. */
  readonly eachDay?: (ctx: Context, day: number) => Promise<void>;
  readonly onDay: ((day: string, share: number) => void) | undefined;
}

export interface Walked {
  readonly enrolled: readonly Enrolled[];
  readonly counts: Readonly<Record<string, number>>;
  readonly spent: ReadonlyMap<string, Spent>;
}

/** Minutes of the day at which the clock stops: what is due at midnight, the ten o'clock post, and the hours people work and look at phones. */
const MOMENTS = [0, 10 * 60 + 5, 13 * 60, 17 * 60, 20 * 60 + 40] as const;
const SPARSE = [10 * 60 + 5, 17 * 60 + 30] as const;
/** The last days are looked at closely: somebody will. */
const CLOSELY = [0, 9 * 60 + 2, 10 * 60 + 1, ...Array.from({ length: 23 }, (_, n) => 10 * 60 + 30 + n * 30)] as const;
const CLOSE_DAYS = 2;

/** After so many days the statistics are renewed: tables fill faster than autovacuum looks, and plans made for empty ones get slow. */
const REFRESH = new Set([0, 3, 10, 30, 90]);

export async function walkThrough(runtime: Runtime, workspace: Workspace, walk: Walk): Promise<Walked> {
  const { plan, lives, firstDay, end, onDay } = walk;
  const clock = startClockwork(runtime, workspace);
  const start = clock.at(instant(firstDay, 0));
  const staff = await staffOf(start);
  const crowd = new Crowd(plan, lives);
  const desk = new Desk(
    plan.seed,
    staff,
    await start.tx((tx) => loadWorkCalendar(tx, start, start.now)),
    walk.leaves,
    walk.delay,
  );
  const written = runtime.features.flatMap((feature) => (feature.tables ?? []).map(({ name }) => name));
  let seen = new Date(instant(firstDay, 0) - 1);
  const lastDay = dayAt(end);
  for (let day = firstDay; day <= lastDay; day++) {
    const moments = stopsOf(lastDay - day, walk)
      .map((minute) => instant(day, minute))
      .filter((at) => at < end);
    if (day === lastDay) moments.push(end);
    await walk.eachDay?.(clock.at(moments[0] ?? end), day);
    for (const now of moments) {
      await clock.timed('(customers act)', () => crowd.act(clock, now, lastDay - day < CLOSE_DAYS));
      await clock.timed('(agents act)', () => desk.act(clock, now, crowd));
      await clock.drain(now);
      await clock.strike(now);
      const ctx = clock.at(now);
      if (now === moments[0]) await noteEnrolled(clock.at(now), crowd, plan);
      const since = seen;
      const { arrivals, tasks } = await clock.timed('(looking around)', () =>
        ctx.tx(async (tx) => ({
          arrivals: await arrivalsSince(tx, ctx, since),
          tasks: await tasksSince(tx, ctx, since),
        })),
      );
      crowd.notice(arrivals);
      desk.notice(tasks, crowd);
      seen = ctx.now;
    }
    if (REFRESH.has(day - firstDay)) await analyzeTables(runtime.db.owner, written);
    onDay?.(dateText(day), (day - firstDay + 1) / (lastDay - firstDay + 1));
  }
  return {
    enrolled: [...crowd.enrolled.values()],
    counts: { ...crowd.counts, ...desk.counts },
    spent: clock.spent,
  };
}

function stopsOf(daysLeft: number, { sparseDays = Number.POSITIVE_INFINITY }: Walk): readonly number[] {
  if (daysLeft < CLOSE_DAYS) return CLOSELY;
  return daysLeft > sparseDays ? SPARSE : MOMENTS;
}

/** Who has entered the playbook since yesterday, in either arm. */
async function noteEnrolled(
  ctx: ReturnType<ReturnType<typeof startClockwork>['at']>,
  crowd: Crowd,
  plan: CrowdPlan,
): Promise<void> {
  const rows = await ctx.tx((tx) =>
    findEnrolments(tx, ctx, { subject: plan.playbook, since: ctx.now, limit: 100_000 }),
  );
  for (const row of rows) {
    const life = crowd.lifeOf(row.customer_id);
    if (!life || crowd.enrolled.has(row.customer_id)) continue;
    const arm = row.arm === 'control' ? 'control' : 'treatment';
    crowd.enrolled.set(row.customer_id, enrolledOf(life, { arm, at: row.entered_at.getTime() }, plan));
  }
}
