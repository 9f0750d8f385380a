/** The face of metrics: figures and trends, and the slot that tells who was asked. */
export { type AskedCounts, askedCounts, type AskedFilter, askedOf } from './asked.ts';
export { type Figure, LEAST_ANSWERS, type MetricDefinition, type Point, type ResponseRate } from './contract.ts';
export { countWhere, decideFigure, decideRate, estimate, type ScoreCount } from './decide.ts';
export { readingsTaken } from './events.ts';
export { figureOf, type FigureInput, trendOf } from './figures.ts';
export { metricsOf, requireMetric, versionFor } from './versions.ts';
