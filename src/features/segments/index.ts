/** The face of segments: the condition language inside a workspace. */
export { conditionFields, eventNames, loadCatalogue } from './catalogue.ts';
export {
  type Audience,
  checkCondition,
  compileAudience,
  eventPredicate,
  explainCondition,
  firingExplainer,
  requireValidCondition,
} from './language.ts';
export { requireSegment, segmentNames } from './service.ts';
