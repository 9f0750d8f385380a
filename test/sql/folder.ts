import { fileURLToPath } from 'node:url';

/** One folder per run of the tests, named by the process that started it and known to its workers. */
export const RECORD = 'HUIXIANG_SQL_RECORD';

export const cache = fileURLToPath(new URL('../../node_modules/.cache/huixiang/sql', import.meta.url));

export function recordFile(): string {
  return `${process.env[RECORD] ?? cache}/${process.pid}.jsonl`;
}
