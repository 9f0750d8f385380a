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
export { saveFlow, settle, type Settled, type StartInput, startRuns, type StopFilter, stopRuns } from './service.ts';
