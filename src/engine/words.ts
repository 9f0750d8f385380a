/** A text in the two languages every name, label and error of the product carries. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Locale = keyof Words;

export function say(words: Words, locale: Locale): string {
  return words[locale];
}
