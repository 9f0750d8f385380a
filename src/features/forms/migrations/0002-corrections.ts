import { guard } from '../../../kit/db/tables.ts';

/** A response holds what counts now; what it held before each correction stands beside it, from the first answers on. */
export const statements: readonly string[] = [
  `alter table response add column revision integer not null default 0`,
  `alter table response add column corrected_at timestamptz`,
  `create table response_correction (
    workspace_id text not null,
    response_id text not null,
    revision integer not null,
    before jsonb not null,
    reason text not null,
    corrected_by text not null,
    corrected_name text not null,
    corrected_at timestamptz not null,
    constraint response_correction_pk primary key (workspace_id, response_id, revision),
    constraint response_correction_response foreign key (workspace_id, response_id)
      references response (workspace_id, response_id) on delete cascade
  )`,
  ...guard('response_correction'),
];
