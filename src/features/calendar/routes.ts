import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import * as service from './service.ts';

export const routes: readonly Route[] = [
  route(contract.getCalendarYear, ({ ctx, params }) => service.getYear(ctx, params.year)),
  route(contract.setCalendarDay, ({ ctx, params, body }) => service.setDay(ctx, params.date, body)),
  route(contract.unsetCalendarDay, ({ ctx, params }) => service.unsetDay(ctx, params.date)),
  route(contract.importCalendarYear, ({ ctx, params, body }) => service.importYear(ctx, params.year, body)),
  route(contract.removeCalendarYear, ({ ctx, params }) => service.removeYear(ctx, params.year)),
  route(contract.getWorkingHours, ({ ctx }) => service.getHours(ctx)),
  route(contract.setWorkingHours, ({ ctx, body }) => service.setHours(ctx, body)),
];
