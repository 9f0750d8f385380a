/** What time brings due: each feature's sweeps, in river order. */
import { type Context, SYSTEM } from '../context.ts';
import type { Sweep } from '../feature.ts';
import { contextIn, type Runtime, workspaceDirectory } from '../runtime.ts';

/** In river order. */
export function sweepsOf(runtime: Runtime): Sweep[] {
  return runtime.features.flatMap(({ sweeps = [] }) => sweeps);
}

/** For every workspace that lives in real time. One workspace's failure does not stop the others. */
export async function sweepAll(runtime: Runtime): Promise<void> {
  const workspaces = await runtime.db.beyondWorkspaces((tx) => runtime.only(workspaceDirectory).list(tx));
  for (const workspace of workspaces) {
    if (workspace.kind !== 'scratch') await sweepWorkspace(contextIn(runtime, workspace, SYSTEM));
  }
}

export async function sweepWorkspace(ctx: Context): Promise<void> {
  for (const sweep of sweepsOf(ctx.runtime)) await runSweep(ctx, sweep);
}

/** A sweep that fails is logged and comes again with the next one; the others run. */
export async function runSweep(ctx: Context, sweep: Sweep): Promise<void> {
  await sweep.run(ctx).catch((error: unknown) => {
    ctx.runtime.log.error({ err: error, sweep: sweep.name, workspace: ctx.workspace.id }, 'sweep failed');
  });
}

/** The first moment after `ctx.now` at which some of these sweeps (of all, when none are named) has something to do, as far as known. */
export async function nextSweep(ctx: Context, sweeps: readonly Sweep[] = sweepsOf(ctx.runtime)): Promise<Date | null> {
  let first: Date | null = null;
  for (const sweep of sweeps) {
    const wanted = await sweep.next?.(ctx);
    if (wanted && wanted > ctx.now && (first === null || wanted < first)) first = wanted;
  }
  return first;
}
