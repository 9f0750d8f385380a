/** The face of playbooks. */
export { type PlaybookChange, PlaybookDefinition, Registered } from './contract-definition.ts';
export { ensureShippedPlaybooks } from './library.ts';
export { disablePlaybook, enablePlaybook, importPlaybook, requirePlaybook } from './service.ts';
export { definePart, type PartFlaw, type PlaybookPart, playbookPart } from './part.ts';
export { type Redefinition, redefinitionOf } from './redefined.ts';
export { listPlaybooks, type StoredPlaybook } from './store.ts';
