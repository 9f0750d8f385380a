/** Keeps, per event type, which properties were seen and of which JSON type, so that conditions can offer them. */
import type { Tx } from '../../kit/db/database.ts';
import * as store from './store.ts';

/**
 * What this process has written already, forgotten after a while: a rolled-back transaction would otherwise leave a mark for something
 * that was never stored.
 */
const noted = new Map<string, number>();
const FORGET_AFTER_MS = 60_000;
/** A type with more distinct properties than this is used as a bag; the rest are not listed. */
const MOST_PROPERTIES = 100;

type Row = Pick<store.EventRow, 'type' | 'properties'>;

export async function noteProperties(tx: Tx, workspace: string, rows: readonly Row[]): Promise<void> {
  let news: Map<string, Record<string, string>> | undefined;
  const at = Date.now();
  for (const { type, properties } of rows) {
    if (properties === null) continue;
    for (const key in properties) {
      const mark = `${workspace} ${type} ${key}`;
      if (at - (noted.get(mark) ?? 0) < FORGET_AFTER_MS) continue;
      noted.set(mark, at);
      news ??= new Map();
      const seen = news.get(type) ?? {};
      news.set(type, seen);
      const kind = kindOf(properties[key]);
      if (kind !== 'null' && key.length <= 100 && Object.keys(seen).length < MOST_PROPERTIES) seen[key] = kind;
    }
  }
  if (noted.size > 20_000) noted.clear();
  for (const [type, seen] of [...(news ?? [])].sort()) await store.addSeenProperties(tx, workspace, type, seen);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
