/** Words of a feature, as data: no i18next here, so that tests and the server may read them. */

/** Texts by key, nested as deep as reads well. A text may hold `{{name}}`. */
export interface WordTree {
  readonly [key: string]: string | WordTree;
}

/** The same keys with other texts. English may add `key_one` beside `key` for the singular of `{{count}}`. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> } & {
  readonly [K in `${string}_one`]?: string;
};

export interface FeatureWords<T = WordTree> {
  readonly feature: string;
  readonly zh: T;
  readonly en: SameKeys<T>;
}

/**
 * A feature's words, in `screens/words.ts`. They travel with the routes that use them and no console file lists them;
 * `useWords(words)` gives them to i18next the first time they are used.
 */
export function defineWords<const T extends WordTree>(
  feature: string,
  words: { readonly zh: T; readonly en: NoInfer<SameKeys<T>> },
): FeatureWords<T> {
  return { feature, ...words };
}
