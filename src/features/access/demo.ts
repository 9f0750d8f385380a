/** The demo company as seen from the first-run page: how far it is, and the button that loads it. */
import type { Context } from '../../kit/context.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { slot } from '../../kit/slots/slot.ts';
import { audit } from './audit.ts';
import type { DemoState } from './contract.ts';
import { findSettings, mergeSettings } from './store.ts';
import { ensureWorkspace } from './workspaces.ts';

/** Filled by the program: which workspace the demo is, and the job that loads it. */
export const demoCompany = slot<{ readonly workspace: string; readonly name: string; readonly task: string }>(
  'access.demoCompany',
);

interface Noted {
  readonly progress?: number;
  readonly failed?: boolean;
}

export async function demoState(runtime: Runtime): Promise<DemoState> {
  const { workspace } = runtime.only(demoCompany);
  const settings = await runtime.db.beyondWorkspaces((tx) => findSettings(tx, workspace));
  const { progress = 0, failed = false } = (settings?.['demo'] ?? {}) as Noted;
  const status = settings === null ? 'none' : failed ? 'failed' : progress >= 1 ? 'ready' : 'loading';
  return { status, progress, workspace };
}

/** Written by the load itself, in its own process: every process sees it. */
export async function noteDemo(runtime: Runtime, workspace: string, noted: Noted): Promise<void> {
  await runtime.db.beyondWorkspaces((tx) => mergeSettings(tx, workspace, { demo: noted }));
}

/** One load at a time: a waiting one is replaced, and jobs of one queue follow each other. */
export async function requestDemo(ctx: Context): Promise<DemoState> {
  const state = await demoState(ctx.runtime);
  if (state.status === 'ready') return state;
  const { workspace, name, task } = ctx.runtime.only(demoCompany);
  // Made here, so that whoever asks next hears that it is on its way.
  await ensureWorkspace(ctx.runtime, workspace, { name, kind: 'demo', clock: ctx.now });
  await noteDemo(ctx.runtime, workspace, { progress: 0 });
  await ctx.tx(async (tx) => {
    await enqueue(tx, ctx, [{ task, payload: {}, queue: task, key: task, attempts: 3 }]);
    await audit(tx, ctx, { action: 'demo.requested', entity: 'workspace', entityId: workspace, detail: {} });
  });
  return { status: 'loading', progress: 0, workspace };
}
