/** What an import does with the rows of one kind of file. */
import type { Context } from '../../../../kit/context.ts';
import type { Tx } from '../../../../kit/db/database.ts';
import type { RowFlaw } from '../flaws.ts';
import type { Plan } from '../plan.ts';
import { looseValue } from '../cells.ts';
import { isStorable } from '../../../events/index.ts';
import type { Row } from '../rows.ts';

export interface Tally {
  readonly added: number;
  readonly same: number;
  readonly changed: number;
  /** Added up over the run. */
  readonly summary: Readonly<Record<string, number>>;
}

export interface ImportKindOf<T> {
  /** One row as an item; what is wrong is pushed to `flaws`, and a row with flaws is not written. */
  read(row: Row, plan: Plan, flaws: RowFlaw[]): T;
  write(tx: Tx, ctx: Context, items: readonly T[], plan: Plan): Promise<Tally>;
}

const MOST_REST = 16 * 1024;

/** The columns nobody mapped, for an order's detail or an event's properties. */
export function restOf(row: Row, plan: Plan, flaws: RowFlaw[]): Record<string, string | number> {
  const rest: Record<string, string | number> = {};
  let size = 0;
  for (const { column, at } of plan.rest) {
    const cell = row.cells[at] ?? '';
    if (cell.trim() === '') continue;
    size += column.length + cell.length;
    if (!isStorable(cell)) flaws.push({ field: column, code: 'bad_characters', value: '' });
    else if (size <= MOST_REST) rest[column] = looseValue(cell);
  }
  if (size > MOST_REST) flaws.push({ field: '*', code: 'properties_too_large', value: '' });
  return rest;
}
