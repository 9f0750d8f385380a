import { guard } from '../../../kit/db/tables.ts';

/**
 * Events that rules listen to, one row per recorded batch, until a job has run the rules for them. A job takes all that wait: under load the
 * rules run for many events at once, at rest within milliseconds for one.
 */
export const statements: readonly string[] = [
  `create table rule_heard (
    workspace_id text not null,
    heard_id text not null,
    depth smallint not null,
    ids text[] not null,
    types text[] not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    constraint rule_heard_pk primary key (workspace_id, heard_id)
  )`,
  ...guard('rule_heard'),
];
