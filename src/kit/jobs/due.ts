/**
 * The minute's tick finds whatever is due. Between two ticks a sweep runs again at the moment at which its room says that something falls due:
 * one job per workspace, sweep and second, however many processes plan it. A job that is lost costs no more than the wait for the next tick.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, SYSTEM } from '../context.ts';
import { Problem } from '../errors.ts';
import type { Sweep } from '../feature.ts';
import { contextIn, type Runtime, workspaceDirectory } from '../runtime.ts';
import { runSweep, sweepWorkspace } from './sweep.ts';

export const DUE = 'kit:due';

/** Beyond it the next tick plans. A little more than the tick's minute, so that nothing falls between two of them. */
const AHEAD_MS = 70_000;
const SECOND_MS = 1000;
/** The database says when a job runs, this process what time it is. When its clock is behind by no more than this, it waits. */
const SKEW_MS = 5000;

export interface DueJob {
  readonly workspace: string;
  readonly sweep: string;
  readonly at: string;
}

/** Every minute: sweeps every workspace that lives in real time, and plans what falls due before the next one. */
export async function tick(runtime: Runtime): Promise<void> {
  const workspaces = await runtime.db.beyondWorkspaces((tx) => runtime.only(workspaceDirectory).list(tx));
  for (const workspace of workspaces) {
    if (workspace.kind === 'scratch') continue;
    const ctx = contextIn(runtime, workspace, SYSTEM);
    await sweepWorkspace(ctx);
    for (const sweep of sweepsOf(runtime)) await plan(ctx, sweep);
  }
}

/** One sweep of one workspace at its moment. */
export async function sweepDue(runtime: Runtime, { workspace, sweep: name, at }: DueJob): Promise<void> {
  const early = new Date(at).getTime() - Date.now();
  if (early > 0) await sleep(Math.min(early, SKEW_MS));
  const sweep = sweepsOf(runtime).find((each) => each.name === name);
  const ctx = await runtime.open(workspace, SYSTEM).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found') return null;
    throw error;
  });
  if (!sweep || !ctx) return;
  await runSweep(ctx, sweep);
  await plan(ctx, sweep);
}

function sweepsOf({ features }: Runtime): Sweep[] {
  return features.flatMap((feature) => feature.sweeps ?? []);
}

/** A clock that is moved by hand stops at what is due by itself. */
async function plan(ctx: Context, sweep: Sweep): Promise<void> {
  if (ctx.workspace.clock !== null || !sweep.next) return;
  try {
    const next = await sweep.next(ctx);
    if (!next || next <= ctx.now || next.getTime() - Date.now() > AHEAD_MS) return;
    const second = Math.ceil(next.getTime() / SECOND_MS);
    const at = new Date(second * SECOND_MS).toISOString();
    const workspace = ctx.workspace.id;
    const payload = { workspace, sweep: sweep.name, at } satisfies DueJob;
    await ctx.runtime.db.owner.query(
      `select graphile_worker.add_job($1, $2::json, run_at => $3, max_attempts => 3, job_key => $4)`,
      [DUE, JSON.stringify(payload), at, `${DUE}:${workspace}:${sweep.name}:${second}`],
    );
  } catch (error) {
    ctx.runtime.log.error(
      { err: error, sweep: sweep.name, workspace: ctx.workspace.id },
      'what is due next is unknown',
    );
  }
}
