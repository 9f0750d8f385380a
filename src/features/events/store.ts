import { sql } from 'kysely';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface EventRow {
  readonly event_id: string;
  readonly occurred_at: string;
  readonly customer_id: string;
  readonly type: string;
  readonly amount: number | null;
  readonly source: string;
  readonly external_id: string;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

export interface EventToWrite {
  readonly source: string;
  readonly externalId: string;
  readonly customerId: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly amount?: number | null;
  readonly properties?: Readonly<Record<string, unknown>> | null;
}

export interface Recording {
  readonly workspace: string;
  readonly items: readonly EventToWrite[];
  /** A new id for each item. */
  readonly ids: readonly string[];
  readonly cause: string | null;
  readonly depth: number;
  readonly now: Date;
}

/**
 * Writes the events whose key is new, and with them the rollup and the registry of types, in one statement; returns the ids written.
 * Keys and rollup rows are taken in one order, so that concurrent batches wait for each other instead of deadlocking. Arrays
 * are read by PostgreSQL four times as fast as JSON records (2 ms against 8 ms for 1,000 events).
 */
export async function insertEvents(tx: Tx, recording: Recording): Promise<string[]> {
  const { workspace, items, ids, cause, depth, now } = recording;
  const types = [...new Set(items.map((item) => item.type))].sort();
  const { rows: fresh } = await sql<{ event_id: string }>`
    with input as materialized (
      select * from unnest(
        ${plainArrayOf(ids, (id) => id)}::text[], ${plainArrayOf(items, (item) => item.occurredAt.toISOString())}::timestamptz[],
        ${plainArrayOf(items, (item) => item.customerId)}::text[], ${arrayOf(items, (item) => item.type)}::text[],
        ${arrayOf(items, (item) => item.amount ?? null)}::numeric[], ${arrayOf(items, (item) => item.source)}::text[],
        ${arrayOf(items, (item) => item.externalId)}::text[], ${jsonArrayOf(items, (item) => item.properties)}::jsonb[]
      ) as i(event_id, occurred_at, customer_id, type, amount, source, external_id, properties)
    ), fresh as (
      insert into event_key (workspace_id, source, external_id, event_id, occurred_at)
      select ${workspace}, source, external_id, event_id, occurred_at from input order by source, external_id
      on conflict (workspace_id, source, external_id) do nothing
      returning event_id
    ), news as materialized (
      select i.* from input i join fresh f on f.event_id = i.event_id
    ), written as (
      insert into event (workspace_id, event_id, occurred_at, customer_id, type, amount, source, external_id,
        properties, cause, depth, recorded_at)
      select ${workspace}, event_id, occurred_at, customer_id, type, amount, source, external_id, properties,
        ${cause}, ${depth}, ${now} from news
    ), rolled as (
      insert into customer_event_stat as s (workspace_id, customer_id, type, n, amount_sum, first_at, last_at)
      select ${workspace}, customer_id, type, count(*), coalesce(sum(amount), 0), min(occurred_at), max(occurred_at)
      from news group by customer_id, type order by customer_id, type
      on conflict (workspace_id, customer_id, type) do update set
        n = s.n + excluded.n,
        amount_sum = s.amount_sum + excluded.amount_sum,
        first_at = least(s.first_at, excluded.first_at),
        last_at = greatest(s.last_at, excluded.last_at)
    ), typed as (
      insert into event_type (workspace_id, type, properties, first_seen_at)
      select ${workspace}, type, '{}', ${now} from unnest(${types}::text[]) as seen(type)
      where not exists (
        select 1 from event_type t where t.workspace_id = ${workspace} and t.type = seen.type)
      on conflict (workspace_id, type) do nothing
    )
    select event_id from fresh`.execute(tx);
  return fresh.map((row) => row.event_id);
}

/** Adds property names seen for the first time, each with its JSON type. */
export async function addSeenProperties(tx: Tx, workspace: string, type: string, seen: Record<string, string>) {
  await sql`update event_type set properties = ${JSON.stringify(seen)}::jsonb || properties
    where workspace_id = ${workspace} and type = ${type}`.execute(tx);
}

export interface Refusal {
  readonly refusal_id: string;
  readonly refused_at: Date;
  readonly depth: number;
  readonly events: number;
  readonly types: readonly string[];
  readonly source: string;
}

export async function insertRefusal(tx: Tx, workspace: string, row: Refusal): Promise<void> {
  await sql`insert into event_refusal (workspace_id, refusal_id, refused_at, depth, events, types, source)
    values (${workspace}, ${row.refusal_id}, ${row.refused_at}, ${row.depth}, ${row.events}, ${row.types}, ${row.source})`.execute(
    tx,
  );
}

export async function listRefusals(tx: Tx, workspace: string, most: number): Promise<Refusal[]> {
  const { rows } = await sql<Refusal>`select refusal_id, refused_at, depth, events, types, source from event_refusal
    where workspace_id = ${workspace} order by refusal_id desc limit ${most}`.execute(tx);
  return rows;
}

export interface TimelineQuery {
  readonly workspace: string;
  readonly customerId: string;
  readonly type: string | null;
  /** The last line of the page before. */
  readonly after: { readonly at: Date; readonly id: string } | null;
  /** Nothing after it: the workspace's now. */
  readonly until: Date;
  readonly limit: number;
}

export type StoredEvent = Omit<EventRow, 'occurred_at'> & { readonly occurred_at: Date };

export async function findTimeline(tx: Tx, query: TimelineQuery): Promise<StoredEvent[]> {
  const { workspace, customerId, type, after, until, limit } = query;
  const { rows } = await sql<StoredEvent>`
    select event_id, occurred_at, customer_id, type, amount, source, external_id, properties from event
    where workspace_id = ${workspace} and customer_id = ${customerId} and occurred_at <= ${until}
      ${type === null ? sql`` : sql`and type = ${type}`}
      ${after === null ? sql`` : sql`and (occurred_at, event_id) < (${after.at}, ${after.id})`}
    order by occurred_at desc, event_id desc limit ${limit}`.execute(tx);
  return rows;
}

export interface TypeCount {
  readonly type: string;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly properties: Record<string, string>;
  readonly events: number;
  readonly customers: number;
  readonly amount: number;
  readonly last_at: Date | null;
}

/** Counted from the rollup, not from events. */
export async function listTypes(tx: Tx, workspace: string): Promise<TypeCount[]> {
  const { rows } = await sql<TypeCount>`
    select t.type, t.name_zh, t.name_en, t.properties, coalesce(s.events, 0)::bigint as events,
      coalesce(s.customers, 0) as customers, coalesce(s.amount, 0) as amount, s.last_at
    from event_type t left join (
      select type, sum(n) as events, count(*) as customers, sum(amount_sum) as amount, max(last_at) as last_at
      from customer_event_stat where workspace_id = ${workspace} group by type
    ) s on s.type = t.type
    where t.workspace_id = ${workspace} order by s.events desc nulls last, t.type`.execute(tx);
  return rows;
}

export async function nameType(tx: Tx, workspace: string, type: string, zh: string, en: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update event_type set name_zh = ${zh}, name_en = ${en}
    where workspace_id = ${workspace} and type = ${type}`.execute(tx);
  return numAffectedRows === 1n;
}

export interface TypeStat {
  readonly customer_id: string;
  readonly type: string;
  readonly n: number;
  readonly amount_sum: number;
  readonly first_at: Date;
  readonly last_at: Date;
}

/** The all-time rollup of these customers. */
export async function findStats(tx: Tx, workspace: string, customerIds: readonly string[]): Promise<TypeStat[]> {
  const { rows } =
    await sql<TypeStat>`select customer_id, type, n, amount_sum, first_at, last_at from customer_event_stat
    where workspace_id = ${workspace} and customer_id = any(${customerIds}::text[])`.execute(tx);
  return rows;
}

/** Events from outside (caused by nothing of ours) in [from, to), oldest first: what a replay lets happen again. */
export async function findOutside(
  tx: Tx,
  workspace: string,
  from: Date | null,
  to: Date,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select event_id, occurred_at, customer_id, type, amount, source, external_id, properties from event
    where workspace_id = ${workspace} and cause is null and depth = 0 and occurred_at < ${to}
      ${from === null ? sql`` : sql`and occurred_at >= ${from}`}
      ${after === null ? sql`` : sql`and (occurred_at, event_id) > (${after.at}, ${after.id})`}
    order by occurred_at, event_id limit ${limit}`.execute(tx);
  return rows;
}
