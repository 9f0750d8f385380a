import { guard } from '../../../kit/db/tables.ts';

/** `url_until`, `asked_at`: in real time, as WeChat counts. */
export const statements: readonly string[] = [
  `create table mini_program (
    workspace_id text not null,
    app_id text not null,
    secret text not null,
    base_url text not null,
    path text not null,
    query text not null,
    url text,
    url_until timestamptz,
    asked_at timestamptz,
    error text,
    updated_by text not null,
    updated_at timestamptz not null,
    constraint mini_program_pk primary key (workspace_id)
  )`,
  ...guard('mini_program'),
];
