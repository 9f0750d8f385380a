/** The face of rules: triggers, firings and the slot for actions. */
export { defineAction, type FiredRun, type RuleAction, ruleAction } from './action.ts';
export { type Limit, type RuleDefinition, type RuleRun, Span, Trigger } from './contract.ts';
export { periodOf } from './decide.ts';
export { ruleFired } from './events.ts';
export { toRun } from './run.ts';
export { requireRule, saveRule, switchRule } from './service.ts';
export { firedCustomers, listRuns } from './store.ts';
