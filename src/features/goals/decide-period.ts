/** Weeks (from Monday), months and quarters as days of the workspace's zone. Pure. */
import type { PeriodKind } from './contract-goal.ts';

export interface Period {
  /** Its first day, which also names it. */
  readonly start: string;
  /** The first day after it. */
  readonly end: string;
  readonly days: number;
}

const DAY_MS = 86_400_000;

export const plusDays = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export function periodOf(kind: PeriodKind, day: string): Period {
  const start = startOf(kind, day);
  const end = kind === 'week' ? plusDays(start, 7) : plusMonths(start, kind === 'month' ? 1 : 3);
  return { start, end, days: daysBetween(start, end) };
}

/** The `count` periods before `period`, oldest first. */
export function periodsBefore(kind: PeriodKind, { start }: Period, count: number): Period[] {
  const found: Period[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const before = periodOf(kind, plusDays(at, -1));
    found.unshift(before);
    at = before.start;
  }
  return found;
}

function startOf(kind: PeriodKind, day: string): string {
  if (kind === 'week') {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
    return plusDays(day, 1 - weekday);
  }
  const [year = 1970, month = 1] = day.split('-').map(Number);
  const first = kind === 'month' ? month : month - ((month - 1) % 3);
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

function plusMonths(day: string, by: number): string {
  const [year = 1970, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}
