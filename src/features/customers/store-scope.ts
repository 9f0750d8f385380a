import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';

/** `and ...` that leaves the customers the caller may see; `alias` names the customer table in the query. */
export function inScope(ctx: Context, alias: string): RawBuilder<unknown> {
  const { kind, memberId, teamIds } = ctx.scope;
  if (kind === 'all') return sql``;
  const owner = sql.ref(`${alias}.owner_id`);
  const own = memberId === null ? sql`false` : sql`${owner} = ${memberId}`;
  if (kind === 'own') return sql`and ${own}`;
  return sql`and (${own} or ${sql.ref(`${alias}.team_id`)} = any(${teamIds}::text[]))`;
}
