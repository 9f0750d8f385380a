/** Whom messages reached, and how that is known. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { channelAdapter } from '../adapter.ts';
import * as store from './store-reach.ts';

export type { ReachFilter, ReachRow } from './store-reach.ts';

export function reachStats(tx: Tx, ctx: Context, filter: store.ReachFilter): Promise<store.ReachRow[]> {
  return store.reachStats(tx, ctx.workspace.id, filter, blindAdapters(ctx));
}

/** Those that nothing tells later what became of a message: taken over by the server is all there is to know. */
export function blindAdapters({ runtime }: Pick<Context, 'runtime'>): string[] {
  return runtime.slot(channelAdapter).flatMap(({ name, receipts }) => (receipts ? [] : [name]));
}
