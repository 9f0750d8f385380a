import { guard } from '../../../kit/db/tables.ts';

/**
 * Metrics of the company's own. Readings and counts belong to one version of a definition: a new version is read beside the old one, so that
 * what was drawn before stays as it was.
 */
export const statements: readonly string[] = [
  `create table own_metric (
    workspace_id text not null,
    metric text not null,
    version integer not null,
    archived_at timestamptz,
    created_at timestamptz not null,
    constraint own_metric_pk primary key (workspace_id, metric)
  )`,
  ...guard('own_metric'),
  `create table own_metric_version (
    workspace_id text not null,
    metric text not null,
    version integer not null,
    name_zh text not null,
    name_en text not null,
    definition jsonb not null,
    note text not null,
    created_by text not null,
    created_at timestamptz not null,
    constraint own_metric_version_pk primary key (workspace_id, metric, version)
  )`,
  ...guard('own_metric_version'),
  // How far the whole history is read by a version.
  `create table own_run (
    workspace_id text not null,
    metric text not null,
    version integer not null,
    run_id text not null,
    after_response text not null,
    done integer not null,
    total integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    constraint own_run_pk primary key (workspace_id, metric, version)
  )`,
  ...guard('own_run'),
  `create table own_reading (
    workspace_id text not null,
    metric text not null,
    version integer not null,
    response_id text not null,
    dimension text not null,
    score numeric(8, 2) not null,
    share numeric(5, 4) not null,
    customer_id text not null,
    playbook text not null,
    form_key text not null,
    channel text not null,
    period text not null,
    answered_at timestamptz not null,
    counts boolean not null,
    constraint own_reading_pk primary key (workspace_id, metric, version, response_id, dimension)
  )`,
  `create index own_reading_of_customer on own_reading (workspace_id, customer_id, metric, version, period)`,
  ...guard('own_reading'),
  `create table own_count (
    workspace_id text not null,
    metric text not null,
    version integer not null,
    dimension text not null,
    period text not null,
    playbook text not null,
    form_key text not null,
    channel text not null,
    share numeric(5, 4) not null,
    score numeric(8, 2) not null,
    n integer not null,
    constraint own_count_pk primary key (workspace_id, metric, version, dimension, period, playbook, form_key, channel, share, score)
  )`,
  ...guard('own_count'),
];
