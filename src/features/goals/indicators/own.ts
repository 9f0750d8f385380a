/** Metrics of the company's own, over any days and for one team. */
import type { Words } from '../../../engine/words.ts';
import {
  decideOwnFigure,
  type GoalFigure,
  type GoalIndicator,
  type GoalIndicators,
  type GoalUnit,
  ownDirection,
  type OwnInForce,
  ownInForce,
  type PartBy,
} from '../../metrics/index.ts';
import { BY, partsOf, type Read, scoresOf } from '../store-readings.ts';

const UNITS = {
  mean: 'score',
  median: 'score',
  top: 'share',
  yes: 'share',
  net: 'points',
} as const satisfies Record<OwnInForce['definition']['formula']['kind'], GoalUnit>;

/** A median is no sum of parts. */
const NO_PARTS: readonly PartBy[] = [];

function definitionOf({ version, definition: { least, period } }: OwnInForce): Words {
  return {
    zh: `自定义指标第 ${version} 版。期内的答卷，每位客户每${period === 'month' ? '月' : '季度'}取最后一份；团队按客户的归属。少于 ${least} 份没有数值。改了定义以后，全部历史按新的一版读完才换过来，读完之前仍按这一版。`,
    en: `A metric of your own, version ${version}. Answers of the period, the latest of each customer and ${period}; a team counts its own customers. No figure with fewer than ${least}. A new definition takes over once all history is read by it; until then this version holds.`,
  };
}

function indicatorOf(own: OwnInForce): GoalIndicator {
  const { metric, version, name, definition } = own;
  const { formula, scale, least } = definition;
  const read: Read = { of: 'own', metric, version };
  const unit = UNITS[formula.kind];
  return {
    key: `own.${metric}`,
    name,
    definition: definitionOf(own),
    unit,
    ...(unit === 'score' ? { range: [scale.low, scale.high] as const } : {}),
    direction: ownDirection(definition),
    least,
    by: formula.kind === 'median' ? NO_PARTS : BY,
    async figure(tx, ctx, range): Promise<GoalFigure | null> {
      const counts = await scoresOf(tx, ctx, read, range, null);
      const { value, ci, n } = decideOwnFigure(definition, counts);
      return value === null || ci === null ? null : { value, n, low: ci[0], high: ci[1] };
    },
    parts: (tx, ctx, range, by) =>
      // Of a part every answer counts, however few there are.
      partsOf(tx, ctx, read, range, by, (scores) => decideOwnFigure({ ...definition, least: 1 }, scores).value ?? 0),
  };
}

export const ownMetricGoals: GoalIndicators = {
  list: async (tx, ctx) => (await ownInForce(tx, ctx)).map(indicatorOf),
};
