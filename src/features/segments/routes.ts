import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract.ts';
import {
  deleteSegment,
  describeSegment,
  fieldsOf,
  membersOf,
  preview,
  requireSegment,
  saveSegment,
} from './service.ts';
import * as store from './store.ts';

export const routes: readonly Route[] = [
  route(contract.listSegments, ({ ctx, locale }) =>
    ctx.tx(async (tx) => {
      const segments = [];
      for (const segment of await store.listSegments(tx, ctx.workspace.id))
        segments.push(await describeSegment(tx, ctx, segment, locale));
      return { segments };
    }),
  ),
  route(contract.getSegment, ({ params, ctx, locale }) =>
    ctx.tx(async (tx) => describeSegment(tx, ctx, await requireSegment(tx, ctx, params.id), locale)),
  ),
  route(contract.createSegment, ({ body, ctx, locale }) =>
    ctx.tx(async (tx) => describeSegment(tx, ctx, await saveSegment(tx, ctx, null, body), locale)),
  ),
  route(contract.updateSegment, ({ params, body, ctx, locale }) =>
    ctx.tx(async (tx) => describeSegment(tx, ctx, await saveSegment(tx, ctx, params.id, body), locale)),
  ),
  route(contract.deleteSegment, ({ params, ctx }) =>
    ctx.tx(async (tx) => {
      await deleteSegment(tx, ctx, params.id);
      return { deleted: true };
    }),
  ),
  route(contract.listMembers, ({ params, query, ctx }) =>
    ctx.tx((tx) => membersOf(tx, ctx, params.id, query.cursor ?? '', query.limit)),
  ),
  route(contract.previewCondition, ({ body, ctx, locale }) => ctx.tx((tx) => preview(tx, ctx, body.condition, locale))),
  route(contract.getFields, ({ ctx }) => ctx.tx(async (tx) => structuredClone(await fieldsOf(tx, ctx)) as never)),
];
