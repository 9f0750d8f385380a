/** Goals and their versions. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Band, PeriodKind } from './contract-goal.ts';

export interface GoalRow {
  readonly goal_id: string;
  readonly indicator: string;
  /** Empty: the whole company. */
  readonly team_id: string;
  readonly playbook: string;
  readonly period: PeriodKind;
  readonly version: number;
  readonly looked_to: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly archived_at: Date | null;
  readonly target: number;
  readonly band: Band;
  readonly owner_id: string | null;
}

const GOAL = sql`
  select g.goal_id, g.indicator, g.team_id, g.playbook, g.period, g.version, to_char(g.looked_to, 'YYYY-MM-DD') as looked_to, g.created_by,
    g.created_at, g.archived_at, v.target, v.band, v.owner_id
  from goal g join goal_version v on v.workspace_id = g.workspace_id and v.goal_id = g.goal_id and v.version = g.version`;

/** Goals of the company are everybody's who may see goals; a team's are its own people's. */
export function goalsInScope({ scope }: Context, alias: string): RawBuilder<unknown> {
  if (scope.kind === 'all') return sql``;
  const team = sql.ref(`${alias}.team_id`);
  return sql`and (${team} = '' or ${team} = any(${[...scope.teamIds]}::text[]))`;
}

export async function listGoalRows(tx: Tx, ctx: Context, archived: boolean): Promise<GoalRow[]> {
  const { rows } = await sql<GoalRow>`${GOAL}
    where g.workspace_id = ${ctx.workspace.id} and (g.archived_at is not null) = ${archived} ${goalsInScope(ctx, 'g')}
    order by g.team_id, g.created_at, g.goal_id limit 500`.execute(tx);
  return rows;
}

export async function findGoal(tx: Tx, ctx: Context, id: string, lock = false): Promise<GoalRow | null> {
  const { id: workspace } = ctx.workspace;
  // The lock first: who waited for another's change must read the version that change made.
  if (lock) await sql`select 1 from goal where workspace_id = ${workspace} and goal_id = ${id} for update`.execute(tx);
  const { rows } = await sql<GoalRow>`${GOAL}
    where g.workspace_id = ${workspace} and g.goal_id = ${id} ${goalsInScope(ctx, 'g')}`.execute(tx);
  return rows[0] ?? null;
}

export interface NewGoal {
  readonly goalId: string;
  readonly indicator: string;
  readonly team: string;
  readonly playbook: string;
  readonly period: PeriodKind;
  readonly lookedTo: string;
}

/** False when the same goal is there. */
export async function insertGoal(tx: Tx, workspace: string, goal: NewGoal, by: string, at: Date): Promise<boolean> {
  const done = await sql`
    insert into goal (workspace_id, goal_id, indicator, team_id, playbook, period, version, looked_to, created_by, created_at, archived_at)
    values (${workspace}, ${goal.goalId}, ${goal.indicator}, ${goal.team}, ${goal.playbook}, ${goal.period}, 1, ${goal.lookedTo}::date,
      ${by}, ${at}, null)
    on conflict (workspace_id, indicator, team_id, playbook, period) where archived_at is null do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface Plan {
  readonly target: number;
  readonly band: Band;
  readonly owner: string | null;
}

export async function insertVersion(
  tx: Tx,
  workspace: string,
  goalId: string,
  version: number,
  plan: Plan,
  by: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into goal_version (workspace_id, goal_id, version, target, band, owner_id, created_by, created_at)
    values (${workspace}, ${goalId}, ${version}::int, ${plan.target}, ${JSON.stringify(plan.band)}, ${plan.owner}, ${by}, ${at})`.execute(
    tx,
  );
}

export async function setVersion(tx: Tx, workspace: string, goalId: string, version: number): Promise<void> {
  await sql`update goal set version = ${version}::int where workspace_id = ${workspace} and goal_id = ${goalId}`.execute(
    tx,
  );
}

export async function archiveRow(tx: Tx, workspace: string, goalId: string, at: Date): Promise<void> {
  await sql`update goal set archived_at = ${at}
    where workspace_id = ${workspace} and goal_id = ${goalId} and archived_at is null`.execute(tx);
}

export interface VersionRow {
  readonly version: number;
  readonly target: number;
  readonly band: Band;
  readonly owner_id: string | null;
  readonly created_by: string;
  readonly created_at: Date;
}

/** Newest first. */
export async function listVersions(tx: Tx, workspace: string, goalId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select version, target, band, owner_id, created_by, created_at from goal_version
    where workspace_id = ${workspace} and goal_id = ${goalId} order by version desc limit 200`.execute(tx);
  return rows;
}

/** One goal that has not been looked at up to `day`, claimed; null when there is none. */
export async function claimGoal(tx: Tx, workspace: string, day: string): Promise<GoalRow | null> {
  const claimed = await sql<{ goal_id: string }>`
    select goal_id from goal where workspace_id = ${workspace} and archived_at is null and looked_to < ${day}::date
    order by looked_to, goal_id limit 1 for update skip locked`.execute(tx);
  const id = claimed.rows[0]?.goal_id;
  if (id === undefined) return null;
  const { rows } = await sql<GoalRow>`${GOAL} where g.workspace_id = ${workspace} and g.goal_id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

export async function setLooked(tx: Tx, workspace: string, goalId: string, day: string): Promise<void> {
  await sql`update goal set looked_to = ${day}::date where workspace_id = ${workspace} and goal_id = ${goalId}`.execute(
    tx,
  );
}

export async function hasGoals(tx: Tx, workspace: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from goal where workspace_id = ${workspace} and archived_at is null limit 1`.execute(tx);
  return rows.length > 0;
}
