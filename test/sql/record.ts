/**
 * Runs in every test process: notes each distinct statement that product code sends, for test/sql/judge.ts. What the
 * lint of the sources cannot see (conditions put together at run time) is seen here whole.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { recordFile } from './folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const seen = new Set<string>();
const RECORDING = Symbol.for('huixiang.recording');

/** The queue's library has its own tables and ways; the embedded server is one machine; a backup is of all workspaces. */
const APART = /^src\/kit\/(jobs|postgres|backup)\//;

/** The product's file a statement came from, or null when a test sent it. */
function sender(): string | null {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const stack = new Error('stack').stack ?? '';
  Error.stackTraceLimit = limit;
  const files = [...stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((file) => file.startsWith(root) && !file.includes('/node_modules/'))
    .map((file) => file.slice(root.length));
  const first = files.find((file) => !/^(test\/sql\/|src\/kit\/db\/)/.test(file));
  const apart = !first || APART.test(first) || /\.test\.ts$|^test\/|\/testing\/|^bench\//.test(first);
  return apart ? null : first;
}

function note(text: string): void {
  if (seen.has(text)) return;
  seen.add(text);
  const from = sender();
  if (from) appendFileSync(recordFile(), `${JSON.stringify({ from, text })}\n`);
}

const prototype = pg.Client.prototype as unknown as { query: (...words: unknown[]) => unknown; [RECORDING]?: boolean };
if (!prototype[RECORDING]) {
  prototype[RECORDING] = true;
  mkdirSync(dirname(recordFile()), { recursive: true });
  const query = prototype.query;
  prototype.query = function (this: unknown, ...words: unknown[]): unknown {
    const [first] = words;
    const text = typeof first === 'string' ? first : (first as { text?: unknown } | undefined)?.text;
    if (typeof text === 'string') note(text);
    return query.apply(this, words);
  };
}
