/** Orders and events in the shape in which the features take them. */
import type { CopyTable } from '../../kit/db/copy-in.ts';
import { type NewOrder, ORDERS } from '../../features/customers/index.ts';
import type { NewEvent } from '../../features/events/index.ts';
import { branchOf } from './company.ts';
import { SERVICES } from './services.ts';
import type { Happening, Order } from './types.ts';

export function newOrder(order: Order, customerId: string): NewOrder {
  return {
    externalId: order.externalId,
    customerId,
    at: new Date(order.at),
    amount: order.amount,
    status: order.amount < 0 ? '退款' : '已支付',
    detail: detailOf(order),
  };
}

/** Also the properties of the order's event: scalars only, so that conditions can ask for them. */
function detailOf(order: Order): Record<string, string> {
  const first = order.items[0];
  return {
    ...(first === undefined
      ? {}
      : { service: serviceName(first.service), items: order.items.map((one) => one.name).join('、') }),
    branch: branchOf(order.branch).zh,
    ...(order.dentist === null ? {} : { dentist: order.dentist }),
    payment: order.payment,
    ...(order.discount === null ? {} : { discount: order.discount }),
    ...(order.refundOf === null ? {} : { refund_of: order.refundOf }),
  };
}

function serviceName(key: string): string {
  return key in SERVICES ? SERVICES[key as keyof typeof SERVICES].zh : key;
}

export function orderEvent(order: Order, customerId: string): NewEvent {
  const type = order.amount > 0 ? 'purchase' : 'refund';
  return {
    source: ORDERS,
    externalId: order.externalId,
    customerId,
    type,
    occurredAt: new Date(order.at),
    amount: order.amount,
    properties: detailOf(order),
  };
}

export function outsideEvent(event: Happening, customerId: string): NewEvent {
  const properties = Object.keys(event.properties).length > 0 ? event.properties : null;
  return {
    source: event.source,
    externalId: event.externalId,
    customerId,
    type: event.type,
    occurredAt: new Date(event.at),
    amount: event.amount,
    properties,
  };
}

/** The all-time rollup of these events. */
export function rollupTable(events: readonly NewEvent[]): CopyTable {
  const sums = new Map<
    string,
    { customer: string; type: string; n: number; amount: number; first: Date; last: Date }
  >();
  for (const { customerId, type, amount, occurredAt } of events) {
    const key = `${customerId} ${type}`;
    const sum = sums.get(key) ?? { customer: customerId, type, n: 0, amount: 0, first: occurredAt, last: occurredAt };
    sum.n += 1;
    sum.amount += amount ?? 0;
    if (occurredAt < sum.first) sum.first = occurredAt;
    if (occurredAt > sum.last) sum.last = occurredAt;
    sums.set(key, sum);
  }
  return {
    table: 'customer_event_stat',
    columns: ['customer_id', 'type', 'n', 'amount_sum', 'first_at', 'last_at'],
    rows: [...sums.values()].map((sum) => [sum.customer, sum.type, sum.n, sum.amount, sum.first, sum.last]),
  };
}
