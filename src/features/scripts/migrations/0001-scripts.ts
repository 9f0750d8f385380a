import { guard } from '../../../kit/db/tables.ts';

/** A script as a playbook's version published it; it never changes, so that a task shows the words of the day it was opened. */
export const statements: readonly string[] = [
  `create table script_version (
    workspace_id text not null,
    playbook text not null,
    version integer not null,
    script_key text not null,
    number text not null,
    definition jsonb not null,
    created_at timestamptz not null,
    constraint script_version_pk primary key (workspace_id, playbook, version, script_key)
  )`,
  ...guard('script_version'),
];
