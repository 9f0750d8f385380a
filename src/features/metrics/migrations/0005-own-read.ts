/** When a version had read all history for the first time (rows from before say it by `finished_at`); and readings in order of time, for goals on a company's own metrics. */
export const statements: readonly string[] = [
  'alter table own_run add column read_at timestamptz',
  `create index own_reading_by_time on own_reading (workspace_id, metric, version, answered_at) where dimension = '' and counts`,
];
