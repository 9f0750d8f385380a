/** The face of flows. */
export {
  type ActionEntry,
  type ActionFlaw,
  defineFlowAction,
  type FlowAction,
  flowAction,
  type TokenRef,
} from './action.ts';
export { checkFlow } from './check.ts';
export { FlowDefinition } from './contract-definition.ts';
export { runsStopped } from './events.ts';
export { saveFlow, settle, type Settled, type StartInput, startRuns, type StopFilter, stopRuns } from './service.ts';
export { describeFlow } from './describe.ts';
export type { DescribedNode, DescribedSequence, FlowPicture } from './contract.ts';
export { type FlowNames, flowNames } from './names.ts';
export { pictureOf } from './views.ts';
