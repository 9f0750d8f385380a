/** From a text to its clauses and features: the first half of every use of a model, and of its training. */
import { type Clause, clausesOf } from './clause.ts';
import { createFeatureReader, type Features } from './features.ts';
import { normalise } from './normalise.ts';
import { cutEnglish, type Language, languageOf, type Tokenizer, tokenise, type Tokens } from './token.ts';

export interface Reading {
  /** The normalised text: as long as the original, unit by unit. */
  readonly text: string;
  readonly language: Language;
  readonly tokens: Tokens;
  readonly clauses: readonly Clause[];
  /** Valid until the next text is read. */
  readonly features: Features;
}

export type Reader = (text: string, language?: Language) => Reading;

/** `cutChinese` is the dictionary's tokenizer; English needs none. */
export function createReader(cutChinese: Tokenizer): Reader {
  const readFeatures = createFeatureReader();
  return (original, given) => {
    const text = normalise(original);
    const language = given ?? languageOf(text);
    const tokens = tokenise(text, language === 'zh' ? cutChinese : cutEnglish, language);
    const clauses = clausesOf(text, tokens);
    return { text, language, tokens, clauses, features: readFeatures(text, tokens, clauses, language) };
  };
}
