import { type Route, route } from '../../kit/http/route.ts';
import {
  changeIndicatorDefinition,
  downloadIndicators,
  getIndicatorGroups,
  getIndicators,
  listIndicatorDefinitions,
  listIndicatorRows,
  refreshIndicators,
} from './contract.ts';
import { getIndicatorPeople } from './contract-people.ts';
import { changeDefinition, versionsOf } from './definition-versions.ts';
import { groupsOf, peopleOf, rowsOf } from './groups.ts';
import { overviewOf } from './read.ts';
import { sendIndicators } from './send.ts';
import { askRefresh } from './sweep.ts';

export const routes: readonly Route[] = [
  route(getIndicators, ({ ctx, query }) => ctx.tx((tx) => overviewOf(tx, ctx, query))),
  route(getIndicatorGroups, ({ ctx, query }) => ctx.tx((tx) => groupsOf(tx, ctx, query))),
  route(getIndicatorPeople, ({ ctx, query }) => ctx.tx((tx) => peopleOf(tx, ctx, query))),
  route(listIndicatorRows, ({ ctx, query }) => ctx.tx((tx) => rowsOf(tx, ctx, query))),
  route(downloadIndicators, async ({ ctx, query, reply }) => sendIndicators(reply, ctx, query)),
  route(listIndicatorDefinitions, ({ ctx }) => ctx.tx(async (tx) => ({ definitions: await versionsOf(tx, ctx) }))),
  route(changeIndicatorDefinition, ({ ctx, params, body }) =>
    ctx.tx(async (tx) => {
      const definitions = await changeDefinition(tx, ctx, params.indicator, body.params);
      await askRefresh(tx, ctx, true);
      return { definitions };
    }),
  ),
  route(refreshIndicators, ({ ctx, body }) =>
    ctx.tx(async (tx) => {
      await askRefresh(tx, ctx, body.all);
      return { started: true };
    }),
  ),
];
