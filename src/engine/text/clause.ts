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

export function clausesOf(text: string, tokens: Tokens): Clause[] {
  const isContrast = (at: number): boolean => (tokens.roles[at]! & CONTRAST) !== 0;
  const clauses: Clause[] = [];
  let from = -1;
  let last = -1;
  const close = (): void => {
    if (from < 0) return;
    const end = (tokens.starts[last] ?? 0) + (tokens.words[last] ?? '').length;
    let head = from;
    while (head < last && isContrast(head)) head++;
    while (head < last && !isWordUnit((tokens.words[head] ?? '').charCodeAt(0))) head++;
    clauses.push({ from, to: last + 1, start: tokens.starts[from] ?? 0, said: tokens.starts[head] ?? 0, end });
    from = -1;
  };
  for (let at = 0; at < tokens.n; at++) {
    const word = tokens.words[at] ?? '';
    const start = tokens.starts[at] ?? 0;
    if (!isWordUnit(word.charCodeAt(0))) {
      if (from >= 0 && endsClause(text, start, start + word.length)) close();
      continue;
    }
    if (from >= 0 && (isContrast(at) || at - from >= LONGEST)) close();
    if (from < 0) from = at;
    last = at;
  }
  close();
  return clauses;
}
