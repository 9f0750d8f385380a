import { type Route, route } from '../../kit/http/route.ts';
import { boardOf } from './board.ts';
import * as contract from './contract.ts';
import { figureOf, trendOf } from './figures.ts';
import { startRebuild } from './read.ts';
import { metricsOf, publishMetric } from './versions.ts';

export const routes: readonly Route[] = [
  route(contract.listMetrics, ({ ctx }) => ctx.tx(async (tx) => ({ items: await metricsOf(tx, ctx) }))),
  route(contract.publishMetric, ({ ctx, body }) => publishMetric(ctx, body)),
  route(contract.getBoard, ({ ctx, query }) => ctx.tx((tx) => boardOf(tx, ctx, query))),
  route(contract.rebuildMetrics, ({ ctx }) =>
    ctx.tx(async (tx) => {
      await startRebuild(tx, ctx);
      return { started: true };
    }),
  ),
  route(contract.getFigure, ({ ctx, params, query }) =>
    ctx.tx((tx) => figureOf(tx, ctx, { metric: params.metric, ...query })),
  ),
  route(contract.getTrend, ({ ctx, params, query }) =>
    ctx.tx(async (tx) => ({ points: await trendOf(tx, ctx, { metric: params.metric, ...query }) })),
  ),
];
