/** The face of inbox: what rooms downstream may use. */
export { noteClaim } from './claim.ts';
export type { Claim, Conversation } from './contract.ts';
export { findSeen, type SeenLine } from './store-sender.ts';
export { conversationAssigned } from './events.ts';
