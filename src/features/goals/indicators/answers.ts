/** Satisfaction, recommendation, intent and a company's own metrics, over any days and for one team. */
import { sql } from 'kysely';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { loadReasons } from '../../feedback/index.ts';
import {
  estimate,
  type GoalFigure,
  type GoalIndicator,
  type GoalIndicators,
  type GoalPart,
  type GoalRange,
  LEAST_ANSWERS,
  metricsOf,
  type PartBy,
  type ScoreCount,
  versionFor,
} from '../../metrics/index.ts';
import { customersOfTeam, dayOf, keyBy, ofPlaybook, TASK_SCRIPT } from '../store-parts.ts';

type Metric = Awaited<ReturnType<typeof metricsOf>>[number];

const BY = ['playbook', 'script', 'channel', 'person', 'reason', 'day'] as const satisfies readonly PartBy[];

interface Row extends ScoreCount {
  readonly key: string;
}

/** The reason an answer names most strongly among what it complains of. */
const REASON = (workspace: string) => sql`(
  select q.code from insight i join insight_reason q on q.workspace_id = ${workspace} and q.insight_id = i.insight_id
  where i.workspace_id = ${workspace} and i.source = 'response' and i.source_id = r.response_id and q.polarity = 'negative'
  order by q.score, q.code limit 1)`;

async function scores(tx: Tx, ctx: Context, metric: string, range: GoalRange, by: PartBy | null): Promise<Row[]> {
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
  const { rows } = await sql<Row>`
    select key, score, count(*)::int as n from (
      select ${keyBy(keys, by)} as key, r.score::float8 as score from metric_reading r ${task}
      where r.workspace_id = ${workspace} and r.metric = ${metric} and r.dimension = '' and r.counts
        and r.answered_at >= ${range.from} and r.answered_at < ${range.to}
        ${ofPlaybook(range, 'r.playbook')} ${customersOfTeam(ctx, range, 'r.customer_id')}) reading
    group by key, score order by key, score`.execute(tx);
  return rows;
}

function indicatorOf(metric: Metric): GoalIndicator {
  const newest = metric.versions[0]?.definition;
  const definitionAt = (ctx: Context, to: Date) => {
    const day = zoneCalendar(ctx.workspace.zone).dateOf(to.getTime() - 1);
    return versionFor(ctx, metric, day.slice(0, 7)).definition;
  };
  return {
    key: `metrics.${metric.metric}`,
    name: metric.name,
    definition: {
      zh: '期内的答卷，每位客户、每个方案、每月取最后一份；团队按客户的归属。少于 30 份没有数值。',
      en: 'Answers of the period, the latest of each customer, playbook and month; a team counts its own customers. No figure with fewer than 30.',
    },
    unit: newest?.kind === 'nps' ? 'points' : 'share',
    direction: 'higher',
    least: LEAST_ANSWERS,
    by: BY,
    async figure(tx, ctx, range): Promise<GoalFigure | null> {
      const counts = await scores(tx, ctx, metric.metric, range, null);
      const n = counts.reduce((sum, row) => sum + row.n, 0);
      if (n < LEAST_ANSWERS) return null;
      const { value, ci } = estimate(definitionAt(ctx, range.to), counts);
      return { value, n, low: ci[0], high: ci[1] };
    },
    async parts(tx, ctx, range, by): Promise<GoalPart[]> {
      const definition = definitionAt(ctx, range.to);
      const groups = new Map<string, Row[]>();
      for (const row of await scores(tx, ctx, metric.metric, range, by)) {
        groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
      }
      const names =
        by === 'reason' ? new Map((await loadReasons(tx, ctx)).map(({ code, label }) => [code, label])) : null;
      return [...groups].map(([key, rows]) => {
        const name = names?.get(key);
        const part = { key, value: estimate(definition, rows).value, n: rows.reduce((sum, row) => sum + row.n, 0) };
        return name ? { ...part, name } : part;
      });
    },
  };
}

export const answers: GoalIndicators = {
  list: async (tx, ctx) => (await metricsOf(tx, ctx)).map(indicatorOf),
};
