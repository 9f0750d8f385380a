/** A telephone call as data: what is said, which keys are asked for, where it goes from there. */
import type { Json } from '../forms/form.ts';
import type { Words } from '../words.ts';

/** Said by a voice that reads the words, or played from a recording where one is named (the words then say what is on it). */
export interface Prompt {
  readonly words: Words;
  readonly recorded?: string;
}

/** Where an answer is kept: a question of a form, or one row of it. */
export interface Spot {
  readonly question: string;
  readonly row?: string;
}

export type Value = string | number;

export type Keys =
  /** One key, taken at once. */
  | { readonly kind: 'one'; readonly values: Readonly<Record<string, Value>> }
  /** A whole number of one or more digits: ended by `#`, by silence, or as soon as no longer number is possible. */
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  /** Several keys, in any order, ended by `#` or silence. */
  | {
      readonly kind: 'several';
      readonly values: Readonly<Record<string, Value>>;
      readonly least?: number;
      readonly most?: number;
    };

interface Placed {
  /** Unique in the flow. */
  readonly id: string;
}

export interface SayNode extends Placed {
  readonly kind: 'say';
  readonly prompt: Prompt;
  /** Any key skips what is being said. */
  readonly bargeIn?: boolean;
  readonly next: string;
}

export interface AskNode extends Placed {
  readonly kind: 'ask';
  readonly prompt: Prompt;
  readonly keys: Keys;
  /** A key is heard while the question is still being said. True unless said otherwise. */
  readonly bargeIn?: boolean;
  /** Silence after the question, in milliseconds. */
  readonly timeoutMs?: number;
  /** How often the question is said again after silence or a wrong key. */
  readonly repeats?: number;
  readonly invalid?: Prompt;
  readonly save?: Spot;
  /** Leads elsewhere by what was chosen; `next` for the rest. */
  readonly to?: Readonly<Record<string, string>>;
  readonly next: string;
  /** After the last silence or wrong key; `next` where it is not said. */
  readonly nothing?: string;
}

export interface BranchNode extends Placed {
  readonly kind: 'branch';
  /** Conditions over fields `answer.<question>`, as in forms. The first that holds leads on. */
  readonly cases: readonly { readonly when: Json; readonly to: string }[];
  readonly next: string;
}

export interface TransferNode extends Placed {
  readonly kind: 'transfer';
  readonly prompt?: Prompt;
  /** Whom to ring: the room that carries the call knows what it means. */
  readonly target: string;
  readonly ringMs?: number;
  /** When nobody takes it. */
  readonly next: string;
}

export interface RecordNode extends Placed {
  readonly kind: 'record';
  readonly prompt: Prompt;
  readonly mostMs?: number;
  /** Silence that ends the message. */
  readonly silenceMs?: number;
  readonly save?: Spot;
  readonly next: string;
}

export interface EndNode extends Placed {
  readonly kind: 'end';
  readonly prompt?: Prompt;
  readonly result: string;
}

export type CallNode = SayNode | AskNode | BranchNode | TransferNode | RecordNode | EndNode;

export interface CallFlow {
  /** Who calls: the first sentence of every call names it, and that the call is recorded. No flow can leave that out. */
  readonly caller: Words;
  readonly start: string;
  readonly nodes: readonly CallNode[];
}

/** The key for "do not call me again", at any moment of any call. No question may use it. */
export const OPT_OUT_KEY = '*';
export const END_KEY = '#';

export const DEFAULTS = {
  timeoutMs: 6_000,
  betweenMs: 3_000,
  repeats: 2,
  ringMs: 25_000,
  mostMs: 60_000,
  silenceMs: 4_000,
};
