import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface EventRow {
  readonly event_id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly amount: number | null;
  readonly properties: Record<string, unknown> | null;
}

export async function loadEvents(
  tx: Tx,
  workspace: string,
  ids: readonly string[],
  from: Date,
  to: Date,
): Promise<EventRow[]> {
  const found = await sql<EventRow>`
    select e.event_id, e.type, e.occurred_at, e.amount, e.properties from event e
    where e.workspace_id = ${workspace} and e.occurred_at >= ${from} and e.occurred_at <= ${to}
      and e.event_id = any(${plainArrayOf(ids, (id) => id)}::text[])`.execute(tx);
  return found.rows;
}

/**
 * Events that came while these tokens waited, for tokens about to time out: one recorded in the very moment in which a wait began may not have seen it.
 * Sorted by time.
 */
export async function missedEvents(
  tx: Tx,
  workspace: string,
  now: Date,
  tokens: readonly { readonly runId: string; readonly customerId: string; readonly token: number }[],
): Promise<(EventRow & { readonly run_id: string; readonly token: number })[]> {
  const found = await sql<EventRow & { run_id: string; token: number }>`
    select u.run_id, u.token, e.event_id, e.type, e.occurred_at, e.amount, e.properties
    from unnest(${plainArrayOf(tokens, (each) => each.customerId)}::text[], ${plainArrayOf(tokens, (each) => each.runId)}::text[],
      ${arrayOf(tokens, (each) => each.token)}::int[]) as u (customer_id, run_id, token)
    join flow_subscription s on s.workspace_id = ${workspace} and s.customer_id = u.customer_id and s.run_id = u.run_id and s.token = u.token
    join event e on e.workspace_id = ${workspace} and e.customer_id = s.customer_id and e.type = s.event
      and e.occurred_at >= s.since and e.occurred_at <= ${now}
    order by e.occurred_at, e.event_id`.execute(tx);
  return found.rows;
}
