/** Flows: trees of steps, and the pure interpreter that walks a run through one. */
export { checkTree, innerPath, type TreeFlaw } from './check.ts';
export { compile, type Flow, innerOf, type Sequence, type Site } from './compile.ts';
export {
  type Because,
  type Command,
  type Did,
  EXITS,
  type Input,
  NOT_STARTED,
  type Place,
  type Run,
  type Stepped,
} from './run.ts';
export { actionsOf, type Inside, rewriteActions } from './rewrite.ts';
export { step } from './step.ts';
export type {
  ActionNode,
  BranchCase,
  BranchNode,
  DelayNode,
  EndNode,
  FlowNode,
  FlowTree,
  Json,
  ParallelNode,
  Wait,
  WaitNode,
} from './tree.ts';
