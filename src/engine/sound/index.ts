/** Sound as telephones carry it: WAV of 16 bits, other rates, tones. */
export { resample } from './resample.ts';
export { chain, tone } from './tone.ts';
export { readWav, secondsOf, type Sound, writeWav } from './wav.ts';
