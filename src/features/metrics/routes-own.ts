import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract-own.ts';
import { getIntentPlans, getTouchpoints } from './contract-views.ts';
import { archive, documentOf, recompute, requireOwn, restore, saveOwn } from './own.ts';
import { listOwn, ownFigure, ownTrend } from './own-figures.ts';
import { askable, previewOwn } from './own-preview.ts';
import { intentPlans, touchpointTable } from './views.ts';

export const ownRoutes: readonly Route[] = [
  route(getTouchpoints, ({ ctx, params, query }) =>
    ctx.tx((tx) => touchpointTable(tx, ctx, { metric: params.metric, ...query })),
  ),
  route(getIntentPlans, ({ ctx, query }) => ctx.tx((tx) => intentPlans(tx, ctx, query))),
  route(contract.listOwnMetrics, ({ ctx }) => ctx.tx(async (tx) => ({ items: await listOwn(tx, ctx) }))),
  route(contract.listAskable, ({ ctx }) => ctx.tx((tx) => askable(tx, ctx))),
  route(contract.previewOwnMetric, ({ ctx, body }) => ctx.tx((tx) => previewOwn(tx, ctx, body.definition))),
  route(contract.importOwnMetric, ({ ctx, body: { document, base } }) => {
    const { metric, name, definition } = document;
    return saveOwn(ctx, { metric, name, definition, note: 'JSON', base }, 'document.definition');
  }),
  route(contract.getOwnMetric, ({ ctx, params }) => ctx.tx((tx) => requireOwn(tx, ctx, params.own))),
  route(contract.saveOwnMetric, ({ ctx, params, body }) => saveOwn(ctx, { metric: params.own, ...body })),
  route(contract.archiveOwnMetric, ({ ctx, params, body }) => archive(ctx, params.own, body)),
  route(contract.restoreOwnMetric, ({ ctx, params, body }) => restore(ctx, params.own, body)),
  route(contract.recomputeOwnMetric, ({ ctx, params, body }) => recompute(ctx, params.own, body.version)),
  route(contract.exportOwnMetric, ({ ctx, params, query }) =>
    ctx.tx((tx) => documentOf(tx, ctx, params.own, query.version)),
  ),
  route(contract.getOwnFigure, ({ ctx, params, query }) =>
    ctx.tx((tx) => ownFigure(tx, ctx, { metric: params.own, ...query })),
  ),
  route(contract.getOwnTrend, ({ ctx, params, query }) =>
    ctx.tx(async (tx) => ({ points: await ownTrend(tx, ctx, { metric: params.own, ...query }) })),
  ),
];
