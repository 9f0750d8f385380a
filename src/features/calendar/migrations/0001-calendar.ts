import { guard } from '../../../kit/db/tables.ts';

/** Only what a workspace says itself; the package's tables stay in the program, so that an update brings a new year to everybody. */
export const statements: readonly string[] = [
  // The tables of whole years that were imported: such a year is known, also where it has no day of its own.
  `create table calendar_year (
    workspace_id text not null,
    year int not null,
    imported_at timestamptz not null,
    imported_by text not null,
    constraint calendar_year_pk primary key (workspace_id, year)
  )`,
  ...guard('calendar_year'),
  // Two layers: a day set by hand lies over an imported one and gives it back when it is unset.
  `create table calendar_day (
    workspace_id text not null,
    day date not null,
    source text not null,
    working boolean not null,
    name_zh text not null,
    name_en text not null,
    updated_at timestamptz not null,
    constraint calendar_day_pk primary key (workspace_id, day, source),
    constraint calendar_day_source check (source in ('own', 'imported'))
  )`,
  ...guard('calendar_day'),
  // No row: the default hours.
  `create table working_hours (
    workspace_id text not null,
    hours jsonb not null,
    updated_at timestamptz not null,
    constraint working_hours_pk primary key (workspace_id)
  )`,
  ...guard('working_hours'),
];
