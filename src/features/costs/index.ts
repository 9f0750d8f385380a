/** The face of costs. */
export { CAP_MINUTES, CHANNEL_WORDS, CostBody, KIND_WORDS, SHARE_WORDS } from './contract.ts';
export type { ManualCall, Measured, Productivity, QuarterWork, SharedCost } from './contract-measured.ts';
export { quarterOf } from './decide-measure.ts';
export { type DayWork, type PersonDay, productivityOf } from './decide-work.ts';
export { priceOn } from './decide.ts';
export { LEAST_SECONDS } from './decide-work.ts';
export { listCostRows } from './store.ts';
export { addCost } from './service.ts';
export { type CostAnswer, type CostFacts, type CostQuestion, costsOf } from './measure.ts';
export {
  callsSql,
  contactsSql,
  followedSql,
  type OfPlaybook,
  servedSql,
  spreadSql,
  toilSql,
  workSql,
} from './store-facts.ts';
export type { DayContacts } from './decide-measure.ts';
