/** The face of flows. */
export {
  type ActionEntry,
  type ActionFlaw,
  defineFlowAction,
  type FlowAction,
  flowAction,
  type TokenRef,
} from './action.ts';
export { FlowDefinition } from './contract-definition.ts';
