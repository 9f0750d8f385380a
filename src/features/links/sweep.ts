/** Links that expired long ago are deleted: what remains of them is the figures of their playbook. */
import type { Context } from '../../kit/context.ts';
import type { Sweep } from '../../kit/feature.ts';
import { settingsOf } from './settings.ts';
import * as store from './store-life.ts';

const DAY_MS = 86_400_000;
/** In one transaction. */
const BATCH = 2000;

/** Nothing that happens depends on it: an expired link leads nowhere. */
export const linksSweep: Sweep = { name: 'links.sweep', upkeep: true, run: (ctx) => sweepLinks(ctx) };

export async function sweepLinks(ctx: Context, batch: number = BATCH): Promise<void> {
  const workspace = ctx.workspace.id;
  const before = await ctx.tx(async (tx) => {
    const { retainDays } = await settingsOf(tx, ctx);
    const then = new Date(ctx.now.getTime() - retainDays * DAY_MS);
    return (await store.isAnyOver(tx, workspace, then)) ? then : null;
  });
  if (!before) return;
  const some = () =>
    ctx.tx(async (tx) => {
      await store.holdSweep(tx, workspace);
      return store.deleteOver(tx, workspace, before, batch);
    });
  while ((await some()) === batch);
}
