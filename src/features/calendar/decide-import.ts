import { isDate } from '../../engine/condition/dates.ts';
import type { Words } from '../../engine/words.ts';
import type { ImportBody } from './contract-import.ts';
import { type Marked, yearOf } from './decide.ts';

/** The package writes "National Day,国庆节,3". */
export function wordsOfPackage(name: string): Words {
  const [en = '', zh = en] = name.split(',');
  return { zh, en };
}

export interface ImportFlaw {
  /** Counted from 1. */
  readonly row: number;
  readonly field: string;
  readonly why: 'date' | 'year' | 'twice';
}

/** The days of an imported table, and everything that is wrong with it at once. */
export function readImport(body: ImportBody, year: number): { readonly days: Marked[]; readonly flaws: ImportFlaw[] } {
  const days = 'days' in body ? body.days.map(ours) : packaged(body);
  const flaws: ImportFlaw[] = [];
  const seen = new Set<string>();
  for (const [at, { date }] of days.entries()) {
    const why = !isDate(date) ? 'date' : yearOf(date) !== year ? 'year' : seen.has(date) ? 'twice' : null;
    if (why) flaws.push({ row: at + 1, field: 'date', why });
    seen.add(date);
  }
  return { days, flaws };
}

function ours(day: { date: string; working: boolean; name: string }): Marked {
  return { date: day.date, working: day.working, name: { zh: day.name, en: day.name } };
}

function packaged(body: { holidays: Record<string, string>; workdays: Record<string, string> }): Marked[] {
  const side = (dates: Record<string, string>, working: boolean) =>
    Object.entries(dates).map(([date, name]) => ({ date, working, name: wordsOfPackage(name) }));
  return [...side(body.holidays, false), ...side(body.workdays, true)].sort((a, b) => a.date.localeCompare(b.date));
}
