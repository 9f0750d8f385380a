/** Pure decisions of rules: periods and due times. The days of a zone are passed in. */
import { addDays } from '../../engine/condition/dates.ts';
import type { Limit, Span, Trigger } from './contract.ts';

/** Dates are `YYYY-MM-DD`, instants milliseconds; kit/calendar-zone.ts gives one for a zone. */
export interface LocalDays {
  dateOf(instant: number): string;
  /** Monday = 1. */
  weekdayOf(date: string): number;
  instantOf(date: string, time: string): number;
}

/** The first moment strictly after `after` at which a trigger that runs by the clock is due; null when it does not. */
export function nextDue(trigger: Trigger, after: Date, days: LocalDays): Date | null {
  if (trigger.kind !== 'schedule' && trigger.kind !== 'becomesTrue') return null;
  const weekdays = trigger.kind === 'schedule' ? trigger.days : undefined;
  const today = days.dateOf(after.getTime());
  for (let add = 0; add <= 8; add++) {
    const date = addDays(today, add);
    const due = days.instantOf(date, trigger.at);
    if (due > after.getTime() && (!weekdays || weekdays.includes(days.weekdayOf(date)))) return new Date(due);
  }
  return null;
}

/** The period within which a customer fires once. For `event` each event is its own period: see `eventPeriodPrefix`. */
export function periodOf(limit: Limit, now: Date, days: LocalDays): string {
  const key = limit.key ? `${limit.key}/` : '';
  const date = days.dateOf(now.getTime());
  switch (limit.per) {
    case 'day':
      return `${key}${date}`;
    case 'week':
      return `${key}week of ${addDays(date, 1 - days.weekdayOf(date))}`;
    case 'month':
      return `${key}${date.slice(0, 7)}`;
    default:
      return `${key}once`;
  }
}

/** The prefix of an event's own period; the event's id follows. Null when the limit is not per event. */
export function eventPeriodPrefix(limit: Limit): string | null {
  return limit.per === 'event' ? `${limit.key ? `${limit.key}/` : ''}event:` : null;
}

export function spanMs(span: Span): number {
  return span.n * { minute: 60_000, hour: 3_600_000, day: 86_400_000 }[span.unit];
}
