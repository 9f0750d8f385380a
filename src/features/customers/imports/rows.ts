/** A file as rows of cells, in constant memory whatever is in it. */
import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { Problem } from '../../../kit/errors.ts';
import type { Encoding } from '../contract-imports.ts';
import type { OpenFile } from './file.ts';

export interface Format {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly header: boolean;
}

export interface Row {
  /** As a spreadsheet counts: the header is row 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** As it stands in the file. */
  readonly line: string;
  readonly tooLong: boolean;
}

/** Characters of a line that are kept; the rest of it is skipped and the row refused. */
export const LONGEST_LINE = 256 * 1024;
const LONGEST_RECORD = 4 * LONGEST_LINE;

export function parseOptions(delimiter: string) {
  return {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    raw: true,
    max_record_size: LONGEST_RECORD,
  } as const;
}

/** Every record of the file, the header too. */
export async function* readRows(file: OpenFile, format: Format): AsyncGenerator<Row> {
  const parser = parse(parseOptions(format.delimiter));
  // The parser is destroyed with the error, so that the loop below throws it.
  const text = Readable.from(shorten(decode(file.chunks, format.encoding)), { objectMode: false });
  pipeline(text, parser, () => undefined);
  let number = 0;
  try {
    for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
      number += 1;
      yield { number, cells: record, line: raw.replace(/\r?\n$/, ''), tooLong: raw.length >= LONGEST_LINE };
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Almost always a quotation mark that is opened and never closed: the rest of the file would be one cell.
    if (code.startsWith('CSV_')) throw new Problem('import_broken_row', { row: number + 1 });
    throw error;
  } finally {
    text.destroy();
    file.close();
  }
}

async function* decode(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Cuts lines longer than LONGEST_LINE, closing a quotation mark left open, and passes everything else through. */
export async function* shorten(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let length = 0;
  let quotes = 0;
  for await (const text of texts) {
    let from = 0;
    const parts: string[] = [];
    while (from < text.length) {
      const newline = text.indexOf('\n', from);
      const end = newline === -1 ? text.length : newline;
      const room = LONGEST_LINE - length;
      if (room > 0) {
        const part = text.slice(from, Math.min(end, from + room));
        parts.push(part);
        quotes += countQuotes(part);
        if (end - from >= room && quotes % 2 === 1) parts.push('"');
      }
      length += end - from;
      if (newline !== -1) {
        parts.push('\n');
        length = 0;
        quotes = 0;
      }
      from = end + 1;
    }
    if (parts.length > 0) yield parts.join('');
  }
}

function countQuotes(text: string): number {
  let n = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) n++;
  return n;
}
