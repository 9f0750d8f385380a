import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { MatrixDefinition } from './contract.ts';

export interface MatrixRow {
  readonly version: number;
  readonly definition: MatrixDefinition;
  readonly note: string;
  readonly created_by: string;
  readonly created_at: Date;
}

/** Newest first. */
export async function listMatrixRows(tx: Tx, workspace: string, most: number): Promise<MatrixRow[]> {
  const { rows } = await sql<MatrixRow>`select version, definition, note, created_by, created_at from class_matrix
    where workspace_id = ${workspace} order by version desc limit ${most}`.execute(tx);
  return rows;
}

/** False when the version was published by somebody else meanwhile. */
export async function insertMatrix(tx: Tx, workspace: string, row: MatrixRow): Promise<boolean> {
  const done = await sql`insert into class_matrix (workspace_id, version, definition, note, created_by, created_at)
    values (${workspace}, ${row.version}, ${JSON.stringify(row.definition)}, ${row.note}, ${row.created_by}, ${row.created_at})
    on conflict (workspace_id, version) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface CombinationRow {
  readonly class: string | null;
  readonly csat: number | null;
  readonly nps: number | null;
  readonly intent: number | null;
  readonly n: number;
}

/** How many customers have each combination of answers not older than `oldest`, and the class they are in now. */
export async function countCombinations(tx: Tx, workspace: string, oldest: Date): Promise<CombinationRow[]> {
  const { rows } = await sql<CombinationRow>`
    select class, csat::float8 as csat, nps::float8 as nps, intent::float8 as intent, count(*)::int as n from (
      select class, case when csat_at > ${oldest} then csat end as csat, case when nps_at > ${oldest} then nps end as nps,
        case when intent_at > ${oldest} then intent end as intent
      from customer_class where workspace_id = ${workspace}
    ) k group by class, csat, nps, intent`.execute(tx);
  return rows;
}
