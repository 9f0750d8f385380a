/** Satisfaction, recommendation and intent, over any days and for one team. */
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import {
  estimate,
  type GoalFigure,
  type GoalIndicator,
  type GoalIndicators,
  LEAST_ANSWERS,
  metricsOf,
  versionFor,
} from '../../metrics/index.ts';
import { BY, partsOf, type Read, scoresOf } from '../store-readings.ts';

type Metric = Awaited<ReturnType<typeof metricsOf>>[number];

function indicatorOf(metric: Metric): GoalIndicator {
  const newest = metric.versions[0]?.definition;
  const read: Read = { of: 'built-in', metric: metric.metric };
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
      const counts = await scoresOf(tx, ctx, read, range, null);
      const n = counts.reduce((sum, row) => sum + row.n, 0);
      if (n < LEAST_ANSWERS) return null;
      const { value, ci } = estimate(definitionAt(ctx, range.to), counts);
      return { value, n, low: ci[0], high: ci[1] };
    },
    parts(tx, ctx, range, by) {
      const definition = definitionAt(ctx, range.to);
      return partsOf(tx, ctx, read, range, by, (scores) => estimate(definition, scores).value);
    },
  };
}

export const answers: GoalIndicators = {
  list: async (tx, ctx) => (await metricsOf(tx, ctx)).map(indicatorOf),
};
