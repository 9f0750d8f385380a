/** Attempts that wait for a colleague to confirm them. */
import { sql } from 'kysely';
import { plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';

export interface Awaiting {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly step: number;
  readonly adapter: string;
}

/** Of these messages, where one of these adapters carries it. */
export async function findAwaiting(
  tx: Tx,
  workspace: string,
  which: { readonly messageIds: readonly string[]; readonly adapters: readonly string[] },
): Promise<readonly Awaiting[]> {
  if (which.messageIds.length === 0 || which.adapters.length === 0) return [];
  const { rows } = await sql<Awaiting>`
    select delivery_id, message_id, step, adapter from delivery
    where workspace_id = ${workspace} and state = 'awaiting' and adapter = any(${[...which.adapters]}::text[])
      and message_id = any(${plainArrayOf(which.messageIds, (id) => id)}::text[])
    order by delivery_id`.execute(tx);
  return rows;
}
