import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from './store-scope.ts';

export interface SearchQuery {
  /** LIKE patterns over `search` (search.ts); all must hold. */
  readonly patterns: readonly string[];
  readonly tag: string | null;
  readonly owner: string | null;
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

export interface Hit {
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly city: string | null;
  readonly owner_id: string | null;
  readonly team_id: string | null;
  readonly created_at: Date;
}

/** Beyond this many matches the answer does not count further. */
export const MOST_COUNTED = 10_000;

function matching(ctx: Context, query: SearchQuery): RawBuilder<unknown> {
  const { patterns, tag, owner } = query;
  const parts = [sql`c.workspace_id = ${ctx.workspace.id} ${inScope(ctx, 'c')}`];
  for (const pattern of patterns) parts.push(sql`and c.search like ${pattern}`);
  if (owner !== null) parts.push(sql`and c.owner_id = ${owner}`);
  if (tag !== null) {
    parts.push(sql`and exists (select 1 from customer_tag t
      where t.workspace_id = ${ctx.workspace.id} and t.customer_id = c.customer_id and t.tag = ${tag})`);
  }
  return sql.join(parts, sql` `);
}

/** How many match, at most MOST_COUNTED + 1: the count never reads more of the table than that. */
export async function countHits(tx: Tx, ctx: Context, query: SearchQuery): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (
    select 1 from customer c where ${matching(ctx, query)} limit ${MOST_COUNTED + 1}) hit`.execute(tx);
  return rows[0]?.n ?? 0;
}

/**
 * A page, newest first. Few matches are all fetched by the trigram index and sorted; of many, the newest are soon met walking by time.
 * The planner guesses the number of matches of a pattern badly, so which way is said here: `few` fences the matching off.
 */
export async function findHits(tx: Tx, ctx: Context, query: SearchQuery, few: boolean): Promise<Hit[]> {
  const { after, limit } = query;
  const from = sql`select c.customer_id, c.external_id, c.name, c.phone, c.email, c.city, c.owner_id, c.team_id, c.created_at
    from customer c where ${matching(ctx, query)}`;
  const beyond = after === null ? sql`true` : sql`(c.created_at, c.customer_id) < (${after.at}, ${after.id})`;
  const order = sql`order by c.created_at desc, c.customer_id desc limit ${limit}`;
  const { rows } = await (few
    ? sql<Hit>`with hit as materialized (${from}) select * from hit c where ${beyond} ${order}`
    : sql<Hit>`${from} and ${beyond} ${order}`
  ).execute(tx);
  return rows;
}

export async function findTagsOf(
  tx: Tx,
  workspace: string,
  ids: readonly string[],
): Promise<{ customer_id: string; tag: string }[]> {
  const { rows } = await sql<{ customer_id: string; tag: string }>`select customer_id, tag from customer_tag
    where workspace_id = ${workspace} and customer_id = any(${ids}::text[]) order by tagged_at, tag`.execute(tx);
  return rows;
}
