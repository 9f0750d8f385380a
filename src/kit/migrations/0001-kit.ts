import { APP_ROLE, shared } from '../db/tables.ts';

/** Living processes, and the one door through which the app role may add jobs: the queue's tables belong to the owner. */
export const statements: readonly string[] = [
  `create table process (
    process_id text not null,
    role text not null,
    started_at timestamptz not null,
    beat_at timestamptz not null,
    worker_ids text[] not null,
    constraint process_pk primary key (process_id)
  )`,
  ...shared('process'),
  `grant select on schema_migration to ${APP_ROLE}`,
  `create function huixiang_enqueue(jobs json) returns bigint
    language sql security definer set search_path = pg_catalog as $$
      select count(*) from graphile_worker.add_jobs(array(
        select row(
          job->>'task', job->'payload', job->>'queue', (job->>'run_at')::timestamptz,
          (job->>'attempts')::smallint, job->>'key', null::smallint, null::text[]
        )::graphile_worker.job_spec
        from json_array_elements(jobs) as job
      ))
    $$`,
  `revoke execute on function huixiang_enqueue(json) from public`,
  `grant execute on function huixiang_enqueue(json) to ${APP_ROLE}`,
];
