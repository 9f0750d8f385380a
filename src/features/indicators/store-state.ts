/** How far the sums have come, and what the indicators mean here. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface StateRow {
  readonly tasks_until: Date | null;
  readonly dirty_from: string | null;
  readonly dirty_count: number;
  readonly days_until: string | null;
  readonly refreshed_at: Date;
}

/** Locked, so that two refreshes do not write the same days at once. */
export async function findState(tx: Tx, workspace: string, lock: boolean): Promise<StateRow | null> {
  const found = await sql<StateRow>`
    select s.tasks_until, s.dirty_from, s.dirty_count, s.days_until, s.refreshed_at from indicator_state s
    where s.workspace_id = ${workspace} ${lock ? sql`for update` : sql``}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function saveState(tx: Tx, workspace: string, state: StateRow): Promise<void> {
  await sql`
    insert into indicator_state (workspace_id, tasks_until, dirty_from, dirty_count, days_until, refreshed_at)
    values (${workspace}, ${state.tasks_until}, ${state.dirty_from}::date, ${state.dirty_count}, ${state.days_until}::date, ${state.refreshed_at})
    on conflict (workspace_id) do update set tasks_until = excluded.tasks_until, dirty_from = excluded.dirty_from,
      dirty_count = excluded.dirty_count, days_until = excluded.days_until, refreshed_at = excluded.refreshed_at`.execute(
    tx,
  );
}

/** From this day on the sums of orders and contracts no longer hold. Nothing to note while nothing was ever summed. */
export async function noteDirty(tx: Tx, workspace: string, day: string): Promise<void> {
  await sql`
    update indicator_state set dirty_from = least(dirty_from, ${day}::date), dirty_count = dirty_count + 1
    where workspace_id = ${workspace}`.execute(tx);
}

/** The day of the first thing there is to sum. */
export async function firstDay(tx: Tx, workspace: string, zone: string): Promise<string | null> {
  const found = await sql<{ day: string | null }>`
    select least(
      (select min(o.ordered_at at time zone ${zone})::date from customer_order o where o.workspace_id = ${workspace}),
      (select min(o.ends_on) from contract o where o.workspace_id = ${workspace}),
      (select min(e.entered_at at time zone ${zone})::date from enrolment e where e.workspace_id = ${workspace}),
      (select min(r.completed_at at time zone ${zone})::date from response r where r.workspace_id = ${workspace})) as day`.execute(
    tx,
  );
  return found.rows[0]?.day ?? null;
}

/** Contracts have no event of their own: the first day that those recorded since then say something about. */
export async function firstContractDay(tx: Tx, workspace: string, since: Date): Promise<string | null> {
  const found = await sql<{ day: string | null }>`
    select min(least(o.starts_on, o.ends_on)) as day from contract o where o.workspace_id = ${workspace} and o.created_at >= ${since}`.execute(
    tx,
  );
  return found.rows[0]?.day ?? null;
}

export interface DefinitionRow {
  readonly indicator: string;
  readonly version: number;
  readonly params: Record<string, unknown>;
  readonly changed_by: string;
  readonly changed_at: Date;
}

export async function listDefinitions(tx: Tx, workspace: string): Promise<DefinitionRow[]> {
  const found = await sql<DefinitionRow>`
    select d.indicator, d.version, d.params, d.changed_by, d.changed_at from indicator_definition d
    where d.workspace_id = ${workspace} order by d.indicator, d.version desc`.execute(tx);
  return found.rows;
}

export async function insertDefinition(tx: Tx, workspace: string, row: DefinitionRow): Promise<void> {
  await sql`
    insert into indicator_definition (workspace_id, indicator, version, params, changed_by, changed_at)
    values (${workspace}, ${row.indicator}, ${row.version}, ${JSON.stringify(row.params)}, ${row.changed_by}, ${row.changed_at})`.execute(
    tx,
  );
}
