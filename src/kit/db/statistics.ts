/** What the database's planner knows of tables. Names of tables come from the program, never from input. */
import type pg from 'pg';

/** Fresh statistics, for what follows at once on many new rows and cannot wait until autovacuum comes by. */
export async function analyzeTables(owner: pg.Pool, tables: readonly string[]): Promise<void> {
  for (const table of tables) await owner.query(`analyze ${table}`);
}

/** A table smaller than this is read whole whatever the planner believes. */
const SMALL = 1000;

/**
 * The same for those tables that changed by half or more since somebody counted them; autovacuum comes by once a minute. A look at the counters costs
 * less than a millisecond. What another process is counting already is passed over.
 */
export async function analyzeOutdated(owner: pg.Pool, tables: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ relname: string }>(
    `select relname from pg_stat_user_tables
     where relname = any($1) and n_mod_since_analyze > greatest($2, n_live_tup / 2)`,
    [tables, SMALL],
  );
  for (const { relname } of rows) await owner.query(`analyze (skip_locked) ${relname}`);
}
