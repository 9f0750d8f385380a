import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import { toDelivery, toDetail } from './present.ts';
import * as service from './service.ts';
import { listDeliveryRows } from './store-deliveries.ts';

export const routes: readonly Route[] = [
  route(contract.listWebhooks, ({ ctx }) => ctx.tx(async (tx) => ({ items: await service.webhooksOf(tx, ctx) }))),
  route(contract.createWebhook, ({ ctx, body }) => service.createWebhook(ctx, body)),
  route(contract.updateWebhook, ({ ctx, params, body }) => service.updateWebhook(ctx, params.webhook, body)),
  route(contract.deleteWebhook, ({ ctx, params }) => service.deleteWebhook(ctx, params.webhook)),
  route(contract.rotateSecret, ({ ctx, params }) => service.rotateSecret(ctx, params.webhook)),
  route(contract.pingWebhook, ({ ctx, params }) => service.pingWebhook(ctx, params.webhook)),
  route(contract.listDeliveries, ({ ctx, params, query }) =>
    ctx.tx(async (tx) => {
      await service.requireWebhook(tx, ctx, params.webhook);
      const question = { state: query.state ?? null, after: query.cursor ?? null, limit: query.limit + 1 };
      const rows = await listDeliveryRows(tx, ctx.workspace.id, params.webhook, question);
      const shown = rows.slice(0, query.limit);
      const next = rows.length > query.limit ? (shown.at(-1)?.delivery_id ?? null) : null;
      return { items: shown.map(toDelivery), next };
    }),
  ),
  route(contract.getDelivery, ({ ctx, params }) =>
    ctx.tx(async (tx) => toDetail(await service.requireDelivery(tx, ctx, params.webhook, params.delivery))),
  ),
  route(contract.resendDelivery, ({ ctx, params }) => service.resendDelivery(ctx, params.webhook, params.delivery)),
];
