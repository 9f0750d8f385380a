/** A CSV file as records of named, typed cells. Every flaw says file, row and column. */
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { readMoment } from '../../events/index.ts';
import type { Flaws } from './flaws.ts';

export type Source = AsyncIterable<Uint8Array | string>;

/** Rows of one file; beyond this the import and a live playbook are the way. */
export const MOST_ROWS = 20_000_000;
const LONGEST_RECORD = 64 * 1024;

/** The cells of one record. Each reader says what is wrong and returns null; an optional empty cell is null without a flaw. */
export interface Cells {
  readonly row: number;
  text(column: string): string;
  required(column: string): string | null;
  number(column: string, least?: number): number | null;
  /** Milliseconds. Without a zone the time is UTC: the files are compared with each other only. */
  moment(column: string, optional?: boolean): number | null;
  flag(column: string): boolean;
}

/** The file as a whole is told before its rows: without a column nothing is read. */
export async function* readTable(
  file: string,
  source: Source | undefined,
  columns: readonly string[],
  flaws: Flaws,
): AsyncGenerator<Cells> {
  if (!source) return flaws.add(file, 'missing_file');
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    trim: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    info: true,
  });
  pipeline(Readable.from(source, { objectMode: false }), parser, () => undefined);
  let places: ReadonlyMap<string, number> | null = null;
  let row = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      row = info.lines;
      if (places === null) {
        places = placesOf(file, record, columns, flaws);
        if (places === null) return;
      } else if (row > MOST_ROWS) return flaws.add(file, 'too_many_rows', { row }, { most: MOST_ROWS });
      else yield cellsOf(file, row, record, places, flaws);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
    flaws.add(file, 'broken', { row: 'lines' in error ? Number(error.lines) : row + 1 });
    return;
  }
  if (places === null) flaws.add(file, 'empty_file');
}

function placesOf(file: string, header: readonly string[], columns: readonly string[], flaws: Flaws) {
  const places = new Map<string, number>();
  let good = true;
  for (const [place, name] of header.entries()) {
    if (places.has(name) && columns.includes(name)) {
      flaws.add(file, 'repeated_column', { row: 1, field: name });
      good = false;
    }
    places.set(name, place);
  }
  for (const column of columns) {
    if (places.has(column)) continue;
    flaws.add(file, 'missing_column', { row: 1, field: column }, { columns: header.join(', ') });
    good = false;
  }
  return good ? places : null;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
/** Finer than a microsecond says nothing here. */
const FINE = /(\.\d{6})\d+/;

function cellsOf(
  file: string,
  row: number,
  record: readonly string[],
  places: ReadonlyMap<string, number>,
  flaws: Flaws,
): Cells {
  const text = (column: string) => record[places.get(column) ?? -1] ?? '';
  const required = (column: string) => {
    const value = text(column);
    if (value !== '') return value;
    flaws.add(file, 'no_value', { row, field: column });
    return null;
  };
  return {
    row,
    text,
    required,
    number(column, least) {
      const value = required(column);
      if (value === null) return null;
      const number = NUMBER.test(value) ? Number(value) : Number.NaN;
      const flaw = Number.isFinite(number) ? (least !== undefined && number < least ? 'negative' : null) : 'not_number';
      if (flaw) flaws.add(file, flaw, { row, field: column }, { value });
      return flaw ? null : number;
    },
    moment(column, optional = false) {
      const value = optional ? text(column) : required(column);
      if (value === null || value === '') return null;
      const moment = readMoment(value.replace(FINE, '$1'), 'UTC');
      if ('at' in moment) return moment.at.getTime();
      flaws.add(file, 'not_date', { row, field: column }, { value });
      return null;
    },
    flag(column) {
      const value = text(column).toLowerCase();
      if (['1', 'true', 'yes', '是'].includes(value)) return true;
      if (!['', '0', 'false', 'no', '否'].includes(value))
        flaws.add(file, 'not_flag', { row, field: column }, { value });
      return false;
    },
  };
}
