/**
 * A practice workspace lives on: its clock goes forward and stops at every moment at which something is due, until what that caused is
 * done. The jobs are those of the queue, so a process that dies on the way loses nothing, and another one goes on.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, SYSTEM } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { nextSweep, sweepWorkspace } from '../../kit/jobs/sweep.ts';
import { countWaitingJobs } from '../../kit/jobs/waiting.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { audit } from './audit.ts';
import type { ClockState } from './contract.ts';
import { findSettings, mergeSettings, moveClock } from './store.ts';

const TASK = 'access.live';
const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const FURTHEST_MS = 3660 * UNIT_MS.day;
/** Between two looks at the queue. Milliseconds. */
const LOOK_MS = 20;

export async function clockState(ctx: Context): Promise<ClockState> {
  const settings = await ctx.runtime.db.beyondWorkspaces((tx) => findSettings(tx, ctx.workspace.id));
  const target = settings?.['clockTarget'];
  return { clock: ctx.workspace.clock?.toISOString() ?? null, target: typeof target === 'string' ? target : null };
}

export type Advance =
  | { readonly to: string }
  | { readonly forward: { readonly n: number; readonly unit: keyof typeof UNIT_MS } }
  | { readonly next: true };

export async function requestAdvance(ctx: Context, advance: Advance): Promise<ClockState> {
  const { clock, id } = ctx.workspace;
  if (!clock) throw new Problem('clock_is_real');
  const to = await targetOf(ctx, advance);
  if (to === null) return clockState(ctx);
  if (to <= clock || to.getTime() - clock.getTime() > FURTHEST_MS)
    throw new Problem('clock_backwards', { now: clock.toISOString() });
  await note(ctx.runtime, id, to);
  await ctx.tx(async (tx) => {
    await enqueue(tx, ctx, [{ task: TASK, payload: { to: to.toISOString() }, queue: `clock:${id}` }]);
    await audit(tx, ctx, {
      action: 'clock.advanced',
      entity: 'workspace',
      entityId: id,
      detail: { from: clock.toISOString(), to: to.toISOString() },
    });
  });
  return { clock: clock.toISOString(), target: to.toISOString() };
}

/** Null when nothing is due any more. */
async function targetOf(ctx: Context, advance: Advance): Promise<Date | null> {
  if ('to' in advance) return new Date(advance.to);
  if ('next' in advance) return nextSweep(ctx);
  return new Date(ctx.now.getTime() + advance.forward.n * UNIT_MS[advance.forward.unit]);
}

async function note(runtime: Runtime, workspace: string, target: Date | null): Promise<void> {
  const clockTarget = target?.toISOString() ?? null;
  await runtime.db.beyondWorkspaces((tx) => mergeSettings(tx, workspace, { clockTarget }));
}

export const liveJob = job<{ to: string }>(TASK, async (ctx, { to }, { signal }) => {
  await liveUntil(ctx.runtime, ctx.workspace.id, new Date(to), signal);
});

/** Throws when the process is asked to stop: the job is run again and goes on from where the clock stands. */
async function liveUntil(runtime: Runtime, id: string, to: Date, signal: AbortSignal): Promise<void> {
  for (;;) {
    await quiet(runtime, id, signal);
    const ctx = await runtime.open(id, SYSTEM);
    if (ctx.workspace.clock === null || ctx.now >= to) break;
    const due = await nextSweep(ctx);
    const stop = due && due < to ? due : to;
    await runtime.db.beyondWorkspaces((tx) => moveClock(tx, id, stop));
    await sweepWorkspace(await runtime.open(id, SYSTEM));
  }
  await note(runtime, id, null);
}

/** Waits until the queue holds nothing of the workspace that could run now. */
async function quiet(runtime: Runtime, id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    if ((await countWaitingJobs(runtime, id, TASK)) === 0) return;
    await sleep(LOOK_MS);
  }
}
