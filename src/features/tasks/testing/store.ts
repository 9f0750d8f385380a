import { type RawBuilder, sql } from 'kysely';

/** Customers as entries of a flow. */
export function entriesOf(customers: readonly string[], key: string): RawBuilder<unknown> {
  return sql`select c as customer_id, ${key}::text as start_key from unnest(${[...customers]}::text[]) as c`;
}
