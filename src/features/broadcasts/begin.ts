/** A broadcast begins: its words and whom it is for are fixed, and it is prepared. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { audit } from '../access/index.ts';
import { saveTemplates } from '../messages/index.ts';
import { conditionOf } from './audience.ts';
import { LIMITS } from './decide.ts';
import { templateOf } from './draft.ts';
import { PREPARE } from './prepare.ts';
import * as store from './store.ts';

/** False when as many run as may run at once. The caller holds the broadcast. */
export async function beginIn(tx: Tx, ctx: Context, row: store.BroadcastRow): Promise<boolean> {
  const workspace = ctx.workspace.id;
  await store.holdPlace(tx, workspace);
  if ((await store.countAtWork(tx, workspace)) >= LIMITS.atOnce) return false;
  const id = row.broadcast_id;
  const condition = await conditionOf(tx, ctx, row);
  await saveTemplates(tx, ctx, { playbook: id, version: row.revision }, [templateOf(row)]);
  const by = row.started_by ?? ctx.actor.name;
  await store.move(tx, workspace, id, { state: 'preparing', startedBy: by, startedAt: ctx.now, condition }, ctx.now);
  await audit(tx, ctx, {
    action: 'broadcasts.started',
    entity: 'broadcast',
    entityId: id,
    detail: { name: row.name, revision: row.revision },
  });
  await goOn(tx, ctx, id);
  return true;
}

export function goOn(tx: Tx, ctx: Context, broadcastId: string): Promise<void> {
  const key = `${PREPARE}:${ctx.workspace.id}:${broadcastId}`;
  return enqueue(tx, ctx, [{ task: PREPARE, payload: { broadcastId }, key }]);
}

/** At its moment. Where there is no place it waits; where its segment is gone it is a draft again. */
export function begin(ctx: Context, id: string): Promise<void> {
  return ctx.tx(async (tx) => {
    const row = await store.hold(tx, ctx.workspace.id, id);
    if (row?.state !== 'scheduled' || row.starts_at === null || row.starts_at > ctx.now) return;
    if (await isGone(tx, ctx, row)) {
      await store.move(tx, ctx.workspace.id, id, { state: 'draft' }, ctx.now);
      await store.dropEstimate(tx, ctx.workspace.id, id);
      await audit(tx, ctx, {
        action: 'broadcasts.not_started',
        entity: 'broadcast',
        entityId: id,
        detail: { name: row.name, segment: row.segment_id },
      });
    } else await beginIn(tx, ctx, row);
  });
}

const isGone = async (tx: Tx, ctx: Context, row: store.BroadcastRow): Promise<boolean> =>
  row.segment_id !== null && (await conditionOf(tx, ctx, row).catch(() => 'gone')) === 'gone';
