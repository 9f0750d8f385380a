/** Reading a point in time as people and programs write it. Pure: the zone is passed in, and nothing asks for the time of day. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';

export type MomentError = 'date_unreadable' | 'date_serial' | 'date_order' | 'date_impossible';
export type Moment = { readonly at: Date } | { readonly error: MomentError };

const ZONED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
const WRITTEN =
  /^(\d{4})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(上午|下午|AM|PM)?\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?:\s*:?\s*(\d{1,2})\s*秒?(?:[.,](\d{1,9}))?)?\s*(AM|PM)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/;
const DAY_FIRST = /^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})\b/;

/** A date without a time is the start of that day; without a zone it is local time of `zone` (IANA). */
export function readMoment(text: string, zone: string): Moment {
  const zoned = ZONED.exec(text);
  if (zoned) return zonedMoment(text, zoned);
  const written = text.trim().normalize('NFKC');
  const match = WRITTEN.exec(written);
  if (match) return writtenMoment(match, zone);
  const compact = COMPACT.exec(written);
  if (compact)
    return wallMoment(
      compact.slice(1, 7).map((part) => Number(part ?? 0)),
      0,
      zone,
    );
  if (/^\d{10}$/.test(written)) return { at: new Date(Number(written) * 1000) };
  if (/^\d{13}$/.test(written)) return { at: new Date(Number(written)) };
  if (/^\d{1,5}([.,]\d+)?$/.test(written)) return { error: 'date_serial' };
  if (DAY_FIRST.test(written)) return { error: 'date_order' };
  return { error: 'date_unreadable' };
}

function zonedMoment(text: string, [, year, month, day]: RegExpExecArray): Moment {
  const ms = Date.parse(text);
  // Date.parse reads 30 February as 2 March; days up to 28 are in every month.
  const shifted = Number(day) > 28 && !isDay(Number(year), Number(month), Number(day));
  if (Number.isNaN(ms) || shifted) return { error: 'date_impossible' };
  return { at: new Date(ms) };
}

function writtenMoment(match: RegExpExecArray, zone: string): Moment {
  const half = (match[5] ?? match[10] ?? '').toUpperCase();
  let hour = Number(match[6] ?? 0);
  if (half === '下午' || half === 'PM') hour = hour < 12 ? hour + 12 : hour;
  if ((half === '上午' || half === 'AM') && hour === 12) hour = 0;
  const fraction = Number(`0.${match[9] ?? 0}`) * 1000;
  const parts = [match[1], match[3], match[4]].map(Number);
  return wallMoment([...parts, hour, Number(match[7] ?? 0), Number(match[8] ?? 0)], fraction, zone, match[11]);
}

function wallMoment(parts: readonly number[], milliseconds: number, zone: string, offset?: string): Moment {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return { error: 'date_impossible' };
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, Math.floor(milliseconds));
  if (offset) return { at: new Date(wall - offsetOf(offset)) };
  const local = new Date(wall).toISOString();
  return { at: new Date(zoneCalendar(zone).instantOf(local.slice(0, 10), local.slice(11, 23))) };
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function offsetOf(text: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
