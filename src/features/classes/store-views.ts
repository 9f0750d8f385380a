import { sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { ClassRow } from './store.ts';

export interface FlowRow {
  /** YYYY-MM-DD, or YYYY-MM when summed by month. */
  readonly period: string;
  readonly from_class: string;
  readonly to_class: string;
  readonly n: number;
}

/** Moves by month and pair of classes, from the counts by day. */
export async function flowsByMonth(tx: Tx, workspace: string): Promise<FlowRow[]> {
  const { rows } =
    await sql<FlowRow>`select substr(day, 1, 7) as period, from_class, to_class, sum(n)::int as n from class_flow
    where workspace_id = ${workspace} group by substr(day, 1, 7), from_class, to_class order by 1, 2, 3`.execute(tx);
  return rows;
}

/** Moves on and after a day. */
export async function flowsSince(tx: Tx, workspace: string, day: string): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`select '' as period, from_class, to_class, sum(n)::int as n from class_flow
    where workspace_id = ${workspace} and day >= ${day} group by from_class, to_class order by from_class, to_class`.execute(
    tx,
  );
  return rows;
}

export interface PairRow {
  readonly from_class: string | null;
  readonly to_class: string | null;
  readonly n: number;
}

/** Of everybody who moved in the period: where she was before it, and where at its end. From the moves of the period alone. */
export async function pairsBetween(tx: Tx, workspace: string, from: Date, to: Date): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    select from_class, to_class, count(*)::int as n from (
      select customer_id, (array_agg(from_class order by moved_at, move_id))[1] as from_class,
        (array_agg(to_class order by moved_at desc, move_id desc))[1] as to_class
      from class_move where workspace_id = ${workspace} and moved_at >= ${from} and moved_at < ${to} group by customer_id
    ) k group by from_class, to_class order by from_class, to_class`.execute(tx);
  return rows;
}

export interface MemberRow extends ClassRow {
  readonly external_id: string;
  readonly name: string | null;
  readonly phone: string | null;
}

const COLUMNS =
  sql.raw(`k.customer_id, k.class, k.cell, k.since, k.csat::float8 as csat, k.csat_at, k.nps::float8 as nps, k.nps_at,
  k.intent::float8 as intent, k.intent_at, k.stale_at, k.matrix, k.intent_prior::float8 as intent_prior`);

/** Customers the caller may see, by id. */
export async function findMembers(
  tx: Tx,
  ctx: Context,
  filter: { key?: string | undefined; cell?: string | undefined; after: string; limit: number },
): Promise<MemberRow[]> {
  const { key, cell, after, limit } = filter;
  const { rows } = await sql<MemberRow>`
    select ${COLUMNS}, c.external_id, c.name, c.phone
    from customer_class k join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = k.customer_id
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id > ${after} and k.class is not null
      ${key === undefined ? sql`` : sql`and k.class = ${key}`} ${cell === undefined ? sql`` : sql`and k.cell = ${cell}`}
      ${inScope(ctx, 'c')}
    order by k.customer_id limit ${limit}`.execute(tx);
  return rows;
}

/** Classes of those of the customers that the caller may see. */
export async function classesOf(tx: Tx, ctx: Context, ids: readonly string[]) {
  const { rows } = await sql<{ customer_id: string; class: string }>`
    select k.customer_id, k.class
    from customer_class k join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = k.customer_id
    where k.workspace_id = ${ctx.workspace.id} and k.customer_id = any(${[...ids]}::text[]) and k.class is not null
      ${inScope(ctx, 'c')}
    order by k.customer_id`.execute(tx);
  return rows;
}

export interface PastMove {
  readonly moved_at: Date;
  readonly from_class: string | null;
  readonly to_class: string | null;
  readonly cause: string;
  readonly csat: number | null;
  readonly nps: number | null;
  readonly intent: number | null;
  readonly matrix: number;
}

/** Newest first. */
export async function movesOf(tx: Tx, workspace: string, customer: string, limit: number): Promise<PastMove[]> {
  const { rows } = await sql<PastMove>`
    select moved_at, from_class, to_class, cause, csat::float8 as csat, nps::float8 as nps, intent::float8 as intent, matrix
    from class_move where workspace_id = ${workspace} and customer_id = ${customer}
    order by moved_at desc, move_id desc limit ${limit}`.execute(tx);
  return rows;
}
