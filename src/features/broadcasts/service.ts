/** Broadcasts as people see them, and the drafts of them. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import { countGroups } from '../messages/index.ts';
import { explainCondition, segmentNames } from '../segments/index.ts';
import { requireAll } from './audience.ts';
import type { Broadcast, BroadcastBody, BroadcastState } from './contract.ts';
import { isDone, may, type Verb } from './decide.ts';
import { draftOf } from './draft.ts';
import * as store from './store.ts';

export const stateOf = ({ state, estimate }: Pick<store.BroadcastRow, 'state' | 'estimate'>): BroadcastState =>
  state === 'draft' && estimate !== null ? 'estimated' : state;

const DAY_MS = 86_400_000;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

async function describeAll(
  tx: Tx,
  ctx: Context,
  rows: readonly store.BroadcastRow[],
  whole: boolean,
): Promise<Broadcast[]> {
  const ids = rows.map((row) => row.broadcast_id);
  const counts = await countGroups(tx, ctx.workspace.id, ids);
  const names = await segmentNames(tx, ctx);
  const sentences = new Map<string, string>();
  if (whole)
    for (const { broadcast_id: id, condition } of rows)
      if (condition) sentences.set(id, await explainCondition(tx, ctx, condition, ctx.locale).catch(() => ''));
  return rows.map((row) => ({
    broadcastId: row.broadcast_id,
    name: row.name,
    purpose: row.purpose,
    audience: {
      segment: row.segment_id,
      segmentName: row.segment_id === null ? null : (names.get(row.segment_id) ?? null),
      condition: row.condition,
      sentence: sentences.get(row.broadcast_id) ?? '',
    },
    channels: row.channels,
    plan: row.plan,
    preferred: row.preferred,
    perMinute: row.per_minute,
    startsAt: iso(row.starts_at),
    state: stateOf(row),
    revision: row.revision,
    estimate: row.estimate,
    isEstimateOld: row.estimate !== null && ctx.now.getTime() - Date.parse(row.estimate.at) > DAY_MS,
    recipients: row.recipients,
    refused: { ...row.refused },
    byChannel: { ...row.by_channel },
    spared: row.spared,
    written: row.written,
    counts: counts.get(row.broadcast_id) ?? [],
    startedBy: row.started_by,
    startedAt: iso(row.started_at),
    preparedAt: iso(row.prepared_at),
    endedAt: iso(row.ended_at),
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}

export async function describe(tx: Tx, ctx: Context, id: string): Promise<Broadcast> {
  const row = await store.find(tx, ctx.workspace.id, id);
  const [broadcast] = row ? await describeAll(tx, ctx, [row], true) : [];
  if (!broadcast) throw new Problem('not_found', { what: 'broadcast' });
  return broadcast;
}

export const getBroadcast = (ctx: Context, id: string): Promise<Broadcast> => ctx.tx((tx) => describe(tx, ctx, id));

export function listBroadcasts(
  ctx: Context,
  query: { q: string; state?: BroadcastState | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Broadcast[]; next: string | null }> {
  return ctx.tx(async (tx) => {
    const after = query.cursor ? readCursor(query.cursor) : null;
    const { q, state, limit } = query;
    const rows = await store.list(tx, ctx.workspace.id, { q, state, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: await describeAll(tx, ctx, shown, false),
      next: last ? writeCursor(last.created_at, last.broadcast_id) : null,
    };
  });
}

export function createBroadcast(
  ctx: Context,
  { key, ...body }: BroadcastBody & { key?: string | undefined },
): Promise<Broadcast> {
  requireAll(ctx);
  return ctx.tx(async (tx) => {
    const known = key === undefined ? null : await store.findByKey(tx, ctx.workspace.id, key);
    if (known) return describe(tx, ctx, known.broadcast_id);
    const draft = await draftOf(tx, ctx, body);
    const id = newId('bct');
    const meta = { key: key ?? null, by: ctx.actor.name, now: ctx.now };
    if (await store.insert(tx, ctx.workspace.id, id, { ...draft, ...meta })) {
      await note(tx, ctx, 'created', id, { name: draft.name });
      return describe(tx, ctx, id);
    }
    // Two clicks at once: the other one has made it.
    const other = await store.findByKey(tx, ctx.workspace.id, key ?? '');
    return describe(tx, ctx, other?.broadcast_id ?? '');
  });
}

export function changeBroadcast(
  ctx: Context,
  id: string,
  { revision, ...body }: BroadcastBody & { revision: number },
): Promise<Broadcast> {
  return ctx.tx(async (tx) => {
    const row = await requireHeld(tx, ctx, id, 'edit');
    requireAll(ctx);
    if (row.revision !== revision) throw new Problem('broadcast_changed');
    const draft = await draftOf(tx, ctx, body);
    await store.change(tx, ctx.workspace.id, id, draft, ctx.now);
    await note(tx, ctx, 'changed', id, { name: draft.name, revision: revision + 1 });
    return describe(tx, ctx, id);
  });
}

export function removeBroadcast(ctx: Context, id: string): Promise<{ deleted: boolean }> {
  return ctx.tx(async (tx) => {
    const row = await requireHeld(tx, ctx, id, 'remove');
    await store.remove(tx, ctx.workspace.id, id);
    await note(tx, ctx, 'removed', id, { name: row.name });
    return { deleted: true };
  });
}

/** The broadcast, held; a Problem when it is not there or not in a state for it. */
export async function requireHeld(tx: Tx, ctx: Context, id: string, verb: Verb): Promise<store.BroadcastRow> {
  const row = await store.hold(tx, ctx.workspace.id, id);
  if (!row) throw new Problem('not_found', { what: 'broadcast' });
  const state = stateOf(row);
  if (may(verb, state)) return row;
  if (verb === 'start' && state === 'draft') throw new Problem('broadcast_not_estimated');
  throw new Problem('broadcast_state', { state });
}

/** The same; null when it is done already, so that a second click changes nothing. */
export async function holdFor(tx: Tx, ctx: Context, id: string, verb: Verb): Promise<store.BroadcastRow | null> {
  const row = await store.hold(tx, ctx.workspace.id, id);
  if (row && isDone(verb, stateOf(row))) return null;
  return requireHeld(tx, ctx, id, verb);
}

export function note(
  tx: Tx,
  ctx: Context,
  what:
    | 'created'
    | 'changed'
    | 'removed'
    | 'scheduled'
    | 'unscheduled'
    | 'paused'
    | 'resumed'
    | 'paced'
    | 'stopped'
    | 'tested'
    | 'downloaded',
  id: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  return audit(tx, ctx, { action: `broadcasts.${what}`, entity: 'broadcast', entityId: id, detail });
}
