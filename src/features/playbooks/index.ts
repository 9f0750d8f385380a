/** The face of playbooks. */
export { PlaybookDefinition, Registered } from './contract-definition.ts';
export { ensureShippedPlaybooks } from './library.ts';
export { disablePlaybook, enablePlaybook, importPlaybook, requirePlaybook } from './service.ts';
export { type StepKind, stepKind } from './step.ts';
export { listPlaybooks, type StoredPlaybook } from './store.ts';
