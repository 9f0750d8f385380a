/** Writing CSV that Excel opens well and that carries no formula. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Marks UTF-8 for Excel. */
export const BOM = '\uFEFF';
/** Also after blanks of any kind, and in the wide forms that spreadsheets of East Asia read as the narrow ones. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** One line with its end. A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers. */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  let text = String(value);
  if (FORMULA.test(text) && !NUMBER.test(text)) text = `'${text}`;
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Sends page after page without holding the whole: an error in the middle cuts the connection, so a half file is never taken for a whole one. */
export function csvStream(header: readonly string[], pages: AsyncIterable<string>): Readable {
  async function* all(): AsyncGenerator<string> {
    yield BOM + csvLine(header);
    yield* pages;
  }
  return Readable.from(all(), { objectMode: false });
}

/** A file to save, sent as it is made. */
export function sendCsv(reply: FastifyReply, name: string, stream: Readable): never {
  const file = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  return reply.type('text/csv; charset=utf-8').header('content-disposition', file).send(stream) as never;
}
