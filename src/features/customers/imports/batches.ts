/** Rows of a file in batches, each with what is wrong in it. */
import type { RowError } from '../store-imports.ts';
import type { OpenFile } from './file.ts';
import type { RowFlaw } from './flaws.ts';
import type { ImportKindOf } from './kinds/kind.ts';
import type { Plan } from './plan.ts';
import { type Format, readRows } from './rows.ts';

export interface Batch {
  readonly items: readonly unknown[];
  readonly errors: readonly RowError[];
  readonly failed: number;
  /** Data rows in the batch, good and bad. */
  readonly rows: number;
  /** Of the file, when the batch was complete. */
  readonly bytesRead: number;
}

export const BATCH_ROWS = 2000;
/** Characters: a batch of long rows ends early, so that memory does not grow with them. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;
const KEPT_LINE = 2000;

/** Skips the rows that an earlier attempt has committed. */
export async function* readBatches(
  file: OpenFile,
  format: Format,
  plan: Plan,
  kind: ImportKindOf<unknown>,
  skip: number,
): AsyncGenerator<Batch> {
  let batch = emptyBatch();
  let characters = 0;
  let seen = 0;
  for await (const row of readRows(file, format)) {
    if (format.header && row.number === 1) continue;
    seen += 1;
    if (seen <= skip) continue;
    batch.rows += 1;
    characters += row.line.length;
    // A blank line is nothing to complain about.
    if (row.line.trim() !== '') {
      const flaws: RowFlaw[] = [];
      const item = row.tooLong ? tooLong(flaws) : kind.read(row, plan, flaws);
      if (flaws.length === 0) batch.items.push(item);
      else {
        batch.failed += 1;
        batch.errors.push(...flaws.map((flaw) => toError(flaw, row.number, row.line)));
      }
    }
    if (batch.rows >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
      yield { ...batch, bytesRead: file.bytesRead() };
      batch = emptyBatch();
      characters = 0;
    }
  }
  if (batch.rows > 0) yield { ...batch, bytesRead: file.bytesRead() };
}

function emptyBatch() {
  return { items: [] as unknown[], errors: [] as RowError[], failed: 0, rows: 0 };
}

function tooLong(flaws: RowFlaw[]): null {
  flaws.push({ field: '*', code: 'line_too_long', value: '' });
  return null;
}

function toError(flaw: RowFlaw, number: number, line: string): RowError {
  return {
    row_number: number,
    field: flaw.field,
    code: flaw.code,
    message: storable(flaw.value),
    line: storable(line.slice(0, KEPT_LINE)),
  };
}

/** PostgreSQL keeps neither NUL nor half characters. */
function storable(text: string): string {
  return text.replaceAll('\0', '\u2400').replace(/\p{Surrogate}/gu, '\ufffd');
}
