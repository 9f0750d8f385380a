import { sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import { arrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { AttributeValue } from './contract.ts';
import { inScope } from './store-scope.ts';

export interface CustomerRecord {
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly name_pinyin: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly gender: string | null;
  /** YYYY-MM-DD */
  readonly birthday: string | null;
  readonly city: string | null;
  readonly owner_id: string | null;
  readonly team_id: string | null;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly search: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = sql.raw(
  'customer_id, external_id, name, name_pinyin, phone, email, gender, birthday, city, owner_id, team_id, attributes, search, created_at, updated_at',
);
const shape = sql.raw(
  'customer_id text, external_id text, name text, name_pinyin text, phone text, email text, gender text, birthday date, city text, owner_id text, team_id text, attributes jsonb, search text, created_at timestamptz, updated_at timestamptz',
);

/** Inserts those whose external id is new; returns the ids written. */
export async function insertCustomers(tx: Tx, workspace: string, rows: readonly CustomerRecord[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const { rows: written } = await sql<{ customer_id: string }>`
    insert into customer (workspace_id, ${columns})
    select ${workspace}, ${columns} from json_to_recordset(${JSON.stringify(rows)}::json) as i(${shape}) order by external_id
    on conflict (workspace_id, external_id) do nothing returning customer_id`.execute(tx);
  return written.map((row) => row.customer_id);
}

/** Writes every field of these customers; the caller has read and locked them. */
export async function updateCustomers(tx: Tx, workspace: string, rows: readonly CustomerRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update customer c set external_id = i.external_id, name = i.name, name_pinyin = i.name_pinyin, phone = i.phone,
      email = i.email, gender = i.gender, birthday = i.birthday, city = i.city, owner_id = i.owner_id, team_id = i.team_id,
      attributes = i.attributes, search = i.search, updated_at = i.updated_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as i(${shape})
    where c.workspace_id = ${workspace} and c.customer_id = i.customer_id`.execute(tx);
}

/** The customer if the caller may see her. `lock` holds her until the transaction ends. */
export async function findCustomer(tx: Tx, ctx: Context, id: string, lock = false): Promise<CustomerRecord | null> {
  const { rows } = await sql<CustomerRecord>`select ${columns} from customer c
    where c.workspace_id = ${ctx.workspace.id} and c.customer_id = ${id} ${inScope(ctx, 'c')}
    ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/**
 * Locked in one order, so that two imports of the same people do not deadlock, and each found by one index look-up (see
 * findByExternalIds). Scope does not apply: keys are of the workspace.
 */
export async function lockByExternalIds(tx: Tx, workspace: string, ids: readonly string[]): Promise<CustomerRecord[]> {
  const { rows } =
    await sql<CustomerRecord>`select c.* from unnest(${arrayOf([...ids].sort(), (id) => id)}::text[]) as k(key)
    cross join lateral (select ${columns} from customer
      where workspace_id = ${workspace} and external_id = k.key for update) c`.execute(tx);
  return rows;
}

export interface Reference {
  readonly key: string;
  readonly customer_id: string;
}

/**
 * One index look-up per id, said so that the planner has no choice: for `= any(...)` over a table it has no statistics of yet (the first
 * import) it reads all customers of the workspace, for every batch.
 */
export async function findByExternalIds(tx: Tx, workspace: string, ids: readonly string[]): Promise<Reference[]> {
  const { rows } = await sql<{ key: string; customer_id: string | null }>`
    select k.key, (select c.customer_id from customer c
      where c.workspace_id = ${workspace} and c.external_id = k.key) as customer_id
    from unnest(${arrayOf(ids, (id) => id)}::text[]) as k(key)`.execute(tx);
  return rows.filter((row): row is Reference => row.customer_id !== null);
}

/** Where several customers share a phone, the one known longest. */
export async function findByPhones(tx: Tx, workspace: string, phones: readonly string[]): Promise<Reference[]> {
  const { rows } = await sql<Reference>`select distinct on (phone) phone as key, customer_id from customer
    where workspace_id = ${workspace} and phone = any(${phones}::text[]) order by phone, created_at, customer_id`.execute(
    tx,
  );
  return rows;
}

export async function findByEmails(tx: Tx, workspace: string, emails: readonly string[]): Promise<Reference[]> {
  const { rows } = await sql<Reference>`select distinct on (email) email as key, customer_id from customer
    where workspace_id = ${workspace} and email = any(${emails}::text[]) order by email, created_at, customer_id`.execute(
    tx,
  );
  return rows;
}

/** Customers after a place in the order of their ids, for exports. */
export async function pageOfCustomers(tx: Tx, ctx: Context, after: string, limit: number): Promise<CustomerRecord[]> {
  const { rows } = await sql<CustomerRecord>`select ${columns} from customer c
    where c.workspace_id = ${ctx.workspace.id} and c.customer_id > ${after} ${inScope(ctx, 'c')}
    order by c.customer_id limit ${limit}`.execute(tx);
  return rows;
}
