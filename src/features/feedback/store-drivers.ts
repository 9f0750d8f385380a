import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { ScoreBand } from '../metrics/index.ts';
import type { Period } from './store-lists.ts';

export type Side = 'low' | 'high';

export type Sides = Readonly<Record<Side, readonly ScoreBand[]>>;

/** Whose scores: of a metric of the company's own by the version that gives its figures. */
export interface Scores {
  readonly metric: string;
  readonly version: number | null;
  readonly sides: Sides;
}

export interface DriverFilter {
  readonly scores: Scores;
  readonly period: Period;
}

/** The side of a reading's score; null between the two. */
export function sideOf({ low, high }: Sides, alias: string): RawBuilder<Side | null> {
  const score = sql.ref(`${alias}.score`);
  const within = (bands: readonly ScoreBand[]) =>
    sql.join(
      bands.map(({ from, to }) => sql`${score} between ${from} and ${to}`),
      sql` or `,
    );
  return sql<Side | null>`case when ${within(low)} then 'low' when ${within(high)} then 'high' end`;
}

/** `from ... m where` the readings of these scores as a whole. */
export function readingsOf(workspace: string, { metric, version }: Scores): RawBuilder<unknown> {
  const from = version === null ? sql`metric_reading m` : sql`own_reading m`;
  const of = version === null ? sql`` : sql`and m.version = ${version}`;
  return sql`from ${from} where m.workspace_id = ${workspace} and m.metric = ${metric} ${of} and m.dimension = ''`;
}

/** Each customer once, by her latest response of the period that has words in it. */
function latest(ctx: Context, { scores, period }: DriverFilter): RawBuilder<unknown> {
  const workspace = ctx.workspace.id;
  const { from, to, playbook } = period;
  const of = playbook === undefined ? sql`` : sql`and m.playbook = ${playbook}`;
  return sql`
    select distinct on (m.customer_id) m.customer_id, m.response_id, ${sideOf(scores.sides, 'm')} as side
    from (select m.* ${readingsOf(workspace, scores)} and m.answered_at >= ${from} and m.answered_at < ${to} ${of}) m
    join customer c on c.workspace_id = ${workspace} and c.customer_id = m.customer_id
    where true ${inScope(ctx, 'c')}
      and exists (select 1 from insight i
        where i.workspace_id = ${workspace} and i.source = 'response' and i.source_id = m.response_id)
    order by m.customer_id, m.answered_at desc, m.response_id`;
}

export async function countSides(tx: Tx, ctx: Context, filter: DriverFilter): Promise<Readonly<Record<Side, number>>> {
  const found = await sql<Record<Side, number>>`
    select (count(*) filter (where l.side = 'low'))::int as low, (count(*) filter (where l.side = 'high'))::int as high
    from (${latest(ctx, filter)}) l`.execute(tx);
  return found.rows[0] ?? { low: 0, high: 0 };
}

/** How many customers of each side complain of what. */
export async function countReasonsBySide(
  tx: Tx,
  ctx: Context,
  filter: DriverFilter,
): Promise<{ code: string; side: Side; customers: number }[]> {
  const workspace = ctx.workspace.id;
  const found = await sql<{ code: string; side: Side; customers: number }>`
    select r.code, l.side, count(distinct l.customer_id)::int as customers
    from (${latest(ctx, filter)}) l
    join insight i on i.workspace_id = ${workspace} and i.source = 'response' and i.source_id = l.response_id
    join insight_reason r on r.workspace_id = ${workspace} and r.insight_id = i.insight_id and r.polarity = 'negative'
    where l.side is not null group by r.code, l.side order by r.code, l.side`.execute(tx);
  return found.rows;
}
