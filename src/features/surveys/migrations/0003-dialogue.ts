import { guard } from '../../../kit/db/tables.ts';

/** A survey that goes on in replies, and the short code of a link for who has to type it. */
export const statements: readonly string[] = [
  `create table survey_dialogue (
    workspace_id text not null,
    link_id text not null,
    customer_id text not null,
    message_id text,
    invited boolean not null,
    state jsonb not null,
    heard text[] not null,
    asked_at timestamptz not null,
    due_at timestamptz,
    closed_at timestamptz,
    constraint survey_dialogue_pk primary key (workspace_id, link_id)
  )`,
  `create index survey_dialogue_open on survey_dialogue (workspace_id, customer_id, asked_at) where closed_at is null`,
  `create index survey_dialogue_due on survey_dialogue (workspace_id, due_at) where due_at is not null`,
  ...guard('survey_dialogue'),
  `alter table survey_link add column code text`,
  `create index survey_link_code on survey_link (workspace_id, code) where code is not null`,
];
