/** Which class a customer is in, and why. Pure. */
import {
  type Band,
  CELLS,
  type Cell,
  cellOf,
  type MatrixDefinition,
  MEASURES,
  type Measure,
  NOTHING_KNOWN,
  SCALES,
} from './contract-definition.ts';

const DAY_MS = 86_400_000;
/** What an event says for a customer without a class. */
export const NONE = 'none';

export interface Answer {
  readonly score: number;
  readonly at: Date;
}
/** The latest answer to each question, however old. */
export type Answers = Readonly<Record<Measure, Answer | null>>;

export interface Decision {
  /** null: nothing is known of her, so she has no class. */
  readonly key: string | null;
  readonly cell: Cell;
  /** When the oldest answer used grows too old; null when none is used. */
  readonly staleAt: Date | null;
}

export function bandOf(score: number, [low, high]: readonly [number, number]): Band {
  return score < low ? 'low' : score < high ? 'mid' : 'high';
}

/** An answer counts for `days` times 24 hours. */
export function classify(matrix: MatrixDefinition, answers: Answers, now: Date): Decision {
  const ends = (answer: Answer): number => answer.at.getTime() + matrix.days * DAY_MS;
  const used = (measure: Measure): Answer | null => {
    const answer = answers[measure];
    return answer && ends(answer) > now.getTime() ? answer : null;
  };
  const bands = Object.fromEntries(
    MEASURES.map((measure) => {
      const answer = used(measure);
      return [measure, answer ? bandOf(answer.score, matrix.cuts[measure]) : 'unknown'];
    }),
  ) as Record<Measure, Band>;
  const cell = cellOf(bands);
  const times = MEASURES.flatMap((measure) => used(measure) ?? []).map(ends);
  return {
    key: cell === NOTHING_KNOWN ? null : (matrix.cells[cell] ?? null),
    cell,
    staleAt: times.length > 0 ? new Date(Math.min(...times)) : null,
  };
}

/** The newer of what was kept and what was found: readings that are being read anew are missing for a while. */
export function newer(kept: Answer | null, found: Answer | null): Answer | null {
  if (!kept || !found) return found ?? kept;
  return kept.at > found.at ? kept : found;
}

/** The playbook meant for a cell. */
export function playbookOf(matrix: MatrixDefinition, cell: string): string | null {
  const key = matrix.cells[cell];
  return matrix.plays[cell] ?? matrix.classes.find((one) => one.key === key)?.playbook ?? null;
}

export interface MatrixFlaw {
  readonly path: string;
  readonly flaw:
    | 'cuts_order'
    | 'cuts_outside'
    | 'class_twice'
    | 'class_reserved'
    | 'cell_unknown'
    | 'cell_missing'
    | 'class_unknown';
}

/** All that speaks against a definition. */
export function flawsOf({ cuts, classes, cells, plays }: MatrixDefinition): MatrixFlaw[] {
  const flaws: MatrixFlaw[] = [];
  for (const measure of MEASURES) {
    const [low, high] = cuts[measure];
    const [least, most] = SCALES[measure];
    if (low >= high) flaws.push({ path: `cuts.${measure}`, flaw: 'cuts_order' });
    else if (low <= least || high > most) flaws.push({ path: `cuts.${measure}`, flaw: 'cuts_outside' });
  }
  const keys = new Set<string>();
  for (const [index, { key }] of classes.entries()) {
    if (keys.has(key)) flaws.push({ path: `classes.${index}.key`, flaw: 'class_twice' });
    if (key === NONE) flaws.push({ path: `classes.${index}.key`, flaw: 'class_reserved' });
    keys.add(key);
  }
  const known = new Set<string>(CELLS);
  for (const cell of CELLS) {
    const key = cells[cell];
    if (key === undefined) flaws.push({ path: `cells.${cell}`, flaw: 'cell_missing' });
    else if (!keys.has(key)) flaws.push({ path: `cells.${cell}`, flaw: 'class_unknown' });
  }
  for (const cell of Object.keys(cells))
    if (!known.has(cell)) flaws.push({ path: `cells.${cell}`, flaw: 'cell_unknown' });
  for (const cell of Object.keys(plays))
    if (!known.has(cell)) flaws.push({ path: `plays.${cell}`, flaw: 'cell_unknown' });
  return flaws;
}
