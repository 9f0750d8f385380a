/** Clauses: the stretches of a text that say one thing each. */
import { isHan } from './normalise.ts';
import { isWordUnit, type Tokens } from './token.ts';
import { CONTRAST } from './words.ts';

export interface Clause {
  /** Tokens [from, to). */
  readonly from: number;
  readonly to: number;
  /** UTF-16 units [start, end), punctuation at the edges left out. */
  readonly start: number;
  /** Where it begins to say something: behind a leading 但是. Quotes begin here. */
  readonly said: number;
  readonly end: number;
}

/** Tokens of the longest clause: what goes on without a mark is cut, so that no text takes more than its length in time. */
const LONGEST = 64;

const ENDS = new Set(Array.from('。！!？?；;，,、：:…~～\n', (sign) => sign.charCodeAt(0)));
const DOT = 0x2e;
const SPACE = 0x20;

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Does the piece between two words end a clause? A dot inside a number does not; a space beside a Han sign does. */
function endsClause(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (ENDS.has(unit)) return true;
    if (unit === DOT && !(isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)))) return true;
    if (unit === SPACE && isHan(text.charCodeAt(start - 1)) && isHan(text.charCodeAt(end))) return true;
  }
  return false;
}

/** Tokens [from, last] as a clause; leading words of contrast are not what it says. */
function clauseOf({ words, starts, roles }: Tokens, from: number, last: number): Clause {
  let head = from;
  while (head < last && (roles[head]! & CONTRAST) !== 0) head++;
  while (head < last && !isWordUnit(words[head]!.charCodeAt(0))) head++;
  return { from, to: last + 1, start: starts[from]!, said: starts[head]!, end: starts[last]! + words[last]!.length };
}

export function clausesOf(text: string, tokens: Tokens): Clause[] {
  const { words, starts, roles, n } = tokens;
  const clauses: Clause[] = [];
  let from = -1;
  let last = -1;
  for (let at = 0; at < n; at++) {
    const word = words[at]!;
    if (!isWordUnit(word.charCodeAt(0))) {
      if (from >= 0 && endsClause(text, starts[at]!, starts[at]! + word.length)) {
        clauses.push(clauseOf(tokens, from, last));
        from = -1;
      }
      continue;
    }
    if (from >= 0 && ((roles[at]! & CONTRAST) !== 0 || at - from >= LONGEST)) {
      clauses.push(clauseOf(tokens, from, last));
      from = -1;
    }
    if (from < 0) from = at;
    last = at;
  }
  if (from >= 0) clauses.push(clauseOf(tokens, from, last));
  return clauses;
}
