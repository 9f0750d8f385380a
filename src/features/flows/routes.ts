import { type Route, route } from '../../kit/http/route.ts';
import { getFlow, getFlowRun, listFlowRuns, listStuckRuns, mendRuns } from './contract.ts';
import { mend } from './mend.ts';
import { pictureOf, runOfCustomer, runsOfCustomer, stuckRuns } from './views.ts';

export const routes: readonly Route[] = [
  route(getFlow, ({ params, query, ctx }) => ctx.tx((tx) => pictureOf(tx, ctx, params.flow, query.version))),
  route(listFlowRuns, ({ params, ctx, locale }) =>
    ctx.tx(async (tx) => ({ runs: await runsOfCustomer(tx, ctx, params.customer, locale) })),
  ),
  route(getFlowRun, ({ params, ctx, locale }) =>
    ctx.tx((tx) => runOfCustomer(tx, ctx, params.customer, params.run, locale)),
  ),
  route(listStuckRuns, ({ query, ctx, locale }) => ctx.tx((tx) => stuckRuns(tx, ctx, query, locale))),
  route(mendRuns, ({ body, ctx }) => ctx.tx((tx) => mend(tx, ctx, body.how, body.items))),
];
