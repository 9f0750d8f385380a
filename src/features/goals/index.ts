/** The face of goals. */
export type { Alert, Goal } from './contract.ts';
