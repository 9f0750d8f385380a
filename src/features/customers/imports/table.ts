/** What can be told from the first rows of a file: its delimiter, whether it has a header, its columns. */
import { parse } from 'csv-parse/sync';
import { Problem } from '../../../kit/errors.ts';
import type { Encoding } from '../contract-imports.ts';
import { readMoment } from '../../events/index.ts';
import { readAmount } from './cells.ts';
import type { Inspection } from './inspect.ts';
import { type Format, parseOptions } from './rows.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const SAMPLE_ROWS = 200;

export interface Head {
  readonly format: Format;
  readonly columns: readonly string[];
  /** The first rows of data. */
  readonly rows: readonly (readonly string[])[];
}

export interface FormatWish {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: string | undefined;
  readonly header?: boolean | undefined;
}

export function readHead(inspection: Inspection, wish: FormatWish = {}): Head {
  const encoding = wish.encoding ?? inspection.encoding;
  const text = new TextDecoder(encoding).decode(inspection.head);
  const delimiter = wish.delimiter || guessDelimiter(text);
  const records = parseSample(text, delimiter);
  const first = records.find((record) => record.some((cell) => cell.trim() !== ''));
  if (!first) throw new Problem('import_empty');
  const header = wish.header ?? looksLikeHeader(first);
  return {
    format: { encoding, delimiter, header },
    columns: nameColumns(first, header),
    rows: records.slice(header ? 1 : 0).filter((record) => record.some((cell) => cell !== '')),
  };
}

/** The last record of the sample may be cut in the middle, so it is only taken when it is the only one. */
function parseSample(text: string, delimiter: string): string[][] {
  const end = text.length > 1000 ? text.lastIndexOf('\n') + 1 : text.length;
  const sample = end > 0 ? text.slice(0, end) : text;
  const options = { ...parseOptions(delimiter), raw: false, to: SAMPLE_ROWS, skip_records_with_error: true };
  return parse(sample, options) as unknown as string[][];
}

/** The one that splits the first lines into the most columns, equally often in each line. */
function guessDelimiter(text: string): string {
  const lines = text.split(/\r?\n/, 20).filter((line) => line.trim() !== '');
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    const steady = counts.filter((count) => count === counts[0]).length / Math.max(1, counts.length);
    return { delimiter, score: most === 0 ? 0 : Math.min(counts[0] ?? 0, most) * steady };
  });
  scored.sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score > 0 ? scored[0].delimiter : ',';
}

/** A header holds words; data holds a number or a date somewhere. */
function looksLikeHeader(cells: readonly string[]): boolean {
  return cells.every((cell) => {
    const text = cell.trim();
    return text === '' || (readAmount(text) === null && !('at' in readMoment(text, 'UTC')) && text.length <= 200);
  });
}

/** Empty and repeated names are told apart: `amount`, `amount (2)`. */
function nameColumns(first: readonly string[], header: boolean): string[] {
  const taken = new Set<string>();
  return first.map((cell, at) => {
    const base = (header ? cell.replaceAll('\0', '').trim().slice(0, 200) : '') || `column_${at + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}
