import { addDays } from '../../engine/condition/dates.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type FieldError, Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import type { CalendarDay, CalendarYear, Hours, HoursAnswer } from './contract.ts';
import type { ImportBody } from './contract-import.ts';
import { type ImportFlaw, readImport } from './decide-import.ts';
import { type DayDecision, decideDay, DEFAULT_HOURS, hasWork, tableOf, warningsOf } from './decide.ts';
import * as store from './store.ts';
import { loadLayers } from './work.ts';

export function getYear(ctx: Context, year: number): Promise<CalendarYear> {
  return ctx.tx((tx) => describeYear(tx, ctx, year));
}

async function describeYear(tx: Tx, ctx: Context, year: number): Promise<CalendarYear> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const layers = await loadLayers(tx, ctx, first, last);
  const today = zoneCalendar(ctx.workspace.zone).dateOf(ctx.now.getTime());
  const days: CalendarDay[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) days.push(plain(decideDay(layers, date)));
  return {
    year,
    zone: ctx.workspace.zone,
    today,
    table: tableOf(layers, year).from,
    workingDays: days.filter(({ kind }) => kind === 'working' || kind === 'makeUp').length,
    days,
    warnings: warningsOf(layers, year, today),
  };
}

const plain = ({ date, kind, name, source }: DayDecision): CalendarDay => ({ date, kind, name, source });

export function setDay(ctx: Context, date: string, input: { working: boolean; name: string }): Promise<CalendarDay> {
  return ctx.tx(async (tx) => {
    const { working, name } = input;
    await store.saveOwnDay(tx, ctx.workspace.id, { date, working, name: { zh: name, en: name } }, ctx.now);
    await audit(tx, ctx, {
      action: working ? 'calendar.day_worked' : 'calendar.day_freed',
      entity: 'calendar_day',
      entityId: date,
      detail: name ? { name } : {},
    });
    return plain(decideDay(await loadLayers(tx, ctx, date, date), date));
  });
}

/** Safe to run twice: a day that was not set stays as it is. */
export function unsetDay(ctx: Context, date: string): Promise<CalendarDay> {
  return ctx.tx(async (tx) => {
    if (await store.deleteOwnDay(tx, ctx.workspace.id, date))
      await audit(tx, ctx, { action: 'calendar.day_unset', entity: 'calendar_day', entityId: date });
    return plain(decideDay(await loadLayers(tx, ctx, date, date), date));
  });
}

const FLAWS: Readonly<Record<ImportFlaw['why'], { zh: string; en: string }>> = {
  date: { zh: '不是日期，应写作 2027-01-01。', en: 'is no date; write 2027-01-01' },
  year: { zh: '不在这一年。', en: 'is not in this year' },
  twice: { zh: '出现了两次。', en: 'is there twice' },
};

/** Puts a table in the place of the year's. Days set by hand stay above it. */
export function importYear(ctx: Context, year: number, body: ImportBody): Promise<CalendarYear> {
  const { days, flaws } = readImport(body, year);
  if (flaws.length > 0) {
    const fields = flaws.map(
      ({ row, field, why }): FieldError => ({
        path: `days.${row - 1}.${field}`,
        row,
        field,
        message: FLAWS[why][ctx.locale],
      }),
    );
    throw new Problem('invalid_input', {}, fields);
  }
  return ctx.tx(async (tx) => {
    await store.replaceYear(tx, ctx.workspace.id, year, days, ctx.actor.name, ctx.now);
    await audit(tx, ctx, {
      action: 'calendar.year_imported',
      entity: 'calendar_year',
      entityId: String(year),
      detail: { days: days.length },
    });
    return describeYear(tx, ctx, year);
  });
}

export function removeYear(ctx: Context, year: number): Promise<CalendarYear> {
  return ctx.tx(async (tx) => {
    if (await store.deleteYear(tx, ctx.workspace.id, year))
      await audit(tx, ctx, { action: 'calendar.year_removed', entity: 'calendar_year', entityId: String(year) });
    return describeYear(tx, ctx, year);
  });
}

export function getHours(ctx: Context): Promise<HoursAnswer> {
  return ctx.tx(async (tx) => {
    const stored = await store.findHours(tx, ctx.workspace.id);
    return {
      hours: stored?.hours ?? DEFAULT_HOURS,
      zone: ctx.workspace.zone,
      updatedAt: stored?.updatedAt.toISOString() ?? null,
    };
  });
}

export function setHours(ctx: Context, hours: Hours): Promise<HoursAnswer> {
  if (!hasWork(hours)) throw new Problem('working_hours_empty');
  return ctx.tx(async (tx) => {
    await store.saveHours(tx, ctx.workspace.id, hours, ctx.now);
    await audit(tx, ctx, {
      action: 'calendar.hours_changed',
      entity: 'working_hours',
      entityId: ctx.workspace.id,
      detail: { hours },
    });
    return { hours, zone: ctx.workspace.zone, updatedAt: ctx.now.toISOString() };
  });
}
