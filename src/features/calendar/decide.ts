/** What kind of day a date is, by layers: set by hand over the imported table over the package's over a guess over the weekday. Pure. */
import { addDays } from '../../engine/condition/dates.ts';
import type { Words } from '../../engine/words.ts';
import type { ClockSpan } from '../../engine/worktime/index.ts';
import {
  type CalendarDay,
  type CalendarWarning,
  type DayKind,
  type DaySource,
  type Hours,
  WEEKDAYS,
} from './contract.ts';

/** A day that does not follow its weekday. */
export interface Marked {
  readonly date: string;
  readonly working: boolean;
  readonly name: Words;
}

/** The days of one year by date; null when nobody has them. */
export type YearTable = ReadonlyMap<string, Marked>;

export interface Layers {
  readonly hours: Hours;
  readonly own: YearTable;
  /** A year is here when its table was imported. */
  readonly imported: ReadonlyMap<number, YearTable>;
  readonly packaged: (year: number) => YearTable | null;
  /** The day after Lunar New Year's eve of the year, `YYYY-MM-DD`. */
  readonly lunarNewYear: (year: number) => string;
}

const MORNING = { from: '09:00', to: '12:00' };
const AFTERNOON = { from: '13:30', to: '18:00' };
const WORKED = [MORNING, AFTERNOON];

export const DEFAULT_HOURS: Hours = {
  monday: WORKED,
  tuesday: WORKED,
  wednesday: WORKED,
  thursday: WORKED,
  friday: WORKED,
  saturday: [],
  sunday: [],
  makeUp: WORKED,
};

export const yearOf = (date: string): number => Number(date.slice(0, 4));

/** National Day's week, and Lunar New Year's eve with the six days after it: what no arrangement of recent years has left out. */
export function guessedYear(year: number, lunarNewYear: string): YearTable {
  const week = (from: string, name: Words) =>
    Array.from({ length: 7 }, (_, at) => addDays(from, at)).map((date) => ({ date, working: false, name }));
  const days = [
    ...week(addDays(lunarNewYear, -1), { zh: '春节', en: 'Spring Festival' }),
    ...week(`${year}-10-01`, { zh: '国庆节', en: 'National Day' }),
  ];
  return new Map(days.map((day) => [day.date, day]));
}

export function tableOf(
  layers: Layers,
  year: number,
): { readonly from: 'imported' | 'package' | 'guess'; readonly table: YearTable } {
  const imported = layers.imported.get(year);
  if (imported) return { from: 'imported', table: imported };
  const packaged = layers.packaged(year);
  if (packaged) return { from: 'package', table: packaged };
  return { from: 'guess', table: guessedYear(year, layers.lunarNewYear(year)) };
}

/** Monday is 0. 1970-01-01 was a Thursday. */
export function weekdayAt(date: string): number {
  return (Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000) + 3) % 7;
}

export interface DayDecision extends CalendarDay {
  readonly hours: readonly ClockSpan[];
}

/** What kind of day it is, who says so, and when it is worked. */
export function decideDay(layers: Layers, date: string): DayDecision {
  const { from, table } = tableOf(layers, yearOf(date));
  const weekday = layers.hours[WEEKDAYS[weekdayAt(date)] ?? 'monday'];
  const own = layers.own.get(date);
  const marked = own ?? table.get(date);
  const source: DaySource | null = own ? 'own' : marked ? from : null;
  if (!marked) return { date, kind: weekday.length > 0 ? 'working' : 'rest', name: null, source, hours: weekday };
  const name = marked.name.zh || marked.name.en ? marked.name : null;
  if (!marked.working) return { date, kind: 'holiday', name, source, hours: [] };
  const kind: DayKind = weekday.length > 0 ? 'working' : 'makeUp';
  return { date, kind, name, source, hours: weekday.length > 0 ? weekday : layers.hours.makeUp };
}

const WARN_FROM = '11-01';

/** What to know about a year's table on the day `today`: the State Council publishes the next year's in November. */
export function warningsOf(layers: Layers, year: number, today: string): CalendarWarning[] {
  const found: CalendarWarning[] = [];
  const next = yearOf(today) + 1;
  const isMissing = (each: number) => tableOf(layers, each).from === 'guess';
  if (isMissing(year)) {
    found.push({
      code: 'year_guessed',
      year,
      words: {
        zh: `没有 ${year} 年的放假安排：暂按国庆 10-01 至 10-07、除夕起 7 天放假，没有调休上班日。请更新程序，或导入这一年。`,
        en: `There is no official table for ${year}: National Day 10-01 to 10-07 and seven days from Lunar New Year's eve count as holidays, and no make-up days. Update the program or import the year.`,
      },
    });
  }
  if (next !== year && today.slice(5) >= WARN_FROM && isMissing(next)) {
    found.push({
      code: 'next_year_missing',
      year: next,
      words: {
        zh: `${next} 年的放假安排还没有。国务院通常在 11 月公布，公布后请更新程序或导入。`,
        en: `The table for ${next} is not here yet. It is published in November as a rule: update the program or import it then.`,
      },
    });
  }
  return found;
}

/** True when there is some hour to work in an ordinary week. */
export function hasWork(hours: Hours): boolean {
  return WEEKDAYS.some((weekday) => hours[weekday].length > 0);
}
