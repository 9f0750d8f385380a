/** What understands a text. One face, whoever stands behind it: what comes back says who it was, which version, and how sure. */
import type { Analysis, Corrections, Taxonomy } from '../../engine/text/index.ts';
import type { Words } from '../../engine/words.ts';
import { slot } from '../../kit/slots/slot.ts';
import type { Fallback, ModelUse } from './contract-text-model.ts';

export interface Understood extends Analysis {
  readonly provider: string;
  readonly version: string;
  /** Why the model that was asked first did not answer, and the built-in one did. */
  readonly fallback?: Fallback;
}

/** A model that somebody else runs, as a workspace has set it up. */
export interface Service {
  /** Changes with every change of the settings: what was learnt about the former ones is forgotten. null: a single try. */
  readonly id: string | null;
  readonly baseUrl: string;
  readonly model: string;
  readonly timeoutMs: number;
  readonly use: ModelUse;
  /** null: the endpoint asks for none. */
  readonly key: string | null;
  /** There is a key and it cannot be read: nothing is asked without it. */
  readonly isKeyLost: boolean;
}

export interface ReadOptions {
  readonly taxonomy: Taxonomy;
  readonly corrections?: Corrections;
  readonly service?: Service;
}

export interface TextModel {
  readonly name: string;
  readonly words: Words;
  /** In the order of the texts, one answer for each, whatever happens. */
  analyse(texts: readonly string[], options: ReadOptions): Promise<readonly Understood[]>;
}

export const textModel = slot<TextModel>('feedback.textModel');

export const BUILT_IN = 'built-in';
export const ENDPOINT = 'endpoint';
