/** Finds many phrases in a text at once: a table from the first unit to the phrases that begin with it, the longest first. */
import { isHan, isLetterOrDigit } from './normalise.ts';

export interface Found<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
}

export type Finder<T> = (text: string, start: number, end: number) => readonly Found<T>[];

const SUFFIXES = ['', 's', 'es', 'ed', 'd', 'ing', 'ly'];

/** A phrase of Latin letters is a word of its own, give or take its ending. */
function endOf(text: string, phrase: string, start: number, end: number): number {
  const stop = start + phrase.length;
  if (stop > end || !text.startsWith(phrase, start)) return -1;
  if (isHan(phrase.charCodeAt(0)) || !isLetterOrDigit(phrase.charCodeAt(phrase.length - 1))) return stop;
  if (start > 0 && isLetterOrDigit(text.charCodeAt(start - 1))) return -1;
  for (const suffix of SUFFIXES) {
    if (text.startsWith(suffix, stop) && !isLetterOrDigit(text.charCodeAt(stop + suffix.length)))
      return stop + suffix.length;
  }
  return -1;
}

/** `phrases` in normalised writing. Found spans do not overlap: the longest at each place wins. */
export function createFinder<T>(phrases: Iterable<readonly [phrase: string, value: T]>): Finder<T> {
  const byFirst = new Map<number, (readonly [string, T])[]>();
  for (const entry of phrases) {
    if (entry[0].length === 0) continue;
    const first = entry[0].charCodeAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), entry]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length);
  return (text, start, end) => {
    const found: Found<T>[] = [];
    for (let at = start; at < end; at++) {
      for (const [phrase, value] of byFirst.get(text.charCodeAt(at)) ?? []) {
        const stop = endOf(text, phrase, at, end);
        if (stop < 0) continue;
        found.push({ value, start: at, end: stop });
        at = stop - 1;
        break;
      }
    }
    return found;
  };
}
