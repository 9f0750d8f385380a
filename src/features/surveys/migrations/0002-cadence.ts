import { guard } from '../../../kit/db/tables.ts';

/** How often customers are asked, and how far the quotas are used. */
export const statements: readonly string[] = [
  `create table survey_cadence (
    workspace_id text not null,
    cadence jsonb not null,
    updated_by text not null,
    updated_at timestamptz not null,
    constraint survey_cadence_pk primary key (workspace_id)
  )`,
  ...guard('survey_cadence'),
  `create table survey_quota (
    workspace_id text not null,
    playbook text not null,
    period text not null,
    used integer not null,
    constraint survey_quota_pk primary key (workspace_id, playbook, period)
  )`,
  ...guard('survey_quota'),
];
