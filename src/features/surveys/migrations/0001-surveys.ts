import { guard } from '../../../kit/db/tables.ts';

/** A personal link: one customer, one form, one response. A message asked again for its link gets the one it has. */
export const statements: readonly string[] = [
  `create table survey_link (
    workspace_id text not null,
    link_id text not null,
    playbook text not null,
    version integer not null,
    form_key text not null,
    customer_id text not null,
    message_id text,
    run_id text,
    token integer,
    epoch integer,
    channel text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    opened_at timestamptz,
    answered_at timestamptz,
    revoked_at timestamptz,
    constraint survey_link_pk primary key (workspace_id, link_id),
    constraint survey_link_of_message unique (workspace_id, message_id)
  )`,
  `create index survey_link_of_customer on survey_link (workspace_id, customer_id, created_at)`,
  `create index survey_link_of_run on survey_link (workspace_id, run_id)`,
  `create index survey_link_of_playbook on survey_link (workspace_id, playbook, created_at)`,
  ...guard('survey_link'),
];
