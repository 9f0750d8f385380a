/** Words with their places. A tokenizer is passed in: the engine knows no dictionary. */
import { isHan, isLetterOrDigit } from './normalise.ts';
import { ROLES } from './words.ts';

/** Cuts a text into pieces that, joined, are the text again; pieces that do not tile it are found again by searching forward. */
export type Tokenizer = (text: string) => readonly string[];

/** Half-open spans in UTF-16 units, the units of JavaScript's `slice`. */
export interface Tokens {
  readonly words: readonly string[];
  readonly starts: Uint32Array;
  /** What each word is to the language: bits of words.ts. */
  readonly roles: Uint8Array;
  readonly n: number;
}

/** True for what carries meaning: a Han sign, a letter, a digit, an emoji. */
export function isWordUnit(unit: number): boolean {
  return (
    isHan(unit) ||
    isLetterOrDigit(unit) ||
    // Emoji stand beyond the first plane, as two surrogates, or among the signs at 2600.
    (unit >= 0xd83c && unit <= 0xd83e) ||
    (unit >= 0x2600 && unit <= 0x27bf)
  );
}

/** How far a piece is searched for when it does not follow the one before. */
const AHEAD = 64;

export function tokenise(text: string, cut: Tokenizer, language: Language): Tokens {
  const pieces = cut(text);
  const n = pieces.length;
  const starts = new Uint32Array(n);
  const roles = new Uint8Array(n);
  const roleOf = ROLES[language];
  let length = 0;
  for (let at = 0; at < n; at++) {
    starts[at] = length;
    length += pieces[at]!.length;
    roles[at] = roleOf(pieces[at]!);
  }
  // As long as the text, they tile it: a lone surrogate is written as another sign of one unit, and stands where it stood.
  return length === text.length ? { words: pieces, starts, roles, n } : searched(text, pieces, roleOf);
}

/** The tokenizer left something out: each piece is searched for behind the one before. */
function searched(text: string, pieces: readonly string[], roleOf: (word: string) => number): Tokens {
  const words: string[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    const ahead = text.slice(at, at + AHEAD + piece.length).indexOf(piece);
    if (piece.length === 0 || ahead < 0) continue;
    starts.push(at + ahead);
    words.push(piece);
    at += ahead + piece.length;
  }
  return { words, starts: Uint32Array.from(starts), roles: Uint8Array.from(words, roleOf), n: words.length };
}

const ENGLISH = /[a-z0-9]+(?:['-][a-z0-9]+)*|\s+|[\ud800-\udbff][\udc00-\udfff]|[^a-z0-9\s]/g;

/** A plain cutter for English: "don't" becomes do + n't, as the usual corpora write it. */
export function cutEnglish(text: string): string[] {
  const out: string[] = [];
  for (const [piece] of text.matchAll(ENGLISH)) {
    const negated = piece.length > 3 && piece.endsWith("n't");
    if (negated) out.push(piece.slice(0, -3), "n't");
    else out.push(piece);
  }
  return out;
}

export type Language = 'zh' | 'en';

/** Chinese when Han signs carry the text: four Latin letters weigh as much as one Han sign. */
export function languageOf(text: string): Language {
  let han = 0;
  let latin = 0;
  const end = Math.min(text.length, 4000);
  for (let at = 0; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (isHan(unit)) han++;
    else if (unit >= 0x61 && unit <= 0x7a) latin++;
  }
  return latin > han * 4 ? 'en' : 'zh';
}
