import { addDays } from '../engine/condition/dates.ts';
import type { Calendar } from '../engine/condition/span.ts';

/** Calendar days and local times of one IANA zone. Instants are milliseconds since 1970 UTC, dates `YYYY-MM-DD`, times `HH:MM[:SS]`. */
export interface ZoneCalendar extends Calendar {
  readonly zone: string;
  /** ISO weekday, Monday = 1. */
  weekdayOf(date: string): number;
  /** The instant of a local time. A time the clock skips is read as after the gap, a time it repeats as the first of the two. */
  instantOf(date: string, time: string): number;
}

const DAY_MS = 86_400_000;
const calendars = new Map<string, ZoneCalendar>();

/** Throws RangeError for a zone that does not exist. */
export function zoneCalendar(zone: string): ZoneCalendar {
  const known = calendars.get(zone);
  if (known) return known;
  const calendar = build(zone);
  calendars.set(zone, calendar);
  return calendar;
}

function build(zone: string): ZoneCalendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });
  // Asking Intl costs microseconds; offsets change on quarter hours at most, so one answer serves a quarter hour.
  const offsets = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const quarter = Math.floor(instant / 900_000);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const at = quarter * 900_000;
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const local = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'],
      part['hour'],
      part['minute'],
      part['second'],
    );
    const offset = local - at;
    if (offsets.size > 50_000) offsets.clear();
    offsets.set(quarter, offset);
    return offset;
  };
  const instantOfLocal = (local: number): number => {
    const early = local - offsetAt(local - DAY_MS);
    const late = local - offsetAt(local + DAY_MS);
    if (early === late) return early;
    // Around a change of the clock both offsets are tried; the one that reproduces the local time holds, the earlier instant first.
    for (const candidate of [Math.min(early, late), Math.max(early, late)]) {
      if (candidate + offsetAt(candidate) === local) return candidate;
    }
    return Math.max(early, late);
  };
  const dateOf = (instant: number): string => new Date(instant + offsetAt(instant)).toISOString().slice(0, 10);
  const startOfDate = (date: string): number => instantOfLocal(Date.parse(`${date}T00:00:00Z`));
  return {
    zone,
    dateOf,
    startOfDate,
    startOfDay: (instant, offsetDays) => startOfDate(addDays(dateOf(instant), offsetDays)),
    weekdayOf: (date) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7,
    instantOf: (date, time) => instantOfLocal(Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)),
  };
}
