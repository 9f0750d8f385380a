import { type Route, route } from '../../kit/http/route.ts';
import { timeline, readCursor, writeCursor } from '../events/index.ts';
import * as attributes from './attributes.ts';
import { ingestContracts, ingestOrders } from './batches.ts';
import * as contract from './contract.ts';
import * as reads from './contract-reads.ts';
import { sendCsv } from './csv.ts';
import { listContracts } from './contracts.ts';
import { exportCustomers, exportOrders } from './exports.ts';
import * as marks from './marks.ts';
import { toOrder } from './present.ts';
import { noteViewed } from './reads.ts';
import { maskedData } from './phone.ts';
import { readersOf, revealContact } from './reveal.ts';
import * as service from './service.ts';
import { listAttributes } from './store-attributes.ts';
import { findOrdersOf } from './store-orders.ts';
import { countTags } from './store-tags.ts';

export const routes: readonly Route[] = [
  route(contract.listCustomers, ({ ctx, query }) => service.listCustomers(ctx, query)),
  route(contract.createCustomer, ({ ctx, body }) => service.createCustomer(ctx, body)),
  route(contract.getCustomer, ({ ctx, params }) => service.viewCustomer(ctx, params.id)),
  route(reads.revealContact, ({ ctx, params, body }) => revealContact(ctx, params.id, body.what)),
  route(reads.listReaders, ({ ctx, params }) => readersOf(ctx, params.id)),
  route(contract.updateCustomer, ({ ctx, params, body }) => service.updateCustomer(ctx, params.id, body)),
  route(contract.customerTimeline, ({ ctx, params, query }) =>
    ctx.tx(async (tx) => {
      await noteViewed(tx, ctx, [await service.requireCustomer(tx, ctx, params.id)]);
      const { items, next } = await timeline(tx, ctx, { customerId: params.id, ...query });
      return { items: items.map((item) => ({ ...item, properties: maskedData(ctx, item.properties) })), next };
    }),
  ),
  route(contract.addTag, ({ ctx, params, body }) => marks.addTag(ctx, params.id, body)),
  route(contract.removeTag, ({ ctx, params }) => marks.removeTag(ctx, params.id, params.tag)),
  route(contract.listTags, ({ ctx }) => ctx.tx(async (tx) => ({ items: await countTags(tx, ctx.workspace.id) }))),
  route(contract.recordConsent, ({ ctx, params, body }) => marks.recordConsent(ctx, params.id, body)),
  route(contract.withdrawConsents, ({ ctx, params, body }) => marks.withdrawConsents(ctx, params.id, body)),
  route(contract.listConsents, ({ ctx, params }) => marks.listConsents(ctx, params.id)),
  route(contract.listAttributes, ({ ctx }) =>
    ctx.tx(async (tx) => ({ items: await listAttributes(tx, ctx.workspace.id) })),
  ),
  route(contract.createAttribute, ({ ctx, body }) => attributes.createAttribute(ctx, body)),
  route(contract.updateAttribute, ({ ctx, params, body }) => attributes.updateAttribute(ctx, params.key, body)),
  route(contract.deleteAttribute, ({ ctx, params }) => attributes.deleteAttribute(ctx, params.key)),
  route(contract.recordOrders, ({ ctx, body }) => ingestOrders(ctx, body.orders)),
  route(contract.recordContracts, ({ ctx, body }) => ingestContracts(ctx, body.contracts)),
  route(contract.listContracts, ({ ctx, query }) => listContracts(ctx, query)),
  route(contract.listOrders, ({ ctx, params, query }) =>
    ctx.tx(async (tx) => {
      await noteViewed(tx, ctx, [await service.requireCustomer(tx, ctx, params.id)]);
      const after = query.cursor ? readCursor(query.cursor) : null;
      const rows = await findOrdersOf(tx, ctx.workspace.id, params.id, ctx.now, after, query.limit + 1);
      const shown = rows.slice(0, query.limit);
      const last = rows.length > query.limit ? shown.at(-1) : undefined;
      return { items: shown.map(toOrder), next: last ? writeCursor(last.ordered_at, last.order_id) : null };
    }),
  ),
  route(contract.exportCustomers, async ({ ctx, reply }) =>
    sendCsv(reply, 'customers.csv', await exportCustomers(ctx)),
  ),
  route(contract.exportOrders, async ({ ctx, reply }) => sendCsv(reply, 'orders.csv', await exportOrders(ctx))),
];
