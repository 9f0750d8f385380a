/** The face of calls. */
export { CallCause, CAUSE_WORDS } from './contract-causes.ts';
export { type VoiceEngine, voiceEngine } from './engine.ts';
