/** Calendar dates as text `YYYY-MM-DD` in the proleptic Gregorian calendar, without any time zone. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01. Algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms". */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function dateOfDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

function text(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function parts(date: string): [number, number, number] {
  const match = DATE.exec(date);
  if (!match) throw new RangeError(`not a date: ${date}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function monthLength(year: number, month: number): number {
  return month === 12 ? 31 : daysOf(year, month + 1, 1) - daysOf(year, month, 1);
}

export function isDate(value: unknown): value is string {
  const match = typeof value === 'string' ? DATE.exec(value) : null;
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && year <= 9000 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

export function addDays(date: string, days: number): string {
  const [year, month, day] = parts(date);
  const next = dateOfDays(daysOf(year, month, day) + days);
  return text(next.year, next.month, next.day);
}

/** The same day of another month; a day that month lacks becomes its last one (31 March minus one month is 28 or 29 February). */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = parts(date);
  const count = year * 12 + (month - 1) + months;
  const toYear = Math.floor(count / 12);
  const toMonth = count - toYear * 12 + 1;
  return text(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth)));
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: string, to: string): number {
  return daysOf(...parts(to)) - daysOf(...parts(from));
}

/** `MM-DD` of each day in [from, to]; where a year lacks 29 February, 28 February stands for it too. At most a year. */
export function monthDaysBetween(from: string, to: string): string[] {
  const found: string[] = [];
  for (let date = from; date <= to && found.length < 367; date = addDays(date, 1)) {
    const monthDay = date.slice(5);
    found.push(monthDay);
    if (monthDay === '02-28' && addDays(date, 1).endsWith('03-01')) found.push('02-29');
  }
  return found;
}

/** UTC ISO text with milliseconds of an instant, the normal form of instants in JSON. */
export function isoOf(instant: number): string {
  const days = Math.floor(instant / 86_400_000);
  const rest = instant - days * 86_400_000;
  const { year, month, day } = dateOfDays(days);
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = Math.floor(rest / 1000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${text(year, month, day)}T${clock}.${String(Math.floor(rest % 1000)).padStart(3, '0')}Z`;
}
