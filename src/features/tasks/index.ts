/** The face of tasks. */
export { cycleStats } from './cycle.ts';
export type { CycleStats } from './decide-cycle.ts';
export { acceptanceOverdue } from './events.ts';
export type { CycleFilter } from './store-board.ts';
