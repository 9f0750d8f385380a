/** Working time of a workspace for the rooms downstream: its layers loaded once, then arithmetic without the database. */
import { addDays } from '../../engine/condition/dates.ts';
import type { Span } from '../../engine/condition/span.ts';
import {
  addWorkingDays,
  addWorkingMs,
  stretchesOf,
  type Stretch,
  workingMsBetween,
  type WorkTime,
} from '../../engine/worktime/index.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { LAST_YEAR } from './contract.ts';
import { type DayDecision, decideDay, DEFAULT_HOURS, type Layers, tableOf, type YearTable, yearOf } from './decide.ts';
import { lunarNewYear, packagedYear } from './package-days.ts';
import * as store from './store.ts';

/** Days a workspace has set and its hours, for dates in [from, to]. */
export async function loadLayers(tx: Tx, ctx: Context, from: string, to = `${LAST_YEAR}-12-31`): Promise<Layers> {
  const workspace = ctx.workspace.id;
  const stored = await store.findHours(tx, workspace);
  const days = await store.findDays(tx, workspace, from, to);
  const years = await store.importedYears(tx, workspace);
  const byDate = (list: readonly store.StoredDay[]): YearTable => new Map(list.map((day) => [day.date, day]));
  const imported = days.filter(({ source }) => source === 'imported');
  return {
    hours: stored?.hours ?? DEFAULT_HOURS,
    own: byDate(days.filter(({ source }) => source === 'own')),
    imported: new Map(years.map((year) => [year, byDate(imported.filter(({ date }) => yearOf(date) === year))])),
    packaged: packagedYear,
    lunarNewYear,
  };
}

/** Minutes and hours of work, or whole working days. */
export type WorkSpan = Span & { readonly unit: 'minute' | 'hour' | 'day' };

/** The end of a span, and the years on the way whose holidays are only a guess. */
export interface WorkEnd {
  readonly at: Date;
  readonly guessed: readonly number[];
}

export interface WorkCalendar {
  dayOf(date: string): DayDecision;
  /** The earliest moment by which the span has been worked since `instant`; never outside working time. */
  add(instant: Date, span: WorkSpan): WorkEnd;
  /** Milliseconds of working time; negative when `to` lies before `from`. */
  between(from: Date, to: Date): number;
}

const MS = { minute: 60_000, hour: 3_600_000 } as const;

/** Arithmetic over layers that are loaded. */
export function workCalendar(layers: Layers, zone: string): WorkCalendar {
  const calendar = zoneCalendar(zone);
  const days = new Map<string, readonly Stretch[]>();
  const work: WorkTime = {
    dateOf: calendar.dateOf,
    stretchesOf(date) {
      const known = days.get(date);
      if (known) return known;
      const stretches = stretchesOf(decideDay(layers, date).hours, date, calendar.instantOf);
      days.set(date, stretches);
      return stretches;
    },
  };
  const guessedBetween = (from: number, to: number) => {
    const found: number[] = [];
    for (let year = yearOf(calendar.dateOf(from)); year <= yearOf(calendar.dateOf(to)); year++)
      if (tableOf(layers, year).from === 'guess') found.push(year);
    return found;
  };
  return {
    dayOf: (date) => decideDay(layers, date),
    add(instant, { n, unit }) {
      const from = instant.getTime();
      try {
        const end = unit === 'day' ? addWorkingDays(work, from, n) : addWorkingMs(work, from, n * MS[unit]);
        return { at: new Date(end), guessed: guessedBetween(from, end) };
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new Problem('no_working_time', { date: calendar.dateOf(from) });
      }
    },
    between: (from, to) => workingMsBetween(work, from.getTime(), to.getTime()),
  };
}

/** The workspace's working time from `from` on. Load it once for a batch; it does not see changes made afterwards. */
export async function loadWorkCalendar(tx: Tx, ctx: Context, from: Date): Promise<WorkCalendar> {
  const { zone } = ctx.workspace;
  // A stretch that ends at midnight belongs to the day before.
  const first = addDays(zoneCalendar(zone).dateOf(from.getTime()), -1);
  return workCalendar(await loadLayers(tx, ctx, first), zone);
}

/** Whether a calendar date of the workspace is worked, what it is called and who says so. */
export async function isWorkingDay(
  tx: Tx,
  ctx: Context,
  date: string,
): Promise<DayDecision & { readonly working: boolean }> {
  const decision = decideDay(await loadLayers(tx, ctx, date, date), date);
  return { ...decision, working: decision.kind === 'working' || decision.kind === 'makeUp' };
}

/** For one deadline. A batch loads the calendar once with `loadWorkCalendar`. */
export async function addWorkingTime(tx: Tx, ctx: Context, instant: Date, span: WorkSpan): Promise<WorkEnd> {
  return (await loadWorkCalendar(tx, ctx, instant)).add(instant, span);
}

/** Milliseconds of working time from `from` to `to`; negative when `to` lies before `from`. */
export async function workingTimeBetween(tx: Tx, ctx: Context, from: Date, to: Date): Promise<number> {
  return (await loadWorkCalendar(tx, ctx, from < to ? from : to)).between(from, to);
}
