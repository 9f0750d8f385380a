/**
 * Reference answers and data that lie beside the repository where the product is developed. They are never the only test
 * of a thing: a test that needs them skips with a message when they are missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** Text of `../shared/<path>` seen from the repository's root; null, with a message, when it is not there. */
export function readShared(path: string): string | null {
  const file = new URL(`../../shared/${path}`, import.meta.url);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  console.warn(`skipped: ../shared/${path} is not here`);
  return null;
}

/** Rows of a CSV as objects by the names in its first line. */
export function readSharedCsv(path: string): Record<string, string>[] | null {
  const text = readShared(path);
  return text === null ? null : parse(text, { columns: true });
}

/** The largest relative error of a figure, or of a nested list of them, against its reference; null only equals null. */
export function relativeError(got: unknown, want: unknown): number {
  if (Array.isArray(want)) return Math.max(0, ...want.map((value, i) => relativeError((got as unknown[])[i], value)));
  if (typeof want !== 'number' || typeof got !== 'number') return got === want ? 0 : Number.POSITIVE_INFINITY;
  return got === want ? 0 : Math.abs(got - want) / Math.abs(want);
}
