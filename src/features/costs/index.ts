/** The face of costs. */
export { CHANNEL_WORDS, KIND_WORDS, SHARE_WORDS } from './contract.ts';
