import { addDays } from '../condition/dates.ts';

/** Worked without a pause, both ends included. Milliseconds since 1970 UTC. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface WorkTime {
  dateOf(instant: number): string;
  /** Ascending, apart from each other; empty when the date is free. */
  stretchesOf(date: string): readonly Stretch[];
}

/** Longer than any holiday; what has no work for so long has none at all. Days. */
const LONGEST_REST = 1000;

/**
 * The earliest instant by which `ms` of working time have passed since `instant`. Zero gives `instant` itself when it is worked, else the next
 * moment of work. Throws RangeError for a negative `ms`, and when there is no work for 1,000 days.
 */
export function addWorkingMs(work: WorkTime, instant: number, ms: number): number {
  if (!(ms >= 0)) throw new RangeError(`working time must not be negative: ${ms}`);
  let left = ms;
  let idle = 0;
  // A stretch of the day before may end at midnight, which is an end of work too.
  for (let date = addDays(work.dateOf(instant), -1); ; date = addDays(date, 1)) {
    const stretches = work.stretchesOf(date);
    idle = stretches.length > 0 ? 0 : idle + 1;
    if (idle > LONGEST_REST) throw new RangeError(`no working time for ${LONGEST_REST} days after ${date}`);
    for (const { from, to } of stretches) {
      if (to < instant) continue;
      const start = Math.max(from, instant);
      if (left <= to - start) return start + left;
      left -= to - start;
    }
  }
}

/** Working time in [from, to], milliseconds; negative when `to` lies before `from`. */
export function workingMsBetween(work: WorkTime, from: number, to: number): number {
  if (to < from) return 0 - workingMsBetween(work, to, from);
  let sum = 0;
  const last = addDays(work.dateOf(to), 1);
  for (let date = addDays(work.dateOf(from), -1); date <= last; date = addDays(date, 1)) {
    for (const stretch of work.stretchesOf(date)) {
      sum += Math.max(0, Math.min(stretch.to, to) - Math.max(stretch.from, from));
    }
  }
  return sum;
}

/**
 * The n-th working day after the one `instant` belongs to, with as much of the day's work done as on the first (at most all of it): two working days from
 * Friday 10:00 is Tuesday 10:00. Throws RangeError when `days` is negative or no integer, or there is no work for 1,000 days.
 */
export function addWorkingDays(work: WorkTime, instant: number, days: number): number {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`working days must be a whole number: ${days}`);
  const start = addWorkingMs(work, instant, 0);
  const first = work.dateOf(start);
  // An end of work at midnight belongs to the day that ends.
  let date = work.stretchesOf(first).some(({ from, to }) => from <= start && start <= to) ? first : addDays(first, -1);
  const done = work.stretchesOf(date).reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, start) - from), 0);
  let idle = 0;
  for (let left = days; left > 0; ) {
    date = addDays(date, 1);
    const worked = work.stretchesOf(date).length > 0;
    if (worked) left -= 1;
    idle = worked ? 0 : idle + 1;
    if (idle > LONGEST_REST) throw new RangeError(`no working time for ${LONGEST_REST} days after ${date}`);
  }
  if (days === 0) return start;
  const stretches = work.stretchesOf(date);
  const whole = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  const begin = stretches[0]?.from ?? start;
  return addWorkingMs(work, begin, Math.min(done, whole));
}
