/** SQL that the indicators share: whose customers and tasks a team's are, days, keys of parts. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { GoalRange, PartBy } from '../metrics/index.ts';

/** `and ...`: the customer of a column belongs to the team, or to somebody in it. */
export function customersOfTeam(ctx: Context, { team }: GoalRange, customer: string): RawBuilder<unknown> {
  if (team === undefined) return sql``;
  const workspace = ctx.workspace.id;
  return sql`and exists (
    select 1 from customer c where c.workspace_id = ${workspace} and c.customer_id = ${sql.ref(customer)} and (c.team_id = ${team} or exists (
      select 1 from team_member tm where tm.workspace_id = ${workspace} and tm.team_id = ${team} and tm.member_id = c.owner_id)))`;
}

/** `and ...` over tasks aliased `t`: the team's, or of somebody in it. */
export function tasksOfTeam(ctx: Context, { team }: GoalRange): RawBuilder<unknown> {
  if (team === undefined) return sql``;
  const workspace = ctx.workspace.id;
  return sql`and (t.team_id = ${team} or exists (
    select 1 from team_member tm where tm.workspace_id = ${workspace} and tm.team_id = ${team} and tm.member_id = t.assignee_id))`;
}

export function ofPlaybook({ playbook }: GoalRange, column: string): RawBuilder<unknown> {
  return playbook === undefined ? sql`` : sql`and ${sql.ref(column)} = ${playbook}`;
}

export function dayOf(ctx: Context, column: string): RawBuilder<string> {
  return sql<string>`to_char((${sql.ref(column)} at time zone ${ctx.workspace.zone})::date, 'YYYY-MM-DD')`;
}

export type Keys = Partial<Record<PartBy, RawBuilder<unknown>>>;

/** The key of a part, or one for all. */
export function keyBy(keys: Keys, by: PartBy | null): RawBuilder<unknown> {
  const key = by === null ? undefined : keys[by];
  return key ? sql`coalesce(${key}, '')` : sql`''`;
}

/** Of a task aliased `t`. */
export const TASK_SCRIPT = sql`case when t.script is null or t.playbook is null then '' else t.playbook || '/' || t.script end`;

export interface ShareRow {
  readonly key: string;
  readonly k: number;
  readonly n: number;
}
