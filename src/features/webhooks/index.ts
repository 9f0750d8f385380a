/** The face of webhooks: nothing stands after it. */
export { ALL_TYPES } from './contract.ts';
