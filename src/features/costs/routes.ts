import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

export const routes: readonly Route[] = [
  route(contract.listCosts, async ({ ctx }) => ({ costs: await service.listCosts(ctx) })),
  route(contract.addCost, ({ ctx, body }) => service.addCost(ctx, body)),
  route(contract.importCosts, ({ ctx, body }) => service.importCosts(ctx, body.csv)),
  route(contract.changeCost, ({ ctx, params, body }) => service.changeCost(ctx, params.cost, body)),
  route(contract.deleteCost, async ({ ctx, params }) => {
    await service.deleteCost(ctx, params.cost);
    return { deleted: true as const };
  }),
];
