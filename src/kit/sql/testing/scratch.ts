/** The columns the language reads, filled from facts: for its own tests, without the features that own the real tables. */
import { type Kysely, sql } from 'kysely';
import type { Customer } from './random.ts';

const TABLES = [
  `create table customer (workspace_id text, customer_id text, external_id text, name text, phone text, email text, birthday date,
    gender text, city text, owner_id text, attributes jsonb not null, created_at timestamptz not null, primary key (workspace_id, customer_id))`,
  `create table customer_tag (workspace_id text, customer_id text, tag text, primary key (workspace_id, customer_id, tag))`,
  `create table standing (workspace_id text, customer_id text, class text, score numeric, since timestamptz, primary key (workspace_id, customer_id))`,
  `create table event (workspace_id text, event_id text, occurred_at timestamptz, customer_id text, type text, amount numeric(16, 2),
    properties jsonb, primary key (workspace_id, occurred_at, event_id))`,
  `create index on event (workspace_id, customer_id, occurred_at)`,
  `create index on event (workspace_id, type, occurred_at)`,
  `create table customer_event_stat (workspace_id text, customer_id text, type text, n bigint, amount_sum numeric(18, 2), first_at timestamptz,
    last_at timestamptz, primary key (workspace_id, customer_id, type))`,
  `create index on customer_event_stat (workspace_id, type, last_at)`,
];

export async function createTables(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) await sql.raw(table).execute(db);
}

export async function insertCustomers(
  db: Kysely<unknown>,
  workspace: string,
  people: readonly Customer[],
): Promise<void> {
  const rows = people.map(({ id, facts }) => ({
    id,
    ...facts.customer,
    created_at: new Date(facts.customer['created_at'] as number).toISOString(),
    attributes: facts.attributes,
  }));
  await sql`
    insert into customer (workspace_id, customer_id, external_id, name, birthday, gender, city, attributes, created_at)
    select ${workspace}, r.id, r.id, r.name, r.birthday, r.gender, r.city, r.attributes, r.created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, name text, birthday date, gender text, city text, attributes jsonb,
      created_at timestamptz)`.execute(db);
  const tags = people.flatMap(({ id, facts }) => [...facts.tags].map((tag) => ({ id, tag })));
  await sql`
    insert into customer_tag select ${workspace}, r.id, r.tag from jsonb_to_recordset(${JSON.stringify(tags)}::jsonb) as r(id text, tag text)`.execute(
    db,
  );
  const standings = people.flatMap(({ id, facts: { more } }) =>
    more
      ? [
          {
            id,
            class: more['standing.class'],
            score: more['standing.score'],
            since: more['standing.since'] === null ? null : new Date(more['standing.since'] as number).toISOString(),
          },
        ]
      : [],
  );
  await sql`
    insert into standing select ${workspace}, r.id, r.class, r.score, r.since
    from jsonb_to_recordset(${JSON.stringify(standings)}::jsonb) as r(id text, class text, score numeric, since timestamptz)`.execute(
    db,
  );
  const events = people.flatMap(({ id, facts }) =>
    [...facts.events].flatMap(([type, list]) =>
      list.map((event, index) => ({
        id,
        type,
        event_id: `${id}/${type}/${index}`,
        at: new Date(event.at).toISOString(),
        amount: event.amount,
        properties: event.properties,
      })),
    ),
  );
  await sql`
    insert into event (workspace_id, event_id, occurred_at, customer_id, type, amount, properties)
    select ${workspace}, r.event_id, r.at, r.id, r.type, r.amount, r.properties
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r(id text, type text, event_id text, at timestamptz, amount numeric, properties jsonb)`.execute(
    db,
  );
  await sql`
    insert into customer_event_stat select workspace_id, customer_id, type, count(*), coalesce(sum(amount), 0), min(occurred_at), max(occurred_at)
    from event where workspace_id = ${workspace} group by workspace_id, customer_id, type`.execute(db);
}
