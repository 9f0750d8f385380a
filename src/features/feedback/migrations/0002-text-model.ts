import { guard } from '../../../kit/db/tables.ts';

/** The model a workspace has set up to read its texts, its key encrypted; and on each insight why that model did not answer. */
export const statements: readonly string[] = [
  `alter table insight add column fallback text`,
  `create table text_model (
    workspace_id text not null,
    base_url text not null,
    model text not null,
    timeout_ms integer not null,
    used_for text not null,
    key_sealed text,
    updated_by text not null,
    updated_at timestamptz not null,
    constraint text_model_pk primary key (workspace_id),
    constraint text_model_use_known check (used_for in ('reasons', 'whole'))
  )`,
  ...guard('text_model'),
];
