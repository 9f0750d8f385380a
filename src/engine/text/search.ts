/** Finds many phrases in a text at once: tables from the first two units to the phrases that begin with them, the longest first. */
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

/** Places of the table of pairs: small, so that it stays in the processor's cache beside the dictionary. */
const PLACES = 1 << 13;

function placeOfPair(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 19;
}

/** `phrases` in normalised writing. Found spans do not overlap: the longest at each place wins. */
export function createFinder<T>(phrases: Iterable<readonly [phrase: string, value: T]>): Finder<T> {
  // Most places of a text begin no phrase: one look-up of its first two units says so before any string is compared.
  const listAt = new Uint16Array(PLACES);
  const lists: (readonly [string, T])[][] = [[]];
  const alone = new Map<number, readonly [string, T]>();
  for (const entry of phrases) {
    const [phrase] = entry;
    const first = phrase.charCodeAt(0);
    if (phrase.length === 1 && !alone.has(first)) alone.set(first, entry);
    if (phrase.length < 2) continue;
    const place = placeOfPair(first, phrase.charCodeAt(1));
    if (listAt[place] === 0) listAt[place] = lists.push([]) - 1;
    lists[listAt[place]!]!.push(entry);
  }
  for (const list of lists) list.sort((a, b) => b[0].length - a[0].length);

  return (text, start, end) => {
    const found: Found<T>[] = [];
    let first = text.charCodeAt(start);
    for (let at = start; at < end; at++) {
      const second = text.charCodeAt(at + 1);
      const list = listAt[placeOfPair(first, second)]!;
      let stop = -1;
      let value: T | undefined;
      for (let one = 0; one < lists[list]!.length && stop < 0; one++) {
        const entry = lists[list]![one]!;
        stop = endOf(text, entry[0], at, end);
        value = entry[1];
      }
      const single = stop < 0 ? alone.get(first) : undefined;
      if (single) {
        stop = endOf(text, single[0], at, end);
        value = single[1];
      }
      if (stop >= 0) {
        found.push({ value: value as T, start: at, end: stop });
        at = stop - 1;
      }
      first = stop >= 0 ? text.charCodeAt(stop) : second;
    }
    return found;
  };
}
