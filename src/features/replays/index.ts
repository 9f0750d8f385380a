/** The face of replays. */
export type { Replay } from './contract.ts';
export { createReplay, type ReplayInput, runReplay } from './service.ts';
export { type Walk, walkHistory } from './walk.ts';
