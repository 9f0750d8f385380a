/** The face of metrics: figures and trends, and the slots: who was asked, and what a goal can be set on. */
export {
  type AskedCounts,
  askedCounts,
  type AskedFilter,
  askedOf,
  type Asking,
  type Askings,
  askings,
} from './asked.ts';
export {
  type Figure,
  LEAST_ANSWERS,
  type Metric,
  type MetricDefinition,
  type MetricVersion,
  type Point,
  type ResponseRate,
} from './contract.ts';
export { countWhere, decideFigure, decideRate, estimate, type ScoreCount } from './decide.ts';
export type { GoalFigure, GoalPart, GoalUnit, PartBy } from './contract-goal-indicator.ts';
export {
  type GoalIndicator,
  type GoalIndicators,
  goalIndicator,
  goalIndicatorsOf,
  type GoalRange,
} from './goal-indicator.ts';
export { readingsTaken } from './events.ts';
export { figureOf, type FigureInput, trendOf } from './figures.ts';
export { decideOwnFigure, ownDirection, ownSides, type ScoreBand } from './decide-own-figure.ts';
export { type OwnInForce, ownInForce } from './own-figures.ts';
export { metricsOf, requireMetric, versionFor } from './versions.ts';
export { type Touchpoint, type Touchpoints, touchpoints } from './touchpoints.ts';
