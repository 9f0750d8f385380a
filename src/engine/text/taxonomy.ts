/** A taxonomy of reasons: what people praise and complain about, by the words that give it away. */
import type { Words } from '../words.ts';
import { normalise } from './normalise.ts';
import { createFinder, type Finder } from './search.ts';

export interface Reason {
  readonly code: string;
  readonly label: Words;
  /** Words that name the subject: whether it is praised or blamed, the clause says. */
  readonly seeds: readonly string[];
  /** Phrases that say the subject and the judgement in one: 贵 is about the price, and a complaint. */
  readonly bad?: readonly string[];
  readonly good?: readonly string[];
}

export interface Seed {
  readonly reason: Reason;
  /** -1 blames, 1 praises, 0 leaves it to the clause. */
  readonly lean: -1 | 0 | 1;
}

export interface Taxonomy {
  readonly reasons: ReadonlyMap<string, Reason>;
  readonly find: Finder<Seed>;
}

export function compileTaxonomy(reasons: readonly Reason[]): Taxonomy {
  const phrases = new Map<string, Seed>();
  const put = (texts: readonly string[] | undefined, reason: Reason, lean: Seed['lean']): void => {
    for (const text of texts ?? []) {
      const phrase = normalise(text).trim();
      // The first reason that names a phrase has it.
      if (phrase && !phrases.has(phrase)) phrases.set(phrase, { reason, lean });
    }
  };
  for (const reason of reasons) {
    put(reason.bad, reason, -1);
    put(reason.good, reason, 1);
  }
  for (const reason of reasons) put(reason.seeds, reason, 0);
  return { reasons: new Map(reasons.map((reason) => [reason.code, reason])), find: createFinder(phrases) };
}
