import { guard } from '../../../kit/db/tables.ts';

/**
 * A form belongs to a version of a playbook, or to the workspace itself (playbook `-`). Scores, signals and open texts of a response are
 * kept beside its answers, so that lists and metrics need not read JSON.
 */
export const statements: readonly string[] = [
  `create table form_version (
    workspace_id text not null,
    playbook text not null,
    version integer not null,
    form_key text not null,
    definition jsonb not null,
    digest text not null,
    created_at timestamptz not null,
    constraint form_version_pk primary key (workspace_id, playbook, version, form_key)
  )`,
  ...guard('form_version'),
  `create table response (
    workspace_id text not null,
    response_id text not null,
    response_key text not null,
    playbook text not null,
    version integer not null,
    form_key text not null,
    customer_id text not null,
    via text not null,
    channel text,
    run_id text,
    token integer,
    epoch integer,
    answered_by text,
    answers jsonb not null,
    csat smallint,
    nps smallint,
    intent smallint,
    signals text[] not null,
    texts text not null,
    started_at timestamptz not null,
    updated_at timestamptz not null,
    completed_at timestamptz,
    constraint response_pk primary key (workspace_id, response_id),
    constraint response_key_once unique (workspace_id, response_key),
    constraint response_form foreign key (workspace_id, playbook, version, form_key)
      references form_version (workspace_id, playbook, version, form_key)
  )`,
  `create index response_of_form on response (workspace_id, playbook, form_key, updated_at, response_id)`,
  `create index response_of_customer on response (workspace_id, customer_id, updated_at)`,
  `create index response_completed on response (workspace_id, completed_at)`,
  ...guard('response'),
];
