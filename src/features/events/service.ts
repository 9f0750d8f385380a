/** The front door: whatever happens, outside or inside, is recorded here. */
import { publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { eventsRecorded, type RecordedEvent } from './bus.ts';
import { DEEPEST } from './contract.ts';
import { noteProperties } from './properties.ts';
import * as store from './store.ts';
import { ensureMonths } from './store-months.ts';

/** `source` and `externalId` are the key: the same pair again is a duplicate, in this batch or any other. */
export type NewEvent = store.EventToWrite;

export interface RecordOptions {
  /** Which part of us recorded it (`orders`, a run's id). Events without a cause come from outside, and only those are fed to a replay. */
  readonly cause?: string;
}

export interface Recorded {
  /** In the order given. */
  readonly fresh: readonly RecordedEvent[];
  readonly duplicates: number;
  /** All of them, when they were caused too deeply (loop guard); the batch is listed in `listRefusals`. */
  readonly refused: number;
}

/**
 * Records a batch in the caller's transaction: at most about 2,000 at once, set-based, idempotent by source and external id. The caller
 * has checked the items (check.ts); customers must exist.
 */
export async function record(
  tx: Tx,
  ctx: Context,
  items: readonly NewEvent[],
  options: RecordOptions = {},
): Promise<Recorded> {
  if (items.length === 0) return { fresh: [], duplicates: 0, refused: 0 };
  if (ctx.depth > DEEPEST) return refuse(tx, ctx, items);
  await ensureMonths(ctx.runtime.db.owner, eachTime(items));
  const ids = items.map(() => newId('evt'));
  const { workspace, depth, now } = ctx;
  const recording = { workspace: workspace.id, items, ids, cause: options.cause ?? null, depth, now };
  const written = new Set(await store.insertEvents(tx, recording));
  const news = items.filter((_item, at) => written.has(ids[at] ?? ''));
  await noteProperties(tx, ctx, news);
  const fresh = items.flatMap(({ customerId, type, occurredAt }, at) => {
    const eventId = ids[at] ?? '';
    return written.has(eventId) ? [{ eventId, customerId, type, occurredAt: occurredAt.toISOString() }] : [];
  });
  if (fresh.length > 0) await publish(tx, ctx, eventsRecorded, { items: fresh });
  return { fresh, duplicates: items.length - fresh.length, refused: 0 };
}

function* eachTime(items: readonly NewEvent[]): Iterable<Date> {
  for (const item of items) yield item.occurredAt;
}

async function refuse(tx: Tx, ctx: Context, items: readonly NewEvent[]): Promise<Recorded> {
  await store.insertRefusal(tx, ctx.workspace.id, {
    refusal_id: newId('ref'),
    refused_at: ctx.now,
    depth: ctx.depth,
    events: items.length,
    types: [...new Set(items.map((item) => item.type))].slice(0, 20),
    source: items[0]?.source ?? '',
  });
  ctx.runtime.log.warn(
    { workspace: ctx.workspace.id, depth: ctx.depth, events: items.length },
    'events refused: caused too deeply',
  );
  return { fresh: [], duplicates: 0, refused: items.length };
}
