import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** Locks the customers that are there, in one order, so that of two computations of one customer one sees the other. */
export async function lockCustomers(tx: Tx, workspace: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`select customer_id from customer
    where workspace_id = ${workspace} and customer_id = any(${[...new Set(ids)].sort()}::text[])
    order by customer_id for no key update`.execute(tx);
  return rows.map((row) => row.customer_id);
}

export interface LatestRow {
  readonly customer_id: string;
  readonly metric: 'csat' | 'nps' | 'intent';
  readonly score: number;
  readonly answered_at: Date;
}

/** The latest whole answer of each customer to each of the three questions. */
export async function latestReadings(tx: Tx, workspace: string, ids: readonly string[]): Promise<LatestRow[]> {
  const { rows } = await sql<LatestRow>`
    select distinct on (customer_id, metric) customer_id, metric, score::float8 as score, answered_at from metric_reading
    where workspace_id = ${workspace} and customer_id = any(${[...ids]}::text[]) and dimension = ''
      and metric in ('csat', 'nps', 'intent')
    order by customer_id, metric, answered_at desc, response_id desc`.execute(tx);
  return rows;
}

export interface ClassRow {
  readonly customer_id: string;
  readonly class: string | null;
  readonly cell: string;
  readonly since: Date;
  readonly csat: number | null;
  readonly csat_at: Date | null;
  readonly nps: number | null;
  readonly nps_at: Date | null;
  readonly intent: number | null;
  readonly intent_at: Date | null;
  readonly stale_at: Date | null;
  readonly matrix: number;
  readonly intent_prior: number | null;
}

const shape =
  sql.raw(`customer_id text, class text, cell text, since timestamptz, csat numeric, csat_at timestamptz, nps numeric,
  nps_at timestamptz, intent numeric, intent_at timestamptz, stale_at timestamptz, matrix integer, intent_prior numeric`);

const COLUMNS = sql.raw(`customer_id, class, cell, since, csat::float8 as csat, csat_at, nps::float8 as nps, nps_at,
  intent::float8 as intent, intent_at, stale_at, matrix, intent_prior::float8 as intent_prior`);

export async function findClasses(tx: Tx, workspace: string, ids: readonly string[]): Promise<ClassRow[]> {
  const { rows } = await sql<ClassRow>`select ${COLUMNS} from customer_class
    where workspace_id = ${workspace} and customer_id = any(${[...ids]}::text[]) order by customer_id`.execute(tx);
  return rows;
}

export async function saveClasses(tx: Tx, workspace: string, rows: readonly ClassRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into customer_class (workspace_id, customer_id, class, cell, since, csat, csat_at, nps, nps_at, intent, intent_at,
      stale_at, matrix, intent_prior)
    select ${workspace}, customer_id, class, cell, since, csat, csat_at, nps, nps_at, intent, intent_at, stale_at, matrix, intent_prior
    from json_to_recordset(${JSON.stringify(rows)}::json) as i(${shape}) order by customer_id
    on conflict (workspace_id, customer_id) do update set class = excluded.class, cell = excluded.cell, since = excluded.since,
      csat = excluded.csat, csat_at = excluded.csat_at, nps = excluded.nps, nps_at = excluded.nps_at, intent = excluded.intent,
      intent_at = excluded.intent_at, stale_at = excluded.stale_at, matrix = excluded.matrix,
      intent_prior = excluded.intent_prior`.execute(tx);
}

export interface MoveRow {
  readonly move_id: string;
  readonly customer_id: string;
  readonly moved_at: Date;
  readonly from_class: string | null;
  readonly to_class: string | null;
  readonly cell: string;
  readonly csat: number | null;
  readonly nps: number | null;
  readonly intent: number | null;
  readonly matrix: number;
  readonly cause: string;
}

const moveShape =
  sql.raw(`move_id text, customer_id text, moved_at timestamptz, from_class text, to_class text, cell text, csat numeric,
  nps numeric, intent numeric, matrix integer, cause text`);

/** Keeps the moves and counts them under the day of the workspace. */
export async function insertMoves(tx: Tx, workspace: string, day: string, rows: readonly MoveRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into class_move (workspace_id, move_id, customer_id, moved_at, from_class, to_class, cell, csat, nps, intent, matrix, cause)
    select ${workspace}, move_id, customer_id, moved_at, from_class, to_class, cell, csat, nps, intent, matrix, cause
    from json_to_recordset(${JSON.stringify(rows)}::json) as i(${moveShape}) order by move_id
    on conflict (workspace_id, move_id) do nothing`.execute(tx);
  const counts = new Map<string, { day: string; from_class: string; to_class: string; n: number }>();
  for (const { from_class: from, to_class: to } of rows) {
    const key = `${from ?? ''} ${to ?? ''}`;
    const n = (counts.get(key)?.n ?? 0) + 1;
    counts.set(key, { day, from_class: from ?? '', to_class: to ?? '', n });
  }
  await sql`insert into class_flow as f (workspace_id, day, from_class, to_class, n)
    select ${workspace}, day, from_class, to_class, n
    from json_to_recordset(${JSON.stringify([...counts.values()])}::json) as i(day text, from_class text, to_class text, n integer)
    order by day, from_class, to_class
    on conflict (workspace_id, day, from_class, to_class) do update set n = f.n + excluded.n`.execute(tx);
}

/** Whose oldest used answer is too old by now. Not locked here: everybody locks customers first. */
export async function findStale(tx: Tx, workspace: string, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`select customer_id from customer_class
    where workspace_id = ${workspace} and stale_at <= ${now} order by stale_at, customer_id limit ${limit}`.execute(tx);
  return rows.map((row) => row.customer_id);
}
