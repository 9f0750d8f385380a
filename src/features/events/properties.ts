/** Keeps, per event type, which properties were seen and of which JSON type, so that conditions can offer them. */
import type { Tx } from '../../kit/db/database.ts';
import * as store from './store.ts';

/**
 * What this process has written already, forgotten after a while: a rolled-back transaction would otherwise leave a mark for something
 * that was never stored.
 */
const noted = new Map<string, Map<string, number>>();
const FORGET_AFTER_MS = 60_000;
/** A type with more distinct properties than this is used as a bag; the rest are not listed. */
const MOST_PROPERTIES = 100;

type Row = Pick<store.EventToWrite, 'type' | 'properties'>;

export async function noteProperties(tx: Tx, workspace: string, rows: readonly Row[]): Promise<void> {
  let news: Map<string, Record<string, string>> | undefined;
  const old = Date.now() - FORGET_AFTER_MS;
  for (const { type, properties } of rows) {
    if (!properties) continue;
    const marks = marksOf(`${workspace} ${type}`);
    for (const key in properties) {
      if ((marks.get(key) ?? 0) > old) continue;
      marks.set(key, old + FORGET_AFTER_MS);
      news ??= new Map();
      const seen = news.get(type) ?? {};
      news.set(type, seen);
      const kind = kindOf(properties[key]);
      if (kind !== 'null' && key.length <= 100 && Object.keys(seen).length < MOST_PROPERTIES) seen[key] = kind;
    }
  }
  for (const [type, seen] of [...(news ?? [])].sort()) await store.addSeenProperties(tx, workspace, type, seen);
}

function marksOf(name: string): Map<string, number> {
  let marks = noted.get(name);
  if (!marks || marks.size > 1000) {
    if (noted.size > 1000) noted.clear();
    marks = new Map();
    noted.set(name, marks);
  }
  return marks;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
