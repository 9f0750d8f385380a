import { guard } from '../../../kit/db/tables.ts';

/** A replay is recorded in the workspace it was made from; its rows live in the scratch workspace it walks. */
export const statements: readonly string[] = [
  `create table replay (
    workspace_id text not null,
    replay_id text not null,
    into_workspace text not null,
    from_day date not null,
    to_day date not null,
    at_day date,
    assume_consent boolean not null,
    status text not null,
    summary jsonb not null,
    error text,
    started_by text not null,
    started_at timestamptz not null,
    beat_at timestamptz not null,
    ended_at timestamptz,
    constraint replay_pk primary key (workspace_id, replay_id),
    constraint replay_status_known check (status in ('waiting', 'running', 'done', 'failed', 'stopped'))
  )`,
  ...guard('replay'),
];
