import { type Route, route } from '../../kit/http/route.ts';
import { goalIndicatorsOf } from '../metrics/index.ts';
import { handleAlert, listAlerts, seekCause } from './alerts.ts';
import * as contract from './contract.ts';
import { choiceOf } from './measure.ts';
import * as service from './service.ts';
import { sendGoals } from './table.ts';

export const routes: readonly Route[] = [
  route(contract.listGoals, async ({ ctx, query }) => ({
    goals: await service.listGoals(ctx, query.archived === '1'),
  })),
  route(contract.downloadGoals, async ({ ctx, reply }) => sendGoals(reply, ctx, await service.listGoals(ctx, false))),
  route(contract.listGoalIndicators, ({ ctx }) =>
    ctx.tx(async (tx) => ({ items: (await goalIndicatorsOf(tx, ctx)).map(choiceOf) })),
  ),
  route(contract.createGoal, ({ ctx, body }) => service.createGoal(ctx, body)),
  route(contract.previewGoal, ({ ctx, body }) => service.previewGoal(ctx, body)),
  route(contract.getGoal, ({ ctx, params }) => service.describeGoal(ctx, params.goal)),
  route(contract.changeGoal, ({ ctx, params, body }) => service.changeGoal(ctx, params.goal, body)),
  route(contract.archiveGoal, ({ ctx, params }) => service.archiveGoal(ctx, params.goal)),
  route(contract.listGoalAlerts, async ({ ctx, query }) => ({ items: await listAlerts(ctx, query) })),
  route(contract.seekGoalCause, ({ ctx, params }) => seekCause(ctx, params.alert)),
  route(contract.handleGoalAlert, ({ ctx, params, body }) => handleAlert(ctx, params.alert, body)),
];
