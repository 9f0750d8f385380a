/** The face of goals. */
export type { Alert, Goal } from './contract.ts';
export { handleAlert, listAlerts } from './alerts.ts';
export { createGoal } from './service.ts';
