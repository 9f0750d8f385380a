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

export interface Found {
  /** Newest first; one more than asked for when there are more. */
  readonly hits: readonly Hit[];
  /** null: more than MOST_COUNTED. */
  readonly total: number | null;
}

/**
 * Few matches are all fetched by the trigram index (0002-search.ts), counted and sorted; of many, the newest are soon met walking by
 * time. Which way is found out here, not left to the planner's guess: the first query stops at MOST_COUNTED.
 */
export async function search(tx: Tx, ctx: Context, query: SearchQuery): Promise<Found> {
  if (query.patterns.length > 0) {
    const found = await searchFew(tx, ctx, query);
    return found.total === null ? { hits: await walk(tx, ctx, query), total: null } : found;
  }
  const { rows } = await sql<{ n: number }>`select count(*) as n from (
    select 1 from customer c where ${matching(ctx, query)} limit ${MOST_COUNTED + 1}) hit`.execute(tx);
  const n = rows[0]?.n ?? 0;
  return { hits: n === 0 ? [] : await walk(tx, ctx, query), total: n > MOST_COUNTED ? null : n };
}

const columns = sql.raw(
  'c.customer_id, c.external_id, c.name, c.phone, c.email, c.city, c.owner_id, c.team_id, c.created_at',
);

/** `and ...` of the page after a place, in its order. */
function page({ after, limit }: SearchQuery): RawBuilder<unknown> {
  const beyond = after === null ? sql`true` : sql`(c.created_at, c.customer_id) < (${after.at}, ${after.id})`;
  return sql`${beyond} order by c.created_at desc, c.customer_id desc limit ${limit}`;
}

async function searchFew(tx: Tx, ctx: Context, query: SearchQuery): Promise<Found> {
  const { rows } = await sql<Hit & { n: number; looked: number }>`
    with looked as materialized (
      select customer_id from huixiang_find_customers(${query.patterns}::text[], ${MOST_COUNTED + 1}) as f(customer_id)
    ), hit as materialized (
      select ${columns} from looked f join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = f.customer_id
      where ${matching(ctx, { ...query, patterns: [] })}
    ), counted as (
      select (select count(*) from looked) as looked, (select count(*) from hit) as n
    )
    select counted.looked, counted.n, shown.*
    from counted left join lateral (select * from hit c where ${page(query)}) shown on true`.execute(tx);
  const first = rows[0];
  if (!first || first.looked > MOST_COUNTED) return { hits: [], total: null };
  return { hits: rows.filter((row) => row.customer_id !== null), total: first.n };
}

async function walk(tx: Tx, ctx: Context, query: SearchQuery): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select ${columns} from customer c where ${matching(ctx, query)} and ${page(query)}`.execute(tx);
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
