import type pg from 'pg';

/**
 * Rows of whole workspaces, for scratch copies. Row-level security shows a transaction one workspace only, so this is the owner's work.
 * Table and column names come from the features' manifests and the catalogue of the database, never from input.
 */
export async function copyRows(owner: pg.Pool, table: string, from: string, into: string): Promise<number> {
  const columns = await columnsOf(owner, table);
  const list = columns.filter((column) => column !== 'workspace_id').join(', ');
  const done = await owner.query(
    `insert into ${table} (workspace_id, ${list}) select $1, ${list} from ${table} where workspace_id = $2`,
    [into, from],
  );
  return done.rowCount ?? 0;
}

export async function columnsOf(owner: pg.Pool | pg.PoolClient, table: string): Promise<string[]> {
  const found = await owner.query<{ column_name: string }>(
    `select quote_ident(column_name) as column_name from information_schema.columns
     where table_schema = current_schema() and table_name = $1 order by ordinal_position`,
    [table],
  );
  return found.rows.map((row) => row.column_name);
}
