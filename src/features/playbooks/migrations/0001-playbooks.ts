import { guard } from '../../../kit/db/tables.ts';

export const statements: readonly string[] = [
  `create table playbook (
    workspace_id text not null,
    playbook_key text not null,
    status text not null,
    version integer not null,
    live_version integer,
    rule_id text not null,
    origin text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint playbook_pk primary key (workspace_id, playbook_key),
    constraint playbook_status_known check (status in ('draft', 'running', 'paused'))
  )`,
  ...guard('playbook'),
  `create table playbook_version (
    workspace_id text not null,
    playbook_key text not null,
    version integer not null,
    definition jsonb not null,
    note text not null,
    created_by text not null,
    created_at timestamptz not null,
    constraint playbook_version_pk primary key (workspace_id, playbook_key, version),
    constraint playbook_version_playbook foreign key (workspace_id, playbook_key) references playbook (workspace_id, playbook_key)
  )`,
  ...guard('playbook_version'),
];
