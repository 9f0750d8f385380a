/**
 * What a text is made of, as 32-bit hashes: words, pairs of words, Han signs and pairs of them, and words under a negation. The same code
 * reads texts when a model is trained and when it is used.
 */
import type { Clause } from './clause.ts';
import { isHan } from './normalise.ts';
import { isWordUnit, type Language, type Tokens } from './token.ts';
import { NEGATOR } from './words.ts';

/** Changes whenever the same text would give other hashes: a model of another version must not be used. */
export const FEATURES_VERSION = 1;

const WORD = 0x1b873593;
const PAIR = 0x2545f491;
const SIGN = 0x3c6ef372;
const SIGNS = 0x4f1bbcdc;
const NEGATED = 0x5851f42d;
const EDGE = 0x7ed55d16;
const MARK = 0x68e31da4;
const PREFIX = 0x165667b1;

function hashOf(text: string, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Spreads a hash so that its low and its high bits can be used apart. */
function mix(hash: number): number {
  let x = hash ^ (hash >>> 16);
  x = Math.imul(x, 0x2c1b3c6d);
  x ^= x >>> 12;
  x = Math.imul(x, 0x297a2d39);
  return (x ^ (x >>> 15)) >>> 0;
}

/** The feature of a word standing alone. */
export function wordHash(text: string, start: number, end: number): number {
  return mix(hashOf(text, start, end, WORD));
}

function pair(left: number, right: number): number {
  return Math.imul(left, 0x9e3779b1) ^ right;
}

/** The features of one text, clause after clause. Valid until the reader is called again: the buffers are used again. */
export interface Features {
  readonly hashes: Uint32Array;
  readonly n: number;
  /** 1 where the feature stands in the text for the first time. */
  readonly first: Uint8Array;
  /** Where the features of clause i end. */
  readonly ends: Uint32Array;
}

export type FeatureReader = (text: string, tokens: Tokens, clauses: readonly Clause[], language: Language) => Features;

/** Small enough for the processor's cache; a text of more features forgets the earliest. */
const SEEN = 1 << 12;

export function createFeatureReader(): FeatureReader {
  let hashes = new Uint32Array(4096);
  let first = new Uint8Array(4096);
  let ends = new Uint32Array(256);
  let n = 0;
  // Which hashes this text has had: a table that is never cleared, because every text has a stamp of its own.
  const seen = new Uint32Array(SEEN);
  const stamps = new Uint32Array(SEEN);
  let stamp = 0;

  function grow(): void {
    const more = new Uint32Array(hashes.length * 2);
    more.set(hashes);
    hashes = more;
    const flags = new Uint8Array(more.length);
    flags.set(first);
    first = flags;
  }

  function put(raw: number): void {
    const hash = mix(raw);
    if (n === hashes.length) grow();
    const place = hash & (SEEN - 1);
    const again = stamps[place] === stamp && seen[place] === hash;
    stamps[place] = stamp;
    seen[place] = hash;
    hashes[n] = hash;
    first[n] = again ? 0 : 1;
    n++;
  }

  function putSigns(text: string, start: number, end: number): void {
    let before = 0;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (!isWordUnit(unit)) continue;
      if (isHan(unit)) {
        put(Math.imul(SIGN ^ unit, 0x01000193));
        if (before) put(Math.imul(Math.imul(SIGNS ^ before, 0x01000193) ^ unit, 0x01000193));
      }
      before = isHan(unit) ? unit : 0;
    }
  }

  function putWords(text: string, tokens: Tokens, clause: Clause, language: Language): void {
    let before = EDGE;
    let negated = 0;
    for (let at = clause.from; at < clause.to; at++) {
      const word = tokens.words[at] ?? '';
      if (!isWordUnit(word.charCodeAt(0))) continue;
      const start = tokens.starts[at] ?? 0;
      const end = start + word.length;
      const hash = hashOf(text, start, end, WORD);
      put(hash);
      put(pair(before, hash) ^ PAIR);
      if (negated > 0) {
        put(hashOf(text, start, end, NEGATED));
        negated--;
      }
      if (tokens.roles[at]! & NEGATOR) negated = 2;
      if (language === 'en' && word.length > 5) put(hashOf(text, start, start + 5, PREFIX));
      before = hash;
    }
    put(pair(before, EDGE) ^ PAIR);
  }

  return (text, tokens, clauses, language) => {
    n = 0;
    stamp = (stamp + 1) >>> 0 || 1;
    if (clauses.length > ends.length) ends = new Uint32Array(clauses.length * 2);
    for (let at = 0; at < clauses.length; at++) {
      const clause = clauses[at]!;
      putWords(text, tokens, clause, language);
      if (language === 'zh') putSigns(text, clause.start, clause.end);
      // How a clause ends, as far as it says something about its tone.
      const after = text.charCodeAt(clause.end);
      if (after === 0x21 || after === 0x3f || after === 0xff01 || after === 0xff1f) put(MARK ^ after);
      ends[at] = n;
    }
    return { hashes, n, first, ends };
  };
}
