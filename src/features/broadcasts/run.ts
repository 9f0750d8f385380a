/** Starting and holding a broadcast: each verb one transaction, safe to click twice. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { haltGroup, pauseGroup, resumeGroup, stopGroup } from '../messages/index.ts';
import { compileAudience } from '../segments/index.ts';
import { conditionOf, requireAll } from './audience.ts';
import { beginIn, goOn } from './begin.ts';
import type { Broadcast } from './contract.ts';
import { LIMITS } from './decide.ts';
import { describe, holdFor, note } from './service.ts';
import * as store from './store.ts';
import { countAudience } from './store-recipients.ts';

/** One verb on one broadcast: what it is afterwards. */
function act(
  ctx: Context,
  id: string,
  verb: Parameters<typeof holdFor>[3],
  work: (tx: Tx, row: store.BroadcastRow) => Promise<void>,
): Promise<Broadcast> {
  return ctx.tx(async (tx) => {
    const row = await holdFor(tx, ctx, id, verb);
    if (row) await work(tx, row);
    return describe(tx, ctx, id);
  });
}

export function start(ctx: Context, id: string, { revision }: { revision: number }): Promise<Broadcast> {
  return act(ctx, id, 'start', async (tx, row) => {
    requireAll(ctx);
    if (row.revision !== revision) throw new Problem('broadcast_changed');
    const { where } = await compileAudience(tx, ctx, { condition: await conditionOf(tx, ctx, row), consent: null });
    if ((await countAudience(tx, ctx, where, 1)) === 0) throw new Problem('broadcast_empty');
    if (row.starts_at && row.starts_at > ctx.now) {
      await store.move(tx, ctx.workspace.id, id, { state: 'scheduled', startedBy: ctx.actor.name }, ctx.now);
      await note(tx, ctx, 'scheduled', id, { name: row.name, at: row.starts_at.toISOString() });
    } else if (!(await beginIn(tx, ctx, { ...row, started_by: ctx.actor.name })))
      throw new Problem('broadcast_busy', { most: LIMITS.atOnce });
  });
}

export function unschedule(ctx: Context, id: string): Promise<Broadcast> {
  return act(ctx, id, 'unschedule', async (tx, row) => {
    await store.move(tx, ctx.workspace.id, id, { state: 'draft' }, ctx.now);
    await note(tx, ctx, 'unscheduled', id, { name: row.name });
  });
}

export function pause(ctx: Context, id: string): Promise<Broadcast> {
  return act(ctx, id, 'pause', async (tx, row) => {
    await store.move(tx, ctx.workspace.id, id, { state: 'paused' }, ctx.now);
    await pauseGroup(tx, ctx, id);
    await note(tx, ctx, 'paused', id, { name: row.name, written: row.written });
  });
}

export function resume(
  ctx: Context,
  id: string,
  { perMinute }: { perMinute?: number | undefined },
): Promise<Broadcast> {
  return act(ctx, id, 'resume', async (tx, row) => {
    const pace = perMinute ?? row.per_minute;
    const held = await resumeGroup(tx, ctx, id, pace);
    // What was held goes first and uses up the pace until then.
    const free = Math.max(ctx.now.getTime() + (held * 60_000) / pace, row.paced_until?.getTime() ?? 0);
    const state = row.prepared_at === null ? 'preparing' : 'running';
    await store.move(tx, ctx.workspace.id, id, { state, perMinute: pace, pacedUntil: new Date(free) }, ctx.now);
    await goOn(tx, ctx, id);
    await note(tx, ctx, 'resumed', id, { name: row.name, perMinute: pace });
  });
}

export function setPace(ctx: Context, id: string, { perMinute }: { perMinute: number }): Promise<Broadcast> {
  return act(ctx, id, 'pace', async (tx, row) => {
    await store.move(tx, ctx.workspace.id, id, { state: row.state, perMinute }, ctx.now);
    await note(tx, ctx, 'paced', id, { name: row.name, perMinute, before: row.per_minute });
  });
}

const STOP = 'broadcasts.stop';

/** From this moment on nothing more goes out; what was written and not sent is closed by a job, so that it costs nobody a wait. */
export function stop(ctx: Context, id: string): Promise<Broadcast> {
  return act(ctx, id, 'stop', async (tx, row) => {
    await store.move(tx, ctx.workspace.id, id, { state: 'stopped', endedAt: ctx.now }, ctx.now);
    await haltGroup(tx, ctx, id);
    await enqueue(tx, ctx, [{ task: STOP, payload: { broadcastId: id } }]);
    await note(tx, ctx, 'stopped', id, { name: row.name, written: row.written, of: row.recipients });
  });
}

export const stopJob = job<{ readonly broadcastId: string }>(STOP, async (ctx, { broadcastId }) => {
  await stopGroup(ctx, broadcastId);
});
