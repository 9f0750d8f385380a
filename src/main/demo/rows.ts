/** The stories as rows of the features' tables. What lies before `from` is filled in by COPY, the rest is recorded day by day. */
import type { CopyTable, CopyValue } from '../../kit/db/copy-in.ts';
import { newId } from '../../kit/ids.ts';
import { changed, type CustomerRecord, type NewOrder, ORDERS } from '../../features/customers/index.ts';
import type { NewEvent } from '../../features/events/index.ts';
import { branchOf } from './company.ts';
import { WORDINGS } from './consents.ts';
import { SERVICES } from './services.ts';
import type { Happening, Order, Story } from './types.ts';
import { ATTRIBUTES, EVENTS } from './words.ts';

/** Who stands behind the keys of users and teams in this workspace. */
export interface House {
  readonly members: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
}

export interface Loaded {
  readonly tables: readonly CopyTable[];
  /** Each customer's id by her external id. */
  readonly ids: ReadonlyMap<string, string>;
}

const IMPORTED = 'demo';

export function tablesOf(stories: readonly Story[], house: House, from: number): Loaded {
  const ids = new Map(stories.map(({ customer }) => [customer.externalId, newId('cus')]));
  const id = (externalId: string): string => ids.get(externalId) ?? '';
  const past = stories.flatMap((story) => story.orders.filter((order) => order.at < from));
  const happened = [
    ...past.map((order) => ({ ...orderEvent(order, id(order.customer)), cause: ORDERS })),
    ...stories.flatMap((story) =>
      story.events
        .filter((event) => event.at < from)
        .map((event) => ({ ...outsideEvent(event, id(event.customer)), cause: null })),
    ),
  ].map((event) => ({ ...event, eventId: newId('evt') }));
  return {
    ids,
    tables: [
      attributeTable(from),
      eventTypeTable(from),
      customerTable(stories, house, id),
      {
        table: 'customer_tag',
        columns: ['customer_id', 'tag', 'reason', 'tagged_by', 'tagged_at'],
        rows: stories.flatMap(({ tags }) =>
          tags.map((one) => [id(one.customer), one.tag, one.reason, IMPORTED, new Date(one.at)]),
        ),
      },
      consentTable(stories, id),
      contractTable(stories, id),
      {
        table: 'customer_order',
        columns: [
          'order_id',
          'external_id',
          'customer_id',
          'ordered_at',
          'amount',
          'status',
          'detail',
          'import_id',
          'created_at',
        ],
        rows: past.map((order) => {
          const { externalId, customerId, at, amount, status, detail } = newOrder(order, id(order.customer));
          return [newId('ord'), externalId, customerId, at, amount, status ?? null, detail ?? {}, null, at];
        }),
      },
      {
        table: 'event',
        columns: [
          'event_id',
          'occurred_at',
          'customer_id',
          'type',
          'amount',
          'source',
          'external_id',
          'properties',
          'cause',
          'depth',
          'recorded_at',
        ],
        rows: happened.map((one) => [
          one.eventId,
          one.occurredAt,
          one.customerId,
          one.type,
          one.amount ?? null,
          one.source,
          one.externalId,
          one.properties ?? null,
          one.cause,
          0,
          one.occurredAt,
        ]),
      },
      {
        table: 'event_key',
        columns: ['source', 'external_id', 'event_id', 'occurred_at'],
        rows: happened.map((one) => [one.source, one.externalId, one.eventId, one.occurredAt]),
      },
      rollupTable(happened),
    ],
  };
}

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
    dentist: order.dentist,
    payment: order.payment,
    ...(order.discount === null ? {} : { discount: order.discount }),
    ...(order.refundOf === null ? {} : { refund_of: order.refundOf }),
  };
}

function serviceName(key: string): string {
  return key in SERVICES ? SERVICES[key as keyof typeof SERVICES].zh : key;
}

