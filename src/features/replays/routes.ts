import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import { createReplay, requireReplay, stopReplay } from './service.ts';
import * as store from './store.ts';

export const routes: readonly Route[] = [
  route(contract.startReplay, ({ body, ctx }) => createReplay(ctx, body, { queued: true })),
  route(contract.listReplays, ({ ctx }) =>
    ctx.tx(async (tx) => ({ replays: await store.listReplays(tx, ctx.workspace.id) })),
  ),
  route(contract.getReplay, ({ params, ctx }) => requireReplay(ctx, params.id)),
  route(contract.stopReplay, ({ params, ctx }) => stopReplay(ctx, params.id)),
];
