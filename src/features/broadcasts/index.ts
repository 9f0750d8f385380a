/** The face of broadcasts. */
export { Broadcast, BroadcastState } from './contract.ts';
