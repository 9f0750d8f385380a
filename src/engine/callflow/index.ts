/** Call flows: data, a state machine without clock or network, and a survey form as a call. */
export { type CallFlaw, type CallFlawCode, checkCall } from './check.ts';
export { type CompiledCall, compileCall } from './compile.ts';
export type {
  AskNode,
  BranchNode,
  CallFlow,
  CallNode,
  EndNode,
  Keys,
  Prompt,
  RecordNode,
  SayNode,
  Spot,
  TransferNode,
} from './flow.ts';
export { DEFAULTS, END_KEY, OPT_OUT_KEY } from './flow.ts';
export { callOfForm, type SpeakOptions, type SpokenForm } from './form.ts';
export { type Because, type CallRun, type Command, type Input, NOT_CALLED, type Phase, type Stepped } from './run.ts';
export { opening } from './say.ts';
export { step } from './step.ts';
export { type CallStep, callOfSteps, draftOf, keysOf, LAST, questionOf, type StepOptions } from './steps.ts';
export { checkSteps, type StepFlaw } from './steps-check.ts';
