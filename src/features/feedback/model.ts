/** What understands a text. One face, whoever stands behind it: what comes back says who it was, which version, and how sure. */
import type { Analysis, Corrections, Taxonomy } from '../../engine/text/index.ts';
import type { Words } from '../../engine/words.ts';
import { slot } from '../../kit/slots/slot.ts';

export interface Understood extends Analysis {
  readonly provider: string;
  readonly version: string;
}

export interface TextModel {
  readonly name: string;
  readonly words: Words;
  /** In the order of the texts. */
  analyse(
    texts: readonly string[],
    options: { readonly taxonomy: Taxonomy; readonly corrections?: Corrections },
  ): Promise<readonly Understood[]>;
}

export const textModel = slot<TextModel>('feedback.textModel');
