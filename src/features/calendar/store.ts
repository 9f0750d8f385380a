import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Hours } from './contract.ts';
import type { Marked } from './decide.ts';

export interface StoredDay extends Marked {
  readonly source: 'own' | 'imported';
}

interface DayRow {
  day: string;
  source: 'own' | 'imported';
  working: boolean;
  name_zh: string;
  name_en: string;
}

/** The days a workspace has set or imported in [from, to]. */
export async function findDays(tx: Tx, workspace: string, from: string, to: string): Promise<StoredDay[]> {
  const found = await sql<DayRow>`
    select to_char(day, 'YYYY-MM-DD') as day, source, working, name_zh, name_en from calendar_day
    where workspace_id = ${workspace} and day between ${from} and ${to} order by day`.execute(tx);
  return found.rows.map((row) => ({
    date: row.day,
    source: row.source,
    working: row.working,
    name: { zh: row.name_zh, en: row.name_en },
  }));
}

export async function saveOwnDay(tx: Tx, workspace: string, day: Marked, now: Date): Promise<void> {
  await sql`
    insert into calendar_day (workspace_id, day, source, working, name_zh, name_en, updated_at)
    values (${workspace}, ${day.date}, 'own', ${day.working}, ${day.name.zh}, ${day.name.en}, ${now})
    on conflict (workspace_id, day, source) do update set working = excluded.working, name_zh = excluded.name_zh,
      name_en = excluded.name_en, updated_at = excluded.updated_at`.execute(tx);
}

/** False when there was none. */
export async function deleteOwnDay(tx: Tx, workspace: string, date: string): Promise<boolean> {
  const done = await sql`
    delete from calendar_day where workspace_id = ${workspace} and day = ${date} and source = 'own'`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function importedYears(tx: Tx, workspace: string): Promise<number[]> {
  const found = await sql<{ year: number }>`
    select year from calendar_year where workspace_id = ${workspace} order by year`.execute(tx);
  return found.rows.map(({ year }) => year);
}

/** Puts the table in the place of the one imported before. Days set by hand stay. */
export async function replaceYear(
  tx: Tx,
  workspace: string,
  year: number,
  days: readonly Marked[],
  by: string,
  now: Date,
): Promise<void> {
  await deleteYear(tx, workspace, year);
  await sql`
    insert into calendar_year (workspace_id, year, imported_at, imported_by)
    values (${workspace}, ${year}, ${now}, ${by})`.execute(tx);
  await sql`
    insert into calendar_day (workspace_id, day, source, working, name_zh, name_en, updated_at)
    select ${workspace}, d.day, 'imported', d.working, d.zh, d.en, ${now}
    from jsonb_to_recordset(${JSON.stringify(
      days.map(({ date, working, name }) => ({ day: date, working, ...name })),
    )}::jsonb) as d(day date, working boolean, zh text, en text)`.execute(tx);
}

/** False when the year was not imported. */
export async function deleteYear(tx: Tx, workspace: string, year: number): Promise<boolean> {
  await sql`
    delete from calendar_day where workspace_id = ${workspace} and source = 'imported'
      and day between ${`${year}-01-01`} and ${`${year}-12-31`}`.execute(tx);
  const done = await sql`delete from calendar_year where workspace_id = ${workspace} and year = ${year}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface StoredHours {
  readonly hours: Hours;
  readonly updatedAt: Date;
}

/** null: the default hours. */
export async function findHours(tx: Tx, workspace: string): Promise<StoredHours | null> {
  const found = await sql<{ hours: Hours; updated_at: Date }>`
    select hours, updated_at from working_hours where workspace_id = ${workspace}`.execute(tx);
  const row = found.rows[0];
  return row ? { hours: row.hours, updatedAt: row.updated_at } : null;
}

export async function saveHours(tx: Tx, workspace: string, hours: Hours, now: Date): Promise<void> {
  await sql`
    insert into working_hours (workspace_id, hours, updated_at)
    values (${workspace}, ${JSON.stringify(hours)}::jsonb, ${now})
    on conflict (workspace_id) do update set hours = excluded.hours, updated_at = excluded.updated_at`.execute(tx);
}
