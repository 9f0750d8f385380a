import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { ProblemValues } from '../../kit/errors.ts';
import type { Encoding, IMPORT_STATES, ImportKind } from './contract-imports.ts';

export type ImportState = (typeof IMPORT_STATES)[number];

/** What a run was told to do, kept with it. */
export interface StoredMapping {
  /** Field to column. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rest: 'keep' | 'drop';
  readonly delimiter: string;
  readonly header: boolean;
}

export interface ImportRow {
  readonly import_id: string;
  readonly kind: ImportKind;
  readonly file_name: string;
  readonly file_path: string;
  readonly file_bytes: number;
  readonly encoding: Encoding;
  /** The file is ours to remove; false for a file named on the command line. */
  readonly uploaded: boolean;
  readonly mapping: StoredMapping;
  readonly status: ImportState;
  readonly bytes_read: number;
  readonly rows_read: number;
  readonly rows_added: number;
  readonly rows_same: number;
  readonly rows_changed: number;
  readonly rows_failed: number;
  readonly errors_listed: number;
  readonly summary: Readonly<Record<string, number>>;
  readonly failure: { readonly code: string; readonly values: ProblemValues } | null;
  readonly started_by: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = sql.raw(
  'import_id, kind, file_name, file_path, file_bytes, encoding, uploaded, mapping, status, bytes_read, rows_read, rows_added, rows_same, rows_changed, rows_failed, errors_listed, summary, failure, started_by, created_at, updated_at',
);

export async function insertImport(tx: Tx, workspace: string, row: ImportRow): Promise<void> {
  await sql`insert into import_run (workspace_id, ${columns}) values (${workspace}, ${row.import_id}, ${row.kind}, ${row.file_name},
    ${row.file_path}, ${row.file_bytes}, ${row.encoding}, ${row.uploaded}, ${JSON.stringify(row.mapping)}::jsonb, ${row.status},
    ${row.bytes_read}, ${row.rows_read}, ${row.rows_added}, ${row.rows_same}, ${row.rows_changed}, ${row.rows_failed},
    ${row.errors_listed}, ${JSON.stringify(row.summary)}::jsonb, null, ${row.started_by}, ${row.created_at}, ${row.updated_at})`.execute(
    tx,
  );
}

export async function findImport(tx: Tx, workspace: string, id: string, lock = false): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`select ${columns} from import_run
    where workspace_id = ${workspace} and import_id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

export async function listImports(tx: Tx, workspace: string, most: number): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`select ${columns} from import_run
    where workspace_id = ${workspace} order by import_id desc limit ${most}`.execute(tx);
  return rows;
}

/** A run of the same file that a command left unfinished. */
export async function findUnfinished(
  tx: Tx,
  workspace: string,
  path: string,
  kind: ImportKind,
): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`select ${columns} from import_run
    where workspace_id = ${workspace} and file_path = ${path} and kind = ${kind} and status in ('running', 'stopped')
    order by import_id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Runs whose uploaded file waits since before `before`. */
export async function findLeftOver(tx: Tx, workspace: string, before: Date): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`select ${columns} from import_run
    where workspace_id = ${workspace} and uploaded and status in ('uploaded', 'stopped', 'failed') and updated_at < ${before}
    order by import_id limit 100`.execute(tx);
  return rows;
}

/** Writes what changes while a run goes on. */
export async function saveImport(tx: Tx, workspace: string, row: ImportRow): Promise<void> {
  await sql`update import_run set encoding = ${row.encoding}, uploaded = ${row.uploaded}, mapping = ${JSON.stringify(row.mapping)}::jsonb, status = ${row.status},
    bytes_read = ${row.bytes_read}, rows_read = ${row.rows_read}, rows_added = ${row.rows_added}, rows_same = ${row.rows_same},
    rows_changed = ${row.rows_changed}, rows_failed = ${row.rows_failed}, errors_listed = ${row.errors_listed},
    summary = ${JSON.stringify(row.summary)}::jsonb, failure = ${row.failure ? JSON.stringify(row.failure) : null}::jsonb,
    updated_at = ${row.updated_at}
    where workspace_id = ${workspace} and import_id = ${row.import_id}`.execute(tx);
}

export interface RowError {
  readonly row_number: number;
  readonly field: string;
  readonly code: string;
  /** The value it is about, shortened. */
  readonly message: string;
  readonly line: string;
}

export async function insertErrors(tx: Tx, workspace: string, id: string, rows: readonly RowError[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into import_error (workspace_id, import_id, row_number, field, code, message, line)
    select ${workspace}, ${id}, row_number, field, code, message, line from json_to_recordset(${JSON.stringify(rows)}::json)
      as i(row_number bigint, field text, code text, message text, line text)
    on conflict (workspace_id, import_id, row_number, field) do nothing`.execute(tx);
}

export async function deleteErrors(tx: Tx, workspace: string, id: string): Promise<void> {
  await sql`delete from import_error where workspace_id = ${workspace} and import_id = ${id}`.execute(tx);
}

export async function findErrors(tx: Tx, workspace: string, id: string, most: number): Promise<RowError[]> {
  const { rows } = await sql<RowError>`select row_number, field, code, message, line from import_error
    where workspace_id = ${workspace} and import_id = ${id} order by row_number, field limit ${most}`.execute(tx);
  return rows;
}
