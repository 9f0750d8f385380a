import { addDays } from '../../engine/condition/dates.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';

const DAY = 86_400_000;

/** Whole days of the workspace, today the last of them; `before` begins the period of the same length before. */
export function periodOf(ctx: Context, days: number): { first: string; from: Date; to: Date; before: Date } {
  const calendar = zoneCalendar(ctx.workspace.zone);
  const today = calendar.dateOf(ctx.now.getTime());
  const first = addDays(today, 1 - days);
  return {
    first,
    from: new Date(calendar.startOfDate(first)),
    to: new Date(ctx.now.getTime() + DAY),
    before: new Date(calendar.startOfDate(addDays(first, -days))),
  };
}
