// Days are whole numbers since 1970-01-01 in Asia/Shanghai. China has had no daylight saving since 1991, so +08:00 is exact here.

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

export function dayOf(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not a date (YYYY-MM-DD): ${text}`);
  return ms / DAY;
}

export function dateText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The instant of a minute of a Shanghai day, in ms UTC; seconds may be fractional minutes. */
export function instant(day: number, minute: number): number {
  return day * DAY + Math.round(minute * 60) * 1000 - SHANGHAI;
}

export function dayAt(ms: number): number {
  return Math.floor((ms + SHANGHAI) / DAY);
}

/** 0 = Sunday ... 6 = Saturday. */
export function weekday(day: number): number {
  return (day + 4) % 7;
}

export function monthOf(day: number): { year: number; month: number; date: number } {
  const d = new Date(day * DAY);
  return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, date: d.getUTCDate() };
}

/** The first day of the month `months` before the month of `day`. */
export function monthsBefore(day: number, months: number): number {
  const { year, month } = monthOf(day);
  return Date.UTC(year, month - 1 - months, 1) / DAY;
}

/** Same date a number of months later (clipped to 28, so that every month has it). */
export function addMonths(day: number, months: number): number {
  const { year, month, date } = monthOf(day);
  return Date.UTC(year, month - 1 + months, Math.min(date, 28)) / DAY;
}

/** New Year's day of the Chinese calendar, official dates. (ICU 7x is a day off for 2027 and 2030.) */
const SPRING_FESTIVAL: Readonly<Record<number, string>> = {
  2022: '2022-02-01',
  2023: '2023-01-22',
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-03',
  2031: '2031-01-23',
  2032: '2032-02-11',
  2033: '2033-01-31',
  2034: '2034-02-19',
  2035: '2035-02-08',
};

/** Days from the Spring Festival of that year, for example -1 on its eve; null in years the table does not know. */
export function fromSpringFestival(day: number): number | null {
  const date = SPRING_FESTIVAL[monthOf(day).year];
  return date === undefined ? null : day - dayOf(date);
}

const WEEKDAY = [1.45, 0.74, 0.78, 0.82, 0.85, 1.0, 1.6];
const MONTH_ADULT = [1.0, 0.9, 1.1, 1.02, 1.0, 1.05, 1.0, 0.98, 1.0, 0.92, 1.1, 1.12];
const MONTH_CHILD = [1.15, 1.05, 0.85, 0.85, 0.85, 0.95, 1.75, 1.7, 0.8, 0.9, 0.8, 0.85];

/** How busy a day is compared with an average one; 0 when the clinics are closed. Children come in school holidays and at weekends. */
export function busyness(day: number, child: boolean): number {
  const known = child ? busyChild : busyAdult;
  const remembered = known.get(day);
  if (remembered !== undefined) return remembered;
  const weight = computeBusyness(day, child);
  known.set(day, weight);
  return weight;
}

// asked a million times for some 700 days
const busyAdult = new Map<number, number>();
const busyChild = new Map<number, number>();

function computeBusyness(day: number, child: boolean): number {
  const { month, date } = monthOf(day);
  const spring = fromSpringFestival(day);
  if (spring !== null && spring >= -1 && spring <= 4) return 0;
  let weight = (WEEKDAY[weekday(day)] ?? 1) * ((child ? MONTH_CHILD : MONTH_ADULT)[month - 1] ?? 1);
  if (child && (month === 7 || month === 8)) weight = Math.max(weight, 1.4);
  if (spring !== null && spring >= -10 && spring <= -2) weight *= spring < -5 ? 1.15 : 0.55;
  if (spring !== null && spring >= 5 && spring <= 18) weight *= spring < 8 ? 0.5 : 1.2;
  if (month === 10 && date <= 7) weight *= date <= 3 ? 0.3 : 0.75;
  if (month === 5 && date <= 3) weight *= 0.5;
  return weight;
}
