/** The face of indicators: one figure by its key, for rooms that set goals or draw reports. */
export type { Figure } from './contract.ts';
export { figureOf } from './read.ts';
export { INDICATORS, type Key, KEYS } from './contract-registry.ts';
