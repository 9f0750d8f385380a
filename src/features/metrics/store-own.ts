/** Definitions of the company's own metrics, and how far their histories are read. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { OwnDefinition } from './contract-own-definition.ts';
import type { FormOf } from './decide-own.ts';

export interface OwnVersionRow {
  readonly metric: string;
  readonly version: number;
  readonly name_zh: string;
  readonly name_en: string;
  readonly definition: OwnDefinition;
  readonly note: string;
  readonly created_by: string;
  readonly created_at: Date;
}

export interface OwnRow extends OwnVersionRow {
  readonly archived_at: Date | null;
  readonly current: number;
  readonly run_id: string | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly read_at: Date | null;
}

/** Every version with its run, newest first; of one metric when it is named. */
export async function listOwnRows(tx: Tx, workspace: string, metric?: string): Promise<OwnRow[]> {
  const { rows } = await sql<OwnRow>`
    select v.metric, v.version, v.name_zh, v.name_en, v.definition, v.note, v.created_by, v.created_at, o.archived_at,
      o.version as current, r.run_id, r.done, r.total, r.started_at, r.finished_at, coalesce(r.read_at, r.finished_at) as read_at
    from own_metric o
    join own_metric_version v on v.workspace_id = ${workspace} and v.metric = o.metric
    left join own_run r on r.workspace_id = ${workspace} and r.metric = v.metric and r.version = v.version
    where o.workspace_id = ${workspace} ${metric === undefined ? sql`` : sql`and o.metric = ${metric}`}
    order by o.created_at, v.metric, v.version desc`.execute(tx);
  return rows;
}

/** True when the metric stood at `base` (0: was not there) and now stands at the version of the row. Of two who save at once one is told false. */
export async function moveOwn(tx: Tx, workspace: string, base: number, row: OwnVersionRow): Promise<boolean> {
  const { metric, version } = row;
  const moved =
    base === 0
      ? await sql`insert into own_metric (workspace_id, metric, version, archived_at, created_at)
          values (${workspace}, ${metric}, ${version}, null, ${row.created_at}) on conflict (workspace_id, metric) do nothing`.execute(
          tx,
        )
      : await sql`update own_metric set version = ${version}
          where workspace_id = ${workspace} and metric = ${metric} and version = ${base}`.execute(tx);
  if (moved.numAffectedRows !== 1n) return false;
  await sql`insert into own_metric_version (workspace_id, metric, version, name_zh, name_en, definition, note, created_by, created_at)
    values (${workspace}, ${metric}, ${version}, ${row.name_zh}, ${row.name_en}, ${JSON.stringify(row.definition)}::jsonb, ${row.note},
      ${row.created_by}, ${row.created_at})`.execute(tx);
  return true;
}

export async function archiveOwn(
  tx: Tx,
  workspace: string,
  metric: string,
  base: number,
  at: Date | null,
): Promise<boolean> {
  const done = await sql`update own_metric set archived_at = ${at}
    where workspace_id = ${workspace} and metric = ${metric} and version = ${base}`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** All versions of all forms that ask one of the questions; of all forms when none is named. */
export async function listForms(tx: Tx, workspace: string, questions?: readonly string[]): Promise<FormOf[]> {
  const { rows } = await sql<FormOf>`
    select f.playbook, f.version, f.form_key, f.definition from form_version f
    where f.workspace_id = ${workspace} ${
      questions === undefined
        ? sql``
        : sql`and exists (select 1 from jsonb_array_elements(f.definition -> 'questions') as q(value)
            where q.value ->> 'id' = any(${[...questions]}::text[]))`
    }
    order by f.playbook, f.form_key, f.version desc`.execute(tx);
  return rows;
}

export interface RunRow {
  readonly metric: string;
  readonly version: number;
  readonly run_id: string;
  readonly after_response: string;
  readonly done: number;
  readonly total: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

/** A new run takes the place of an unfinished one. That everything was read once stays noted. */
export async function saveRun(tx: Tx, workspace: string, run: RunRow): Promise<void> {
  await sql`insert into own_run (workspace_id, metric, version, run_id, after_response, done, total, started_at, finished_at, read_at)
    values (${workspace}, ${run.metric}, ${run.version}, ${run.run_id}, ${run.after_response}, ${run.done}, ${run.total},
      ${run.started_at}, ${run.finished_at}, ${run.finished_at})
    on conflict (workspace_id, metric, version) do update set run_id = excluded.run_id, after_response = excluded.after_response,
      done = excluded.done, total = excluded.total, started_at = excluded.started_at, finished_at = excluded.finished_at,
      read_at = coalesce(own_run.read_at, own_run.finished_at, excluded.read_at)`.execute(tx);
}

export async function lockRun(tx: Tx, workspace: string, metric: string, version: number): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    select metric, version, run_id, after_response, done, total, started_at, finished_at from own_run
    where workspace_id = ${workspace} and metric = ${metric} and version = ${version} for update`.execute(tx);
  return rows[0] ?? null;
}
