/** Keeps, per event type, which properties were seen and of which JSON type, so that conditions can offer them. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Runtime } from '../../kit/runtime.ts';
import * as store from './store.ts';

/**
 * What this process has written already, forgotten after a while: a rolled-back transaction would otherwise leave a mark for something
 * that was never stored.
 */
const noted = new WeakMap<Runtime, Map<string, Map<string, number>>>();
const FORGET_AFTER_MS = 60_000;
/** A type with more distinct properties than this is used as a bag; the rest are not listed. */
const MOST_PROPERTIES = 100;

type Row = Pick<store.EventToWrite, 'type' | 'properties'>;

export async function noteProperties(tx: Tx, ctx: Context, rows: readonly Row[]): Promise<void> {
  const workspace = ctx.workspace.id;
  let news: Map<string, Record<string, string>> | undefined;
  const old = Date.now() - FORGET_AFTER_MS;
  for (const { type, properties } of rows) {
    if (!properties) continue;
    const marks = marksOf(ctx.runtime, `${workspace} ${type}`);
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

function marksOf(runtime: Runtime, name: string): Map<string, number> {
  const known = noted.get(runtime) ?? new Map<string, Map<string, number>>();
  noted.set(runtime, known);
  let marks = known.get(name);
  if (!marks || marks.size > 1000) {
    if (known.size > 1000) known.clear();
    marks = new Map();
    known.set(name, marks);
  }
  return marks;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