function orderEvent(order: Order, customerId: string): NewEvent {
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

function customerTable(stories: readonly Story[], house: House, id: (externalId: string) => string): CopyTable {
  const records = stories.map(({ customer }) => {
    const { externalId, name, phone, email, gender, birthday, attributes } = customer;
    const at = new Date(customer.createdAt);
    const ownerId = house.members.get(customer.owner) ?? null;
    const teamId = house.teams.get(customer.branch) ?? null;
    const input = { externalId, name, phone, email, gender, birthday, city: '上海', ownerId, teamId, attributes };
    return changed(blank(id(externalId), at), input, at);
  });
  const columns = Object.keys(blank('', new Date(0))) as (keyof CustomerRecord)[];
  return {
    table: 'customer',
    columns,
    rows: records.map((record) => columns.map((column): CopyValue => record[column])),
  };
}

function blank(customerId: string, at: Date): CustomerRecord {
  return {
    customer_id: customerId,
    external_id: '',
    name: null,
    name_pinyin: null,
    phone: null,
    email: null,
    gender: null,
    birthday: null,
    city: null,
    owner_id: null,
    team_id: null,
    attributes: {},
    search: '',
    created_at: at,
    updated_at: at,
  };
}

function consentTable(stories: readonly Story[], id: (externalId: string) => string): CopyTable {
  const wordings = new Map<string, string>(WORDINGS.map(({ key, zh }) => [key, zh]));
  return {
    table: 'consent',
    columns: [
      'consent_id',
      'customer_id',
      'purpose',
      'channel',
      'granted',
      'wording',
      'evidence',
      'recorded_by',
      'given_at',
    ],
    rows: stories.flatMap(({ consents }) =>
      consents.map((one) => [
        newId('cns'),
        id(one.customer),
        one.purpose,
        one.channel,
        one.granted,
        wordings.get(one.wording) ?? null,
        one.how,
        IMPORTED,
        new Date(one.at),
      ]),
    ),
  };
}

function contractTable(stories: readonly Story[], id: (externalId: string) => string): CopyTable {
  const status = { active: '生效', ended: '到期', terminated: '终止' };
  return {
    table: 'contract',
    columns: [
      'contract_id',
      'external_id',
      'customer_id',
      'name',
      'starts_on',
      'ends_on',
      'amount',
      'status',
      'detail',
      'import_id',
      'created_at',
    ],
    rows: stories.flatMap(({ contracts }) =>
      contracts.map((one) => {
        const detail = { kind: one.kind, ...(one.renewalOf === null ? {} : { renewal_of: one.renewalOf }) };
        return [
          newId('con'),
          one.externalId,
          id(one.customer),
          one.name,
          one.startsOn,
          one.endsOn,
          one.amount,
          status[one.status],
          detail,
          null,
          new Date(one.signedAt),
        ];
      }),
    ),
  };
}

function attributeTable(from: number): CopyTable {
  return {
    table: 'attribute',
    columns: ['attribute_key', 'type', 'name_zh', 'name_en', 'choices', 'created_at'],
    // a millisecond apart: the list shows them in this order
    rows: ATTRIBUTES.map(({ key, type, words, choices = [] }, at) => [
      key,
      type,
      words.zh,
      words.en,
      choices.map(({ zh, en }) => ({ value: zh, zh, en })),
      new Date(from + at),
    ]),
  };
}

function eventTypeTable(from: number): CopyTable {
  const json = { text: 'string', number: 'number', boolean: 'boolean' };
  return {
    table: 'event_type',
    columns: ['type', 'name_zh', 'name_en', 'properties', 'first_seen_at'],
    rows: EVENTS.map(({ type, words, properties }) => [
      type,
      words.zh,
      words.en,
      Object.fromEntries(properties.map((one) => [one.key, json[one.type]])),
      new Date(from),
    ]),
  };
}

/** The all-time rollup of these events. */
function rollupTable(events: readonly NewEvent[]): CopyTable {
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
