import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

export const routes: readonly Route[] = [
  route(contract.listScripts, ({ ctx }) => service.listScripts(ctx)),
  route(contract.getScript, ({ ctx, params, query }) => service.getScript(ctx, { ...params, ...query })),
];
