/** What makes a voice of words. The result is a WAV of any rate; telephones get it at 8 kHz (`prompts.ts`). */
import type { Locale, Words } from '../../engine/words.ts';
import { slot } from '../../kit/slots/slot.ts';

export interface Utterance {
  readonly text: string;
  readonly locale: Locale;
  /** Words a minute; 200 is the speed of the news. */
  readonly rate: number;
}

/** Of the settings of the channel: the part that voices read. */
export interface SpeakerSettings {
  readonly speakerUrl: string;
  readonly speakerKey?: string | undefined;
  readonly speakerModel: string;
  readonly speakerVoice: string;
}

export interface Speaker {
  readonly name: string;
  readonly words: Words;
  /** What else than the words changes the sound: part of the key it is kept under. */
  voiceOf(settings: SpeakerSettings, locale: Locale): string;
  speak(settings: SpeakerSettings, utterance: Utterance): Promise<Uint8Array>;
}

export const speaker = slot<Speaker>('calls.speaker');

/** The voice cannot be had: told to people as it is, not tried again by itself. */
export class SpeakerFailed extends Error {}
