/** Threads that turn out to be a customer's. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** Her thread on a channel, held; null: she has none. */
export async function findThreadOf(
  tx: Tx,
  workspace: string,
  channel: string,
  customerId: string,
): Promise<string | null> {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from conversation
    where workspace_id = ${workspace} and channel = ${channel} and customer_id = ${customerId} for update`.execute(tx);
  return rows[0]?.conversation_id ?? null;
}

export async function giveTo(
  tx: Tx,
  workspace: string,
  id: string,
  to: { readonly customerId: string; readonly assigneeId: string | null },
  now: Date,
): Promise<void> {
  await sql`update conversation set customer_id = ${to.customerId}, assignee_id = ${to.assigneeId}, updated_at = ${now}
    where workspace_id = ${workspace} and conversation_id = ${id}`.execute(tx);
}

/** One thread goes into another: what is newer wins, and who waited longer waits. */
export async function absorb(
  tx: Tx,
  workspace: string,
  { from, into, assigneeId }: { readonly from: string; readonly into: string; readonly assigneeId: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update conversation v set
      address = case when f.last_inbound_id > coalesce(v.last_inbound_id, '') then f.address else v.address end,
      claim = coalesce(f.claim, v.claim), name = coalesce(f.name, v.name), assignee_id = coalesce(v.assignee_id, ${assigneeId}),
      state = case when 'open' in (f.state, v.state) then 'open' else 'closed' end,
      last_text = case when f.last_at > v.last_at then f.last_text else v.last_text end,
      last_from = case when f.last_at > v.last_at then f.last_from else v.last_from end,
      last_at = greatest(f.last_at, v.last_at), last_inbound_at = greatest(f.last_inbound_at, v.last_inbound_at),
      last_inbound_id = greatest(f.last_inbound_id, v.last_inbound_id), wanting_id = greatest(f.wanting_id, v.wanting_id),
      waiting_since = least(f.waiting_since, v.waiting_since), read_id = greatest(f.read_id, v.read_id), updated_at = ${now}
    from conversation f
    where v.workspace_id = ${workspace} and v.conversation_id = ${into} and f.workspace_id = ${workspace} and f.conversation_id = ${from}`.execute(
    tx,
  );
  await sql`delete from conversation where workspace_id = ${workspace} and conversation_id = ${from}`.execute(tx);
}
