/** A running call: what may happen to it, what is to be done, and where it stands. Plain JSON, so that it can be kept. */
import type { Prompt, Spot } from './flow.ts';

export type Input =
  | { readonly kind: 'answered' }
  /** What was being said has been said, or was stopped. */
  | { readonly kind: 'played'; readonly play: number }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'timer'; readonly timer: number }
  | { readonly kind: 'recorded'; readonly record: number; readonly ms: number }
  /** The person who was rung took the call, or did not. */
  | { readonly kind: 'joined'; readonly transfer: number; readonly ok: boolean }
  /** Another process carries the call on: what was being said or waited for is begun anew. */
  | { readonly kind: 'resumed' }
  | { readonly kind: 'hungUp' };

export type Command =
  | { readonly kind: 'play'; readonly play: number; readonly node: string; readonly prompts: readonly Prompt[] }
  | { readonly kind: 'stopPlay'; readonly play: number }
  | { readonly kind: 'timer'; readonly timer: number; readonly ms: number }
  | { readonly kind: 'untimer'; readonly timer: number }
  | {
      readonly kind: 'record';
      readonly record: number;
      readonly node: string;
      readonly mostMs: number;
      readonly silenceMs: number;
      readonly save?: Spot;
    }
  | { readonly kind: 'stopRecord'; readonly record: number }
  | { readonly kind: 'transfer'; readonly transfer: number; readonly target: string; readonly ringMs: number }
  | { readonly kind: 'optOut' }
  | { readonly kind: 'hangUp'; readonly result: string };

/** Why it went on: kept with the call and shown on its page. */
export interface Because {
  readonly node: string;
  readonly what:
    | 'entered'
    | 'answered'
    | 'chosen'
    | 'invalid'
    | 'silent'
    | 'gaveUp'
    | 'ignored'
    | 'optedOut'
    | 'joined'
    | 'notJoined'
    | 'recorded'
    | 'hungUp'
    | 'resumed'
    | 'ended';
  readonly key?: string;
}

export type Phase =
  | 'new'
  | 'opening'
  | 'saying'
  | 'asking'
  | 'listening'
  | 'recording'
  | 'ringing'
  | 'talking'
  | 'leaving'
  | 'ended';

export interface CallRun {
  /** Numbers given so far to what is played, timed, recorded. */
  readonly n: number;
  readonly node: string;
  readonly phase: Phase;
  /** The number of what is going on: what comes for another is late and changes nothing. */
  readonly doing: number;
  readonly timer: number;
  readonly digits: string;
  readonly tries: number;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly result?: string;
}

export const NOT_CALLED: CallRun = {
  n: 0,
  node: '',
  phase: 'new',
  doing: 0,
  timer: 0,
  digits: '',
  tries: 0,
  answers: {},
};

export interface Stepped {
  readonly run: CallRun;
  readonly commands: readonly Command[];
  readonly because: readonly Because[];
}
