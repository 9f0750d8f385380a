import type { Words } from '../words.ts';
import { addDays, addMonths } from './dates.ts';

/** What the engine asks of a time zone. Instants are milliseconds since 1970 UTC, dates are `YYYY-MM-DD`. */
export interface Calendar {
  /** First instant of the calendar day `offsetDays` after the one that contains `instant`. */
  startOfDay(instant: number, offsetDays: number): number;
  dateOf(instant: number): string;
  startOfDate(date: string): number;
}

/** The time at which something is judged. One object per batch: closures remember bounds by its identity. */
export interface Moment {
  readonly now: number;
  readonly calendar: Calendar;
}

export const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type Unit = (typeof UNITS)[number];

export interface Span {
  readonly n: number;
  readonly unit: Unit;
}

export const UNIT_WORDS: Readonly<Record<Unit, Words>> = {
  minute: { zh: '分钟', en: 'minute' },
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '个月', en: 'month' },
  year: { zh: '年', en: 'year' },
};

/** About twenty years in each unit. */
const MOST: Readonly<Record<Unit, number>> = {
  minute: 525_600,
  hour: 87_600,
  day: 7300,
  week: 1040,
  month: 240,
  year: 20,
};

export function isSpan(value: unknown, units: readonly Unit[] = UNITS): value is Span {
  if (typeof value !== 'object' || value === null || !('n' in value) || !('unit' in value)) return false;
  const unit = units.find((each) => each === value.unit);
  return (
    unit !== undefined && Number.isInteger(value.n) && (value.n as number) >= 1 && (value.n as number) <= MOST[unit]
  );
}

export function saySpan(span: Span): Words {
  const unit = UNIT_WORDS[span.unit];
  return { zh: `${span.n} ${unit.zh}`, en: `${span.n} ${unit.en}${span.n === 1 ? '' : 's'}` };
}

const MINUTES = { minute: 1, hour: 60 } as const;

/** The date `span` before `date` (or after it, with `direction` 1). */
export function shiftDate(date: string, span: Span, direction: 1 | -1): string {
  if (span.unit === 'month') return addMonths(date, direction * span.n);
  if (span.unit === 'year') return addMonths(date, direction * span.n * 12);
  return addDays(date, direction * span.n * (span.unit === 'week' ? 7 : 1));
}

/**
 * The one bound of "n units ago": an instant is at least n units old iff it is before the bound, and inside the window of the
 * last n units iff it is not. Days, weeks, months and years are counted in calendar days, so a window of n days is today and the
 * n - 1 days before it; minutes and hours are exact.
 */
export function boundBefore(at: Moment, span: Span): number {
  if (span.unit === 'minute' || span.unit === 'hour') return at.now - span.n * MINUTES[span.unit] * 60_000 + 1;
  if (span.unit === 'day') return at.calendar.startOfDay(at.now, 1 - span.n);
  const today = at.calendar.dateOf(at.now);
  return at.calendar.startOfDate(addDays(shiftDate(today, span, -1), 1));
}

/** An instant is due within the next n units iff it is in [from, to): today counts, and so does the whole n-th day from today. */
export function boundsAfter(at: Moment, span: Span): { readonly from: number; readonly to: number } {
  if (span.unit === 'minute' || span.unit === 'hour') {
    return { from: at.now, to: at.now + span.n * MINUTES[span.unit] * 60_000 + 1 };
  }
  const today = at.calendar.dateOf(at.now);
  return {
    from: at.calendar.startOfDate(today),
    to: at.calendar.startOfDate(addDays(shiftDate(today, span, 1), 1)),
  };
}

/** Computes once per moment: a batch judges many customers at the same one. */
export function perMoment<T>(compute: (at: Moment) => T): (at: Moment) => T {
  let last: Moment | null = null;
  let value: T;
  return (at) => {
    if (at !== last) {
      value = compute(at);
      last = at;
    }
    return value;
  };
}
