import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { MetricDefinition } from './contract.ts';

export interface VersionRow {
  readonly metric: string;
  readonly version: number;
  readonly name_zh: string;
  readonly name_en: string;
  readonly definition: MetricDefinition;
  readonly created_by: string;
  readonly created_at: Date;
}

export async function listVersionRows(tx: Tx, workspace: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select metric, version, name_zh, name_en, definition, created_by, created_at from metric_version
    where workspace_id = ${workspace} order by metric, version desc`.execute(tx);
  return rows;
}

/** False when somebody published the same version first. */
export async function insertVersion(tx: Tx, workspace: string, row: VersionRow): Promise<boolean> {
  const done = await sql`
    insert into metric_version (workspace_id, metric, version, name_zh, name_en, definition, created_by, created_at)
    values (${workspace}, ${row.metric}, ${row.version}, ${row.name_zh}, ${row.name_en}, ${JSON.stringify(row.definition)}::jsonb,
      ${row.created_by}, ${row.created_at})
    on conflict (workspace_id, metric, version) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}
