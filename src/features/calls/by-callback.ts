/** Engines that ask us: the provider posts what happened in a call and does what the answer says. */
import type { CallbackAnswer, RawCallback } from '../messages/index.ts';
import type { CallCause } from './contract-causes.ts';

/** What became of the last answer. */
export type Heard =
  | { readonly kind: 'answered' }
  | { readonly kind: 'keys'; readonly keys: string }
  /** It was said to its end, or waited for to its end, and no key came. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'recorded'; readonly ms: number; readonly keys: string; readonly recordingId: string | null }
  | { readonly kind: 'rung'; readonly ok: boolean; readonly cause: CallCause };

export type Told = {
  readonly providerId: string | null;
} /** It wants to know what to do next. `at`: which answer this follows; it may ask twice. */ & (
  | { readonly what: 'asks'; readonly at: number; readonly again: boolean; readonly heard: Heard }
  | { readonly what: 'ringing' }
  /** The other one took the call. */
  | { readonly what: 'joined' }
  | { readonly what: 'ended'; readonly cause: CallCause; readonly code: string }
  | { readonly what: 'recording'; readonly recordingId: string }
  | { readonly what: 'nothing' }
);

/** Which keys are listened for while something is said or after it. */
export interface Listening {
  readonly most: number;
  /** Ends a number of several keys. */
  readonly end: '#' | '';
  readonly waitMs: number;
  readonly bargeIn: boolean;
}

export type Todo =
  /** `keys` null: whatever is pressed is not heard. */
  | { readonly kind: 'say'; readonly media: readonly string[]; readonly keys: Listening | null }
  | { readonly kind: 'record'; readonly media: readonly string[]; readonly mostMs: number; readonly silenceMs: number }
  | {
      readonly kind: 'ring';
      readonly to: { readonly kind: 'customer' | 'agent'; readonly number: string };
      readonly ringMs: number;
    }
  | { readonly kind: 'hangUp' }
  /** Asked a second time while the first is still being worked on. */
  | { readonly kind: 'wait' };

export interface ByCallback<S = unknown> {
  /** Pure, from the raw bytes. Throws `CallbackRefused` when its signature is wrong. */
  read(settings: S, callback: RawCallback): Told;
  /** `here`: where this call is told of; `at`: the number of this answer. */
  answer(settings: S, todo: Todo, place: { readonly here: string; readonly at: number }): CallbackAnswer['reply'];
}
