import { guard } from '../../../kit/db/tables.ts';

/** Templates that providers approve: what they are called there, their text, and how far the approval is. */
export const statements: readonly string[] = [
  `create table channel_template (
    workspace_id text not null,
    template_key text not null,
    name text not null,
    adapter text not null,
    ref text not null,
    sign text not null,
    text text not null,
    purpose text not null,
    link_mode text not null,
    state text not null,
    reason text not null,
    as_of timestamptz not null,
    updated_by text not null,
    constraint channel_template_pk primary key (workspace_id, template_key)
  )`,
  ...guard('channel_template'),
];
