/** Readings of answers over any days and for one team, by score: of the built-in metrics and of a company's own. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { loadReasons } from '../feedback/index.ts';
import type { GoalPart, GoalRange, PartBy, ScoreCount } from '../metrics/index.ts';
import { customersOfTeam, dayOf, keyBy, ofPlaybook, TASK_SCRIPT } from './store-parts.ts';

/** What can be changed most directly stands first: there a cause is looked for first. */
export const BY = ['script', 'playbook', 'channel', 'reason', 'person', 'day'] as const satisfies readonly PartBy[];

/** Whose readings: an own metric's belong to a version of its definition. */
export type Read =
  | { readonly of: 'built-in'; readonly metric: string }
  | { readonly of: 'own'; readonly metric: string; readonly version: number };

interface Row extends ScoreCount {
  readonly key: string;
}

/** The reason an answer names most strongly among what it complains of. */
const REASON = (workspace: string) => sql`(
  select q.code from insight i join insight_reason q on q.workspace_id = ${workspace} and q.insight_id = i.insight_id
  where i.workspace_id = ${workspace} and i.source = 'response' and i.source_id = r.response_id and q.polarity = 'negative'
  order by q.score, q.code limit 1)`;

function from(read: Read): RawBuilder<unknown> {
  return read.of === 'own' ? sql`own_reading r` : sql`metric_reading r`;
}

export async function scoresOf(tx: Tx, ctx: Context, read: Read, range: GoalRange, by: PartBy | null): Promise<Row[]> {
  const { id: workspace } = ctx.workspace;
  const keys = {
    playbook: sql`r.playbook`,
    channel: sql`r.channel`,
    day: dayOf(ctx, 'r.answered_at'),
    person: sql`t.assignee_id`,
    script: TASK_SCRIPT,
    reason: REASON(workspace),
  };
  const task =
    by === 'person' || by === 'script'
      ? sql`left join task t on t.workspace_id = ${workspace} and t.customer_id = r.customer_id and t.response_id = r.response_id`
      : sql``;
  const version = read.of === 'own' ? sql`and r.version = ${read.version}` : sql``;
  const { rows } = await sql<Row>`
    select key, score, count(*)::int as n from (
      select ${keyBy(keys, by)} as key, r.score::float8 as score from ${from(read)} ${task}
      where r.workspace_id = ${workspace} and r.metric = ${read.metric} ${version} and r.dimension = '' and r.counts
        and r.answered_at >= ${range.from} and r.answered_at < ${range.to}
        ${ofPlaybook(range, 'r.playbook')} ${customersOfTeam(ctx, range, 'r.customer_id')}) reading
    group by key, score order by key, score`.execute(tx);
  return rows;
}

/** Each part with what its scores come to. */
export async function partsOf(
  tx: Tx,
  ctx: Context,
  read: Read,
  range: GoalRange,
  by: PartBy,
  valueOf: (scores: readonly ScoreCount[]) => number,
): Promise<GoalPart[]> {
  const groups = new Map<string, Row[]>();
  for (const row of await scoresOf(tx, ctx, read, range, by))
    groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
  const names = by === 'reason' ? new Map((await loadReasons(tx, ctx)).map(({ code, label }) => [code, label])) : null;
  return [...groups].map(([key, rows]) => {
    const name = names?.get(key);
    const part = { key, value: valueOf(rows), n: rows.reduce((sum, row) => sum + row.n, 0) };
    return name ? { ...part, name } : part;
  });
}
