/** What time brings: a broadcast whose moment has come, one that is being prepared, one that goes on telling. */
import type { Context } from '../../kit/context.ts';
import type { Sweep } from '../../kit/feature.ts';
import { begin } from './begin.ts';
import { prepareSome } from './prepare.ts';
import * as store from './store.ts';
import { tellSome } from './tell.ts';

/** Looked at again this long before what is written ahead runs out. */
const EARLY_MS = 5000;

export const broadcastsSweep: Sweep = {
  name: 'broadcasts.sweep',
  live: true,
  run: sweep,
  next: (ctx) => ctx.tx((tx) => store.nextMoment(tx, ctx.workspace.id, ctx.now, EARLY_MS)),
};

async function sweep(ctx: Context): Promise<void> {
  const idsIn = (state: store.StoredState, before: Date | null = null) =>
    ctx.tx((tx) => store.idsIn(tx, ctx.workspace.id, state, before));
  for (const id of await idsIn('scheduled', ctx.now)) await begin(ctx, id);
  // Whoever was preparing it may be dead. When he is not, no harm is done: both go on where the other was.
  for (const id of await idsIn('preparing')) while (await prepareSome(ctx, id));
  for (const id of await idsIn('running')) while (await tellSome(ctx, id));
}
