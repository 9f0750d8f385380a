/** The stories as rows of the features' tables. What lies before `from` is filled in by COPY, the rest is recorded day by day. */
import type { CopyTable, CopyValue } from '../../kit/db/copy-in.ts';
import { newId } from '../../kit/ids.ts';
import { changed, type CustomerRecord, ORDERS } from '../../features/customers/index.ts';
import { WORDINGS } from './consents.ts';
import { newOrder, orderEvent, outsideEvent, rollupTable } from './event-rows.ts';
import type { Story } from './types.ts';
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
