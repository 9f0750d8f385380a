import type { Locale } from '../engine/words.ts';

/**
 * Numbers, money, intervals and times as the console writes them: thousands comma, a real minus sign, ¥ without a
 * space, the difference of two percentages in 点, 11-24 周二 with the year only when it differs.
 */
export interface FormatSettings {
  readonly locale: Locale;
  /** IANA time zone of the workspace. */
  readonly zone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Milliseconds since 1970; for tests. Default: the browser's clock at each call. */
  readonly now?: () => number;
}

export type Instant = string | number | Date;
type Value = number | null | undefined;

export interface Format {
  /** 6,412; `digits` decimals, default: none for whole numbers, else at most 2. */
  readonly number: (value: Value, digits?: number) => string;
  /** ¥28,600, −¥5,870, ¥71.60. Whole from 10,000 up; else 2 decimals unless whole. */
  readonly money: (value: Value, digits?: number) => string;
  /** A share as 18.2 %: `percent(0.182)` is "18.2%". */
  readonly percent: (share: Value, digits?: number) => string;
  /** Difference of two shares: `points(0.047)` is "+4.7 点". */
  readonly points: (difference: Value, digits?: number) => string;
  /** With its sign: "+5.0", "−12.9"; `write` formats the size. */
  readonly signed: (value: Value, write?: (size: number) => string) => string;
  /** "[2.0, 7.2]"; `write` formats each end. */
  readonly interval: (low: Value, high: Value, write?: (end: number) => string) => string;
  /** Short for an axis: "20 万", "200k". */
  readonly short: (value: Value) => string;
  /** 11-24 周二; 2027-01-21 in another year. */
  readonly date: (at: Instant | null | undefined) => string;
  /** A calendar day "2011-12-09" (no zone applied), as date(). */
  readonly day: (day: string | null | undefined) => string;
  /** 10:24 */
  readonly time: (at: Instant | null | undefined) => string;
  /** 今天 10:24, 昨天 18:20, 11-22 10:05, 2025-03-01. */
  readonly when: (at: Instant | null | undefined) => string;
  /** 2 时 41 分, 18 分, 3 天. From milliseconds. */
  readonly duration: (ms: Value) => string;
  /** ISO day in the zone of the workspace: "2026-11-24". */
  readonly isoDay: (at: Instant) => string;
  /** “甲、乙” or “a, b”. */
  readonly list: (items: readonly string[]) => string;
  /** “名称：值” or “name: value”. */
  readonly labelled: (name: string, value: string) => string;
}

const NONE = '—';
const MINUS = '−';
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const enWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const enMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const missing = (value: Value): value is null | undefined =>
  value === null || value === undefined || Number.isNaN(value);
const isZero = (text: string) => !/[1-9]/.test(text);

