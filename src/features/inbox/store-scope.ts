/** Which conversations a person sees. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';

/**
 * `and ...` over conversations aliased `v` with their customers (left joined) as `c`. Her own: what she answers for, her customers', and unknown
 * senders whom nobody has taken. Her teams': also those of her teams' customers and people, and what nobody has of customers without an owner.
 */
export function conversationsInScope(ctx: Context): RawBuilder<unknown> {
  const { kind, memberId, teamIds } = ctx.scope;
  if (kind === 'all') return sql``;
  const me = memberId ?? '';
  const own = sql`v.assignee_id = ${me} or c.owner_id = ${me} or (v.assignee_id is null and v.customer_id is null)`;
  if (kind === 'own') return sql`and (${own})`;
  const teams = sql`${[...teamIds]}::text[]`;
  return sql`and (${own} or c.team_id = any(${teams})
    or (v.assignee_id is null and c.owner_id is null and c.team_id is null) or exists (
      select 1 from team_member m where m.workspace_id = ${ctx.workspace.id} and m.member_id = v.assignee_id and m.team_id = any(${teams})))`;
}
