/** The face of tasks. */
export { ALL_RESULTS } from './contract-results.ts';
export { cycleGroups, cycleStats, type Latest } from './cycle.ts';
export type { CycleStats } from './decide-cycle.ts';
export { acceptanceOverdue } from './events.ts';
export type { CycleFilter } from './store-board.ts';
export { type Finish, type Finished, finishTask } from './finish.ts';
export { findWaiting, type WaitingTask } from './store-news.ts';
export { acceptTask, requireTask } from './work.ts';
