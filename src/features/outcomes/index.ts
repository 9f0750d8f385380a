/** The face of outcomes: scorecards. */
export type { Scorecard } from './contract.ts';
export { type ScorecardInput, scorecardOf } from './service.ts';