export function createFormat({ locale, zone, currency, now = Date.now }: FormatSettings): Format {
  const zh = locale === 'zh';
  const plain = new Map<string, Intl.NumberFormat>();
  const fixed = (value: number, min: number, max: number) => {
    const key = `${min}/${max}`;
    let formatter = plain.get(key);
    if (!formatter) {
      formatter = new Intl.NumberFormat('en-US', { minimumFractionDigits: min, maximumFractionDigits: max });
      plain.set(key, formatter);
    }
    return formatter.format(value);
  };
  /** The sign in front of everything, and never on a figure that rounds to zero. */
  const withMinus = (value: number, size: string) => (value < 0 && !isZero(size) ? `${MINUS}${size}` : size);
  const symbol =
    new Intl.NumberFormat(zh ? 'zh-CN' : 'en-US', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const read = (at: Instant) => {
    const found = Object.fromEntries(parts.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
    return {
      day: `${found.year}-${found.month}-${found.day}`,
      time: `${found.hour}:${found.minute}`,
    };
  };
  const today = () => read(now()).day;
  const dayText = (day: string, weekday: boolean) => {
    const [year = '', month = '', date = ''] = day.split('-');
    const sameYear = year === today().slice(0, 4);
    const week = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (zh) return sameYear ? `${month}-${date}${weekday ? ` ${weekdays[week]}` : ''}` : day;
    const name = `${Number(date)} ${enMonths[Number(month) - 1]}`;
    return sameYear ? `${weekday ? `${enWeekdays[week]} ` : ''}${name}` : `${name} ${year}`;
  };
  const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

  const format: Format = {
    number(value, digits) {
      if (missing(value)) return NONE;
      return withMinus(value, fixed(Math.abs(value), digits ?? 0, digits ?? 2));
    },
    money(value, digits) {
      if (missing(value)) return NONE;
      const size = Math.abs(value);
      const places = digits ?? (Number.isInteger(value) || size >= 10_000 ? 0 : 2);
      const text = fixed(size, places, places);
      return withMinus(value, `${symbol}${text}`);
    },
    percent(share, digits = 1) {
      if (missing(share)) return NONE;
      return withMinus(share, `${fixed(Math.abs(share) * 100, digits, digits)}%`);
    },
    points(difference, digits = 1) {
      return format.signed(difference, (size) => `${fixed(size * 100, digits, digits)} ${zh ? '点' : 'pp'}`);
    },
    signed(value, write = (size) => fixed(size, 1, 1)) {
      if (missing(value)) return NONE;
      const size = write(Math.abs(value));
      if (isZero(size)) return size;
      return value < 0 ? `${MINUS}${size}` : `+${size}`;
    },
    interval(low, high, write = (end) => format.number(end, 1)) {
      if (missing(low) || missing(high)) return NONE;
      return `[${write(low)}, ${write(high)}]`;
    },
    short(value) {
      if (missing(value)) return NONE;
      const size = Math.abs(value);
      if (zh) {
        if (size >= 1e8) return withMinus(value, `${fixed(size / 1e8, 0, 1)} 亿`);
        return withMinus(value, size >= 1e4 ? `${fixed(size / 1e4, 0, 1)} 万` : fixed(size, 0, 2));
      }
      if (size >= 1e6) return withMinus(value, `${fixed(size / 1e6, 0, 1)}m`);
      return withMinus(value, size >= 1e3 ? `${fixed(size / 1e3, 0, 1)}k` : fixed(size, 0, 2));
    },
    date: (at) => (at === null || at === undefined ? NONE : dayText(read(at).day, true)),
    day: (day) => (day ? dayText(day.slice(0, 10), true) : NONE),
    time: (at) => (at === null || at === undefined ? NONE : read(at).time),
    when(at) {
      if (at === null || at === undefined) return NONE;
      const { day, time } = read(at);
      const current = today();
      if (day === current) return zh ? `今天 ${time}` : `Today ${time}`;
      if (day === dayBefore(current)) return zh ? `昨天 ${time}` : `Yesterday ${time}`;
      if (day.slice(0, 4) !== current.slice(0, 4)) return dayText(day, false);
      return `${dayText(day, false)} ${time}`;
    },
    duration(ms) {
      if (missing(ms)) return NONE;
      const minutes = Math.round(Math.abs(ms) / 60_000);
      if (minutes < 1) return zh ? `${Math.round(Math.abs(ms) / 1000)} 秒` : `${Math.round(Math.abs(ms) / 1000)} s`;
      if (minutes < 60) return zh ? `${minutes} 分` : `${minutes} min`;
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      if (hours >= 48) return zh ? `${Math.round(hours / 24)} 天` : `${Math.round(hours / 24)} d`;
      const two = String(rest).padStart(2, '0');
      if (zh) return rest ? `${hours} 时 ${two} 分` : `${hours} 小时`;
      return rest ? `${hours} h ${two} min` : `${hours} h`;
    },
    isoDay: (at) => read(at).day,
    list: (items) => items.join(zh ? '、' : ', '),
    labelled: (name, value) => `${name}${zh ? '：' : ': '}${value}`,
  };
  return format;
}
