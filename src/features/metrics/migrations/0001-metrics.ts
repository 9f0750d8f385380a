import { guard } from '../../../kit/db/tables.ts';

/**
 * A reading is one score of one response. Readings that count (the latest of a customer, playbook and month) are counted by score in
 * `metric_count`: from such a histogram every version of a definition is computed, old periods too.
 */
export const statements: readonly string[] = [
  `create table metric_version (
    workspace_id text not null,
    metric text not null,
    version integer not null,
    name_zh text not null,
    name_en text not null,
    definition jsonb not null,
    created_by text not null,
    created_at timestamptz not null,
    constraint metric_version_pk primary key (workspace_id, metric, version)
  )`,
  ...guard('metric_version'),
  `create table metric_dimension (
    workspace_id text not null,
    metric text not null,
    dimension text not null,
    name_zh text not null,
    name_en text not null,
    constraint metric_dimension_pk primary key (workspace_id, metric, dimension)
  )`,
  ...guard('metric_dimension'),
  `create table metric_reading (
    workspace_id text not null,
    response_id text not null,
    metric text not null,
    dimension text not null,
    score numeric(6, 2) not null,
    customer_id text not null,
    playbook text not null,
    form_key text not null,
    version integer not null,
    epoch integer not null,
    channel text not null,
    via text not null,
    month text not null,
    answered_at timestamptz not null,
    counts boolean not null,
    constraint metric_reading_pk primary key (workspace_id, response_id, metric, dimension)
  )`,
  `create index metric_reading_latest on metric_reading (workspace_id, customer_id, metric, dimension, playbook, month) where counts`,
  `create index metric_reading_at on metric_reading (workspace_id, metric, answered_at)`,
  ...guard('metric_reading'),
  `create table metric_count (
    workspace_id text not null,
    metric text not null,
    dimension text not null,
    month text not null,
    playbook text not null,
    epoch integer not null,
    form_key text not null,
    channel text not null,
    score numeric(6, 2) not null,
    n integer not null,
    constraint metric_count_pk primary key (workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, score)
  )`,
  ...guard('metric_count'),
];
