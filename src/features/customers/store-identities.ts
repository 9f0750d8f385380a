/** Who writes to us from an address, and who somebody is at a channel. */
import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { AddressKind } from './contract.ts';

/** More customers at one address than this are not told apart by looking. */
const MOST_AT_ONE = 10;

/** The customers at each address, the one known longest first. An address of nobody is left out. */
export async function findAtAddresses(
  tx: Tx,
  workspace: string,
  kind: AddressKind,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = [...new Set(addresses)];
  if (wanted.length === 0) return new Map();
  const list = arrayOf(wanted, (each) => each);
  const { rows } = await (kind === 'phone' || kind === 'email'
    ? sql<{ address: string; customer_id: string }>`
        select ${sql.ref(kind)} as address, customer_id from customer
        where workspace_id = ${workspace} and ${sql.ref(kind)} = any(${list}::text[]) order by created_at, customer_id`
    : sql<{ address: string; customer_id: string }>`
        select address, customer_id from customer_identity
        where workspace_id = ${workspace} and kind = ${kind} and address = any(${list}::text[])
        union all
        select attributes ->> 'wecom_id', customer_id from customer
        where workspace_id = ${workspace} and ${kind} = 'wecom' and attributes ->> 'wecom_id' = any(${list}::text[])`
  ).execute(tx);
  const found = new Map<string, string[]>();
  for (const { address, customer_id: id } of rows) {
    const at = found.get(address) ?? [];
    if (at.length < MOST_AT_ONE && !at.includes(id)) found.set(address, [...at, id]);
  }
  return found;
}

export interface NewIdentity {
  readonly kind: 'wecom' | 'web';
  readonly address: string;
  readonly customerId: string;
  readonly by: string;
}

/** An address that was somebody else's goes over to her. */
export async function linkIdentities(
  tx: Tx,
  workspace: string,
  items: readonly NewIdentity[],
  now: Date,
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into customer_identity (workspace_id, kind, address, customer_id, linked_by, linked_at)
    select ${workspace}, i.kind, i.address, i.customer_id, i.by, ${now} from unnest(${plainArrayOf(items, (item) => item.kind)}::text[],
      ${arrayOf(items, (item) => item.address)}::text[], ${plainArrayOf(items, (item) => item.customerId)}::text[],
      ${arrayOf(items, (item) => item.by)}::text[]) as i(kind, address, customer_id, by)
    order by i.kind, i.address
    on conflict (workspace_id, kind, address) do update set customer_id = excluded.customer_id, linked_by = excluded.linked_by,
      linked_at = excluded.linked_at`.execute(tx);
}
