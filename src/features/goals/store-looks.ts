/** What was seen on a day, and what was usual when a period began. */
import { sql } from 'kysely';
import type { Reference } from '../../engine/stats/index.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { LookState } from './contract-goal.ts';
import type { Frame } from './decide-look.ts';

export async function findFrame(tx: Tx, workspace: string, goalId: string, start: string): Promise<Frame | null> {
  const { rows } = await sql<{ reference: Reference | null; planned: number }>`
    select reference, planned from goal_frame
    where workspace_id = ${workspace} and goal_id = ${goalId} and period_start = ${start}::date`.execute(tx);
  return rows[0] ?? null;
}

export async function insertFrame(
  tx: Tx,
  workspace: string,
  goalId: string,
  start: string,
  frame: Frame,
): Promise<void> {
  await sql`
    insert into goal_frame (workspace_id, goal_id, period_start, reference, planned)
    values (${workspace}, ${goalId}, ${start}::date, ${frame.reference === null ? null : JSON.stringify(frame.reference)}::jsonb,
      ${frame.planned})
    on conflict (workspace_id, goal_id, period_start) do nothing`.execute(tx);
}

export interface LookRow {
  readonly day: string;
  readonly period_start: string;
  readonly version: number;
  readonly state: LookState;
  readonly value: number | null;
  readonly n: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly band_low: number | null;
  readonly band_high: number | null;
}

export async function insertLook(tx: Tx, workspace: string, goalId: string, look: LookRow, at: Date): Promise<void> {
  await sql`
    insert into goal_look (workspace_id, goal_id, day, period_start, version, state, value, n, low, high, band_low, band_high, looked_at)
    values (${workspace}, ${goalId}, ${look.day}::date, ${look.period_start}::date, ${look.version}::int, ${look.state}, ${look.value},
      ${look.n}, ${look.low}, ${look.high}, ${look.band_low}, ${look.band_high}, ${at})
    on conflict (workspace_id, goal_id, day) do nothing`.execute(tx);
}

const COLUMNS = sql`to_char(day, 'YYYY-MM-DD') as day, to_char(period_start, 'YYYY-MM-DD') as period_start, version, state, value, n, low,
  high, band_low, band_high`;

export async function looksOf(tx: Tx, workspace: string, goalId: string, start: string): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select ${COLUMNS} from goal_look
    where workspace_id = ${workspace} and goal_id = ${goalId} and period_start = ${start}::date order by goal_look.day`.execute(
    tx,
  );
  return rows;
}

/** The last look of each of the latest periods, newest first. */
export async function lastLooks(tx: Tx, workspace: string, goalId: string, count: number): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select ${COLUMNS} from (
      select l.*, row_number() over (partition by l.period_start order by l.day desc) as place from goal_look l
      where l.workspace_id = ${workspace} and l.goal_id = ${goalId}) goal_look
    where place = 1 order by goal_look.period_start desc limit ${count}`.execute(tx);
  return rows;
}
