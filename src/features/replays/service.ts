import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { audit } from '../access/index.ts';
import { workspaceDirectory } from '../../kit/runtime.ts';
import type { Replay } from './contract.ts';
import * as store from './store.ts';
import { walkHistory } from './walk.ts';

export const WALK_TASK = 'replays.walk';
/** A walk writes where it is at least this often, or it was cut off. */
const CUT_OFF_MS = 60_000;

export interface ReplayInput {
  readonly from: string;
  readonly to: string;
  readonly into: string;
  readonly assumeConsent: boolean;
}

/** Writes the replay down; `runReplay` walks it, as a job or in the process of a command. */
export async function createReplay(ctx: Context, input: ReplayInput, options: { queued: boolean }): Promise<Replay> {
  const { from, to, into, assumeConsent } = input;
  if (from >= to) throw new Problem('replay_range', { from, to });
  if (ctx.workspace.kind === 'scratch') throw new Problem('replay_of_scratch');
  const target = await ctx.runtime.db.beyondWorkspaces((tx) => ctx.runtime.only(workspaceDirectory).find(tx, into));
  if (into === ctx.workspace.id || (target && target.kind !== 'scratch'))
    throw new Problem('replay_not_scratch', { into });
  return ctx.tx(async (tx) => {
    // Two walks in one copy would mix: the second waits its turn or says so. Real time: the walk's own clock is virtual.
    const now = Date.now();
    if (await store.findBusy(tx, ctx.workspace.id, into, new Date(now - CUT_OFF_MS)))
      throw new Problem('replay_busy', { into });
    await store.stopCutOff(tx, ctx.workspace.id, into, new Date(now));
    const replay: Replay = {
      replayId: newId('rpl'),
      into,
      from,
      to,
      at: null,
      progress: 0,
      assumeConsent,
      status: 'waiting',
      summary: {},
      error: null,
      startedAt: new Date().toISOString(),
      endedAt: null,
    };
    await store.insertReplay(tx, ctx.workspace.id, replay, ctx.actor.name);
    await audit(tx, ctx, {
      action: 'replays.started',
      entity: 'replay',
      entityId: replay.replayId,
      detail: { ...input },
    });
    if (options.queued)
      await enqueue(tx, ctx, [
        { task: WALK_TASK, payload: { replay: replay.replayId }, queue: `replay:${into}`, attempts: 5 },
      ]);
    return replay;
  });
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onDay?: (day: string) => void;
}

/** Walks a replay from its beginning; a walk cut off by a crash starts anew in an emptied copy, so it may be run any number of times. */
export async function runReplay(ctx: Context, id: string, options: RunOptions = {}): Promise<Replay> {
  const replay = await requireReplay(ctx, id);
  if (replay.status !== 'waiting' && replay.status !== 'running') return replay;
  const { id: workspace } = ctx.workspace;
  const days = zoneCalendar(ctx.workspace.zone);
  try {
    const { finished, summary } = await walkHistory(ctx, {
      into: replay.into,
      from: new Date(days.startOfDate(replay.from)),
      to: new Date(days.startOfDate(replay.to)),
      assumeConsent: replay.assumeConsent,
      onDay: async (at, sums) => {
        const day = days.dateOf(at.getTime());
        options.onDay?.(day);
        if (options.signal?.aborted) throw new Interrupted();
        return ctx.tx((tx) => store.saveProgress(tx, workspace, id, day, { ...sums }));
      },
    });
    await ctx.tx((tx) =>
      store.endReplay(tx, workspace, id, {
        status: finished ? 'done' : 'stopped',
        summary,
        error: null,
        at: new Date(),
      }),
    );
  } catch (error) {
    if (!isElsewhere(error, options)) {
      const message = error instanceof Error ? error.message : String(error);
      await ctx.tx((tx) => store.endReplay(tx, workspace, id, { status: 'failed', error: message, at: new Date() }));
    }
    throw error;
  }
  return requireReplay(ctx, id);
}

/** The process is stopping: the job goes back to the queue and another process starts the walk again. */
class Interrupted extends Error {}

/** Then it is not for us to say how the replay ended. */
function isElsewhere(error: unknown, { signal }: RunOptions): boolean {
  return (
    signal?.aborted || error instanceof Interrupted || (error instanceof Problem && error.code === 'replay_taken_over')
  );
}

export async function requireReplay(ctx: Context, id: string): Promise<Replay> {
  const replay = await ctx.tx((tx) => store.findReplay(tx, ctx.workspace.id, id));
  if (!replay) throw new Problem('not_found', { what: 'replay' });
  return replay;
}

export async function stopReplay(ctx: Context, id: string): Promise<Replay> {
  await requireReplay(ctx, id);
  await ctx.tx(async (tx) => {
    await store.endReplay(tx, ctx.workspace.id, id, { status: 'stopped', error: null, at: new Date() });
    await audit(tx, ctx, { action: 'replays.stopped', entity: 'replay', entityId: id, detail: {} });
  });
  return requireReplay(ctx, id);
}
