import { sql } from 'kysely';
import { plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

/** How many customers are reached: for the rooms that send. */
export interface ContactRow {
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly gender: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Her id at WeCom, where the workspace keeps it in the attribute `wecom_id`. */
  readonly wecom_id: string | null;
}

export async function findContacts(tx: Tx, workspace: string, ids: readonly string[]): Promise<ContactRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ContactRow>`
    select customer_id, external_id, name, gender, phone, email, attributes ->> 'wecom_id' as wecom_id from customer
    where workspace_id = ${workspace} and customer_id = any(${plainArrayOf(ids, (id) => id)}::text[])`.execute(tx);
  return rows;
}
