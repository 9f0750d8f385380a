import type { StarsQuestion } from '../form.ts';
import { type Bag, countKeys, isBag } from '../own.ts';
import { flaw } from '../problem.ts';
import { isNothing, type Read } from './kind.ts';
import { readScore } from './score.ts';

export const STARS = 5;

/** How many unknown rows are named one by one. */
const NAMED = 20;

export function readStars({ id, most = STARS, rows }: StarsQuestion): Read {
  if (!rows) return readScore(id, 1, most);
  const reads = rows.map((row) => ({ row: row.id, read: readScore(`${id}.${row.id}`, 1, most) }));
  return (given, errors, demand) => {
    if (isNothing(given) && !demand) return undefined;
    if (!isNothing(given) && !isBag(given)) {
      errors.push(flaw(id, 'wrong_type'));
      return undefined;
    }
    const from: Bag = given ?? {};
    const clean: Record<string, unknown> = {};
    let found = 0;
    let answered = 0;
    for (const { row, read } of reads) {
      const raw = from[row];
      if (raw !== undefined) found += 1;
      const value = read(raw, errors, demand);
      if (value === undefined) continue;
      clean[row] = value;
      answered += 1;
    }
    if (countKeys(from) > found) {
      const strange = Object.keys(from).filter((key) => !rows.some((row) => row.id === key));
      for (const key of strange.slice(0, NAMED)) errors.push(flaw(`${id}.${key.slice(0, 60)}`, 'unknown_question'));
    }
    return answered > 0 ? clean : undefined;
  };
}
