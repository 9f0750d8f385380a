/** The face of inbox: what rooms downstream may use. */
export type { Claim, Conversation } from './contract.ts';
