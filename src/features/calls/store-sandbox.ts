/** Calls that ring on the phone of the sandbox. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { type CallRow, COLUMNS } from './store.ts';

/** Of one customer: those that go on, then those that are over; latest first. */
export async function findSandboxCalls(
  tx: Tx,
  workspace: string,
  customerId: string,
  limit: number,
): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select ${COLUMNS} from call c
    where c.workspace_id = ${workspace} and c.customer_id = ${customerId} and c.sandbox
    order by (c.state = 'ended'), c.created_at desc, c.call_id desc limit ${limit}`.execute(tx);
  return rows;
}

/** Rung or left alone for too long; those that wait longest first. */
export async function findLeftAlone(tx: Tx, workspace: string, now: Date, limit: number): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select ${COLUMNS} from call c
    where c.workspace_id = ${workspace} and c.state <> 'ended' and c.sandbox and c.due_at <= ${now}
    order by c.due_at, c.call_id limit ${limit}`.execute(tx);
  return rows;
}

export async function nextLeftAlone(tx: Tx, workspace: string, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(due_at) as at from call
    where workspace_id = ${workspace} and state <> 'ended' and sandbox and due_at > ${now}`.execute(tx);
  return rows[0]?.at ?? null;
}

/** Somebody is at it: so long it is not ended by itself. */
export async function keepAlive(tx: Tx, workspace: string, callId: string, until: Date): Promise<void> {
  await sql`
    update call set due_at = ${until} where workspace_id = ${workspace} and call_id = ${callId} and sandbox`.execute(
    tx,
  );
}
