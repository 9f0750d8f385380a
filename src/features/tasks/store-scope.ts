/** Which tasks a person sees. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';

/**
 * `and ...` over tasks aliased `t`. Her own: assigned to her, or hers to answer for, and what lies open for her teams. Her teams': also what
 * belongs to the team or to somebody in it, and what nobody and no team has. That a customer belongs to somebody else does not matter: who
 * has the task sees her in it.
 */
export function tasksInScope(ctx: Context): RawBuilder<unknown> {
  const { kind, memberId, teamIds } = ctx.scope;
  if (kind === 'all') return sql``;
  const me = memberId ?? '';
  const teams = sql`${[...teamIds]}::text[]`;
  const own = sql`t.assignee_id = ${me} or t.escalated_to = ${me} or (t.assignee_id is null and t.team_id = any(${teams}))`;
  if (kind === 'own') return sql`and (${own})`;
  return sql`and (${own} or t.team_id = any(${teams}) or (t.assignee_id is null and t.team_id is null) or exists (
    select 1 from team_member m where m.workspace_id = ${ctx.workspace.id} and m.member_id = t.assignee_id and m.team_id = any(${teams})))`;
}
