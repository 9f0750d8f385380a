/** The shape of a form. Question kinds and their answers: kinds.ts. */
import type { Words } from '../words.ts';

export type Json = Readonly<Record<string, unknown>>;

interface Asked {
  /** Unique in the form, never changed once published: answers are kept under it. */
  readonly id: string;
  readonly title: Words;
  readonly help?: Words;
  readonly required?: boolean;
  /** Shown only when this holds: the condition language over fields `answer.<id>` of earlier questions (`answer.<id>.<row>` for rows). */
  readonly when?: Json;
  /** Which metric the answer feeds: csat, nps, intent or one of the workspace's own. */
  readonly metric?: string;
  /** What the answer says about an intent: when, what, for which reasons. For questions with options. */
  readonly role?: IntentRole;
}

export const INTENT_ROLES = ['planned_time', 'products', 'factors'] as const;
export type IntentRole = (typeof INTENT_ROLES)[number];

export interface Option {
  readonly value: string;
  readonly label: Words;
}

/** 1 to `most` stars, one row per dimension or a single one. Answer: a number, or {row: number}. */
export interface StarsQuestion extends Asked {
  readonly kind: 'stars';
  readonly most?: number;
  readonly rows?: readonly { readonly id: string; readonly label: Words }[];
}

/** 0 to 10. Answer: an integer. */
export interface NpsQuestion extends Asked {
  readonly kind: 'nps';
  /** The open question that follows, in the words that fit the score; its answer is kept under `<id>_why`. */
  readonly why?: { readonly promoter: Words; readonly passive: Words; readonly detractor: Words };
}

/** Integers from `from` to `to`, for example repurchase intent 0 to 5. */
export interface ScaleQuestion extends Asked {
  readonly kind: 'scale';
  readonly from: number;
  readonly to: number;
  readonly low?: Words;
  readonly high?: Words;
}

/** Answer: the value of an option. */
export interface SingleQuestion extends Asked {
  readonly kind: 'single';
  readonly options: readonly Option[];
}

/** Answer: values of options, in their order, each once. */
export interface MultipleQuestion extends Asked {
  readonly kind: 'multiple';
  readonly options: readonly Option[];
  readonly least?: number;
  readonly most?: number;
}

/** Answer: a text, trimmed; an empty one is no answer. */
export interface TextQuestion extends Asked {
  readonly kind: 'text';
  /** Characters, 2000 by default. */
  readonly most?: number;
  readonly lines?: number;
}

export type Question = StarsQuestion | NpsQuestion | ScaleQuestion | SingleQuestion | MultipleQuestion | TextQuestion;

export interface Form {
  readonly key: string;
  readonly title: Words;
  readonly intro?: Words;
  readonly thanks?: Words;
  readonly questions: readonly Question[];
  /** Where she answers by replying: `first`, only the first question (unless said otherwise); `all`, one after the other. */
  readonly dialogue?: 'first' | 'all';
  /**
   * Named conditions over the answers. The event `response` carries one property `signal_<key>: true` for each that holds, so that rules and
   * flows can listen to it.
   */
  readonly signals?: readonly { readonly key: string; readonly name: Words; readonly when: Json }[];
}

export type Answers = Readonly<Record<string, unknown>>;
