/** Reasons with their evidence: which subject a clause speaks of, whether it praises or blames it, and the words that say so. */
import type { Clause } from './clause.ts';
import { contentKey } from './normalise.ts';
import type { Found } from './search.ts';
import type { Seed, Taxonomy } from './taxonomy.ts';

export type Polarity = 'positive' | 'negative';

export interface FoundReason {
  readonly code: string;
  readonly polarity: Polarity;
  /** [start, end) in UTF-16 units of the original text: `text.slice(start, end)` is the quote. */
  readonly start: number;
  readonly end: number;
  /** -1..1: how clearly it is praised or blamed. */
  readonly score: number;
}

/** What people have said of a clause before: reasons that are not in it, or another reading of one. */
export interface Correction {
  readonly code: string;
  /** null: this is not the reason. */
  readonly polarity: Polarity | null;
}
export type Corrections = ReadonlyMap<string, readonly Correction[]>;

/** A clause is known again by what it says. */
export function clauseKey(clause: string): string {
  return contentKey(clause).slice(0, 200);
}

/** A clause speaks for itself when its score is at least this far from 0. */
const CLEAR = 0.25;
/** Longest quote, UTF-16 units. */
const LONGEST = 120;
/** A negation this many units before a judging phrase turns it round: 不贵, 没有等很久. */
const NEAR = 3;
const NEGATION =
  /(?:不|没|没有|不是|不会|不算|并不|不用|无需|毫不|not|n't|no|never)\s?(?:很|太|会|那么|是|用|too|so|very)?\s?$/;

export interface ReasonInput {
  readonly original: string;
  readonly text: string;
  readonly clauses: readonly Clause[];
  /** -1..1 of clause number `at`, and of the whole text. */
  readonly scoreOfClause: (at: number) => number;
  readonly whole: number;
  readonly taxonomy: Taxonomy;
  readonly corrections?: Corrections;
  /** Scores a piece of a clause alone: needed when one clause names several subjects. */
  readonly scoreOf: (start: number, end: number) => number;
}

export function findReasons(input: ReasonInput): FoundReason[] {
  const best: FoundReason[] = [];
  for (let at = 0; at < input.clauses.length; at++) {
    for (const reason of reasonsOfClause(input, at)) {
      const known = best.findIndex(({ code, polarity }) => code === reason.code && polarity === reason.polarity);
      if (known < 0) best.push(reason);
      else if (Math.abs(reason.score) > Math.abs(best[known]!.score)) best[known] = reason;
    }
  }
  return best.sort((a, b) => a.start - b.start || a.end - b.end);
}

const NONE: readonly FoundReason[] = [];

function reasonsOfClause(input: ReasonInput, at: number): readonly FoundReason[] {
  const { text, taxonomy } = input;
  const clause = input.clauses[at]!;
  const all = taxonomy.find(text, clause.start, clause.end);
  const corrections = input.corrections?.get(clauseKey(text.slice(clause.said, clause.end))) ?? [];
  if (all.length === 0 && corrections.length === 0) return NONE;
  const score = input.scoreOfClause(at);
  // Who is judged in so many words is not judged again by the tone of the clause: 前台不太热情 does not praise.
  const found = all.length === 1 ? all : all.filter((seed) => seed.value.lean !== 0 || !isJudged(all, seed));
  const several = found.some(({ value }) => value.reason !== found[0]!.value.reason);
  const reasons: FoundReason[] = [];
  for (let one = 0; one < found.length; one++) {
    const seed = found[one]!;
    const { code } = seed.value.reason;
    const said = corrections.find((correction) => correction.code === code);
    if (said?.polarity === null) continue;
    const own = leanOf(input, seed, several ? pieceScore(input, clause, found, one) : score, score);
    if (!said && own === 0) continue;
    const polarity = said?.polarity ?? (own < 0 ? 'negative' : 'positive');
    const { start, end } = quoteOf(input.original, clause, seed);
    reasons.push({ code, polarity, score: own, start, end });
  }
  // What a person has added to a clause is found again where it stands.
  for (const { code, polarity } of corrections) {
    if (polarity && taxonomy.reasons.has(code) && !reasons.some((reason) => reason.code === code))
      reasons.push({ code, polarity, score: polarity === 'negative' ? -1 : 1, start: clause.said, end: clause.end });
  }
  return reasons;
}

function isJudged(all: readonly Found<Seed>[], seed: Found<Seed>): boolean {
  return all.some(({ value }) => value.lean !== 0 && value.reason === seed.value.reason);
}

function pieceScore(input: ReasonInput, clause: Clause, found: readonly Found<Seed>[], at: number): number {
  const { start, end } = pieceOf(clause, found, at);
  return input.scoreOf(start, end);
}

/** From the end of the subject before (of another reason) to the beginning of the one after. */
function pieceOf(clause: Clause, found: readonly Found<Seed>[], at: number): { start: number; end: number } {
  const code = found[at]!.value.reason.code;
  const other = (seed: Found<Seed>): boolean => seed.value.reason.code !== code;
  const next = found.slice(at + 1).find(other);
  const before = found.slice(0, at).findLast(other);
  return { start: before ? found[at]!.start : clause.start, end: next ? next.start : clause.end };
}

function leanOf(input: ReasonInput, seed: Found<Seed>, piece: number, clause: number): number {
  const { lean } = seed.value;
  if (lean !== 0) {
    const before = input.text.slice(Math.max(0, seed.start - NEAR - 3), seed.start);
    const strength = Math.max(0.5, Math.abs(piece));
    return (NEGATION.test(before) ? -lean : lean) * strength;
  }
  if (Math.abs(piece) >= CLEAR) return piece;
  return Math.abs(clause) >= CLEAR ? clause : input.whole;
}

/** The clause, or as much of it around the seed as may be quoted; never half of a surrogate pair. */
function quoteOf(
  original: string,
  clause: Clause,
  seed: { start: number; end: number },
): { start: number; end: number } {
  if (clause.end - clause.said <= LONGEST) return { start: Math.min(clause.said, seed.start), end: clause.end };
  const side = Math.max(0, Math.floor((LONGEST - (seed.end - seed.start)) / 2));
  let start = Math.max(clause.said, seed.start - side);
  let end = Math.min(clause.end, seed.end + side);
  if (isLow(original.charCodeAt(start)) && start > clause.said) start--;
  if (isLow(original.charCodeAt(end)) && end < clause.end) end++;
  return { start, end };
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
