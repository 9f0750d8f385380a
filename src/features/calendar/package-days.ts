/**
 * The official arrangement of Chinese holidays and make-up days, as the npm package chinese-days carries it. It ends with the last
 * year that was published when the package was; a later year is null, and an import fills it.
 */
import chineseDays from 'chinese-days';
import { addDays } from '../../engine/condition/dates.ts';
import type { Marked, YearTable } from './decide.ts';
import { wordsOfPackage } from './decide-import.ts';

const newYears = new Map<number, string>();
const tables = new Map<number, YearTable | null>();

export function packagedYear(year: number): YearTable | null {
  const known = tables.get(year);
  if (known !== undefined) return known;
  const found = new Map<string, Marked>();
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const { name, work } = chineseDays.getDayDetail(date);
    // A plain day carries the name of its weekday; a named one "English,中文,days".
    if (name.includes(',')) found.set(date, { date, working: work, name: wordsOfPackage(name) });
  }
  // A year has dozens of days or none: the last days of a December may come with the next year's New Year.
  const table = found.size >= 10 ? found : null;
  tables.set(year, table);
  return table;
}

/** The first day of the first lunar month, which begins in the solar year of the same number. */
export function lunarNewYear(year: number): string {
  const known = newYears.get(year);
  if (known !== undefined) return known;
  const { date } = chineseDays.getSolarDateFromLunar(`${year}-01-01`);
  newYears.set(year, date);
  return date;
}
