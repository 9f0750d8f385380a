import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import * as recipients from './contract-recipients.ts';
import { estimate } from './estimate.ts';
import { preview, trySend } from './preview.ts';
import { downloadRecipients, listRecipients } from './recipients.ts';
import * as run from './run.ts';
import * as service from './service.ts';

export const routes: readonly Route[] = [
  route(contract.listBroadcasts, ({ ctx, query }) => service.listBroadcasts(ctx, query)),
  route(contract.createBroadcast, ({ ctx, body }) => service.createBroadcast(ctx, body)),
  route(contract.getBroadcast, ({ ctx, params }) => service.getBroadcast(ctx, params.broadcast)),
  route(contract.changeBroadcast, ({ ctx, params, body }) => service.changeBroadcast(ctx, params.broadcast, body)),
  route(contract.removeBroadcast, ({ ctx, params }) => service.removeBroadcast(ctx, params.broadcast)),
  route(contract.estimateBroadcast, ({ ctx, params }) => estimate(ctx, params.broadcast)),
  route(contract.startBroadcast, ({ ctx, params, body }) => run.start(ctx, params.broadcast, body)),
  route(contract.unscheduleBroadcast, ({ ctx, params }) => run.unschedule(ctx, params.broadcast)),
  route(contract.pauseBroadcast, ({ ctx, params }) => run.pause(ctx, params.broadcast)),
  route(contract.resumeBroadcast, ({ ctx, params, body }) => run.resume(ctx, params.broadcast, body)),
  route(contract.paceBroadcast, ({ ctx, params, body }) => run.setPace(ctx, params.broadcast, body)),
  route(contract.stopBroadcast, ({ ctx, params }) => run.stop(ctx, params.broadcast)),
  route(recipients.previewBroadcast, ({ ctx, params, body }) => preview(ctx, params.broadcast, body)),
  route(recipients.testBroadcast, ({ ctx, params, body }) => trySend(ctx, params.broadcast, body)),
  route(recipients.listRecipients, ({ ctx, params, query }) => listRecipients(ctx, params.broadcast, query)),
  route(recipients.downloadRecipients, ({ ctx, params, query, reply }) =>
    downloadRecipients(reply, ctx, params.broadcast, query),
  ),
];
