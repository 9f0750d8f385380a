/** A text in the two languages every name, label and error of the product carries. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Locale = keyof Words;

export function say(words: Words, locale: Locale): string {
  return words[locale];
}

/** What was written in one language only is said in both. */
export const bothOf = ({ zh, en }: Words): Words => ({
  zh: zh.trim() === '' ? en : zh,
  en: en.trim() === '' ? zh : en,
});
