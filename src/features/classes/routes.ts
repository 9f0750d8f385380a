import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import { calibrationOf, decideNow } from './intent.ts';
import { matrixVersions } from './in-force.ts';
import { previewMatrix, publishMatrix } from './matrix.ts';
import * as views from './views.ts';

export const routes: readonly Route[] = [
  route(contract.getClassBoard, ({ ctx }) => ctx.tx((tx) => views.boardOf(tx, ctx))),
  route(contract.listMatrixVersions, ({ ctx }) => ctx.tx(async (tx) => ({ items: await matrixVersions(tx, ctx) }))),
  route(contract.previewMatrix, ({ ctx, body }) => ctx.tx((tx) => previewMatrix(tx, ctx, body.definition))),
  route(contract.publishMatrix, ({ ctx, body }) => publishMatrix(ctx, body)),
  route(contract.getClassMoves, ({ ctx, query }) => ctx.tx((tx) => views.movesBetween(tx, ctx, query))),
  route(contract.listClassCustomers, ({ ctx, query }) => ctx.tx((tx) => views.listMembers(tx, ctx, query))),
  route(contract.classesOfCustomers, ({ ctx, query }) => ctx.tx((tx) => views.classesOf(tx, ctx, query.ids))),
  route(contract.getIntentCalibration, ({ ctx, query }) => ctx.tx((tx) => calibrationOf(tx, ctx, query))),
  route(contract.decideIntentPrior, ({ ctx, body }) => decideNow(ctx, body.window)),
  route(contract.getCustomerClass, ({ ctx, params }) => ctx.tx((tx) => views.classOf(tx, ctx, params.customer))),
];
