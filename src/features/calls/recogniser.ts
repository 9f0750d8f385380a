/** What makes words of a voice. None by default: nothing that was said leaves the house. */
import type { Locale, Words } from '../../engine/words.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { slot } from '../../kit/slots/slot.ts';
import type { CallSettings } from './contract-settings.ts';

export interface Recogniser {
  readonly name: string;
  readonly words: Words;
  /** A WAV as a telephone carries it. */
  read(settings: CallSettings, sound: Buffer, locale: Locale): Promise<string>;
}

export const recogniser = slot<Recogniser>('calls.recogniser');

export function recogniserOf(
  runtime: Runtime,
  { recogniser: name }: Pick<CallSettings, 'recogniser'>,
): Recogniser | null {
  return runtime.slot(recogniser).find((each) => each.name === name) ?? null;
}
