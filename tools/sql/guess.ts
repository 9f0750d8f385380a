/**
 * Makes a whole statement of a text with holes, so that PostgreSQL's parser can read it: each hole becomes a parameter, nothing, a
 * table or a condition, whichever the parser accepts first.
 */
import { type Node, statementsOf } from './tree.ts';
import type { Hole } from './texts.ts';

/** In what a fragment may stand: itself first. */
const FRAMES = ['?', 'select ?', 'select 1 where ?', 'select * from ?', 'select 1 order by ?', 'select 1 from hole ?'];
const FILLINGS = ['$1', '', 'hole', 'select 1', 'and $1', '*'];
const ATTEMPTS = 60;

export interface Guess {
  readonly text: string;
  readonly trees: readonly Node[];
  /** `whole`: a statement by itself; `value`: a part that stands in a list or a condition; `part`: any other part of a statement. */
  readonly kind: 'whole' | 'value' | 'part';
}

/** Flattens inlined holes. */
function flat(pieces: readonly (string | Hole)[]): (string | null)[] {
  return pieces.flatMap((piece) => (typeof piece === 'string' ? [piece] : piece.inline ? flat(piece.inline) : [null]));
}

function firstFilling(before: string): number {
  if (/\b(from|join|into|update|table)\s*$/i.test(before)) return 2;
  return /\b(from|join|in|exists)\s*\(\s*$/i.test(before) ? 3 : 0;
}

/** Where in the text the parser stopped, if it says so. */
function stoppedAt(error: unknown): number {
  const details = (error as { sqlDetails?: { cursorPosition?: number } }).sqlDetails;
  return details?.cursorPosition ?? 0;
}

function attempt(frame: string, parts: readonly (string | null)[]): Guess | null {
  const holes = parts.flatMap((part, at) => (part === null ? [at] : []));
  const chosen = new Map(holes.map((at) => [at, firstFilling(parts.slice(0, at).join(''))]));
  const tried = new Map(holes.map((at) => [at, 1]));
  const [head = '', tail = ''] = frame.split('?');
  for (let round = 0; round < ATTEMPTS; round++) {
    const starts: number[] = [];
    let text = head;
    parts.forEach((part, at) => {
      starts[at] = text.length;
      text += part ?? FILLINGS[chosen.get(at) ?? 0];
    });
    text += tail;
    try {
      return {
        text,
        trees: statementsOf(text),
        kind: frame === '?' ? 'whole' : frame === 'select ?' || frame === 'select 1 where ?' ? 'value' : 'part',
      };
    } catch (error) {
      // change the last hole the parser passed that still has something to try
      const stop = stoppedAt(error);
      const culprit =
        holes.filter((at) => (starts[at] ?? 0) <= stop && (tried.get(at) ?? 0) < FILLINGS.length).at(-1) ??
        holes.find((at) => (tried.get(at) ?? 0) < FILLINGS.length);
      if (culprit === undefined) return null;
      chosen.set(culprit, ((chosen.get(culprit) ?? 0) + 1) % FILLINGS.length);
      tried.set(culprit, (tried.get(culprit) ?? 0) + 1);
    }
  }
  return null;
}

export function guess(pieces: readonly (string | Hole)[]): Guess | null {
  const parts = flat(pieces);
  for (const frame of FRAMES) {
    const found = attempt(frame, parts);
    if (found && found.trees.length > 0) return found;
  }
  return null;
}
