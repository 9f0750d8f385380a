/** What runs wait for: moments and events. */
import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface TokenKey {
  readonly runId: string;
  readonly token: number;
}

export interface Timer extends TokenKey {
  readonly dueAt: Date;
}

export interface Subscription extends TokenKey {
  readonly customerId: string;
  readonly event: string;
  readonly since: Date;
}

const runs = (rows: readonly TokenKey[]): string => plainArrayOf(rows, (row) => row.runId);
const tokens = (rows: readonly TokenKey[]): string => arrayOf(rows, (row) => row.token);

export async function insertTimers(tx: Tx, workspace: string, rows: readonly Timer[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into flow_timer (workspace_id, run_id, token, due_at)
    select ${workspace}, u.run_id, u.token, u.due_at
    from unnest(${runs(rows)}::text[], ${tokens(rows)}::int[], ${plainArrayOf(rows, (row) => row.dueAt.toISOString())}::timestamptz[])
      as u (run_id, token, due_at)
    on conflict (workspace_id, run_id, token) do update set due_at = excluded.due_at`.execute(tx);
}

export async function deleteTimers(tx: Tx, workspace: string, rows: readonly TokenKey[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    delete from flow_timer t using unnest(${runs(rows)}::text[], ${tokens(rows)}::int[]) as u (run_id, token)
    where t.workspace_id = ${workspace} and t.run_id = u.run_id and t.token = u.token`.execute(tx);
}

export async function insertSubscriptions(tx: Tx, workspace: string, rows: readonly Subscription[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into flow_subscription (workspace_id, customer_id, event, run_id, token, since)
    select ${workspace}, u.customer_id, u.event, u.run_id, u.token, u.since
    from unnest(${plainArrayOf(rows, (row) => row.customerId)}::text[], ${arrayOf(rows, (row) => row.event)}::text[],
      ${runs(rows)}::text[], ${tokens(rows)}::int[], ${plainArrayOf(rows, (row) => row.since.toISOString())}::timestamptz[])
      as u (customer_id, event, run_id, token, since)
    on conflict (workspace_id, customer_id, event, run_id, token) do nothing`.execute(tx);
}

export async function deleteSubscriptions(
  tx: Tx,
  workspace: string,
  rows: readonly (TokenKey & { readonly customerId: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    delete from flow_subscription s
    using unnest(${plainArrayOf(rows, (row) => row.customerId)}::text[], ${runs(rows)}::text[], ${tokens(rows)}::int[])
      as u (customer_id, run_id, token)
    where s.workspace_id = ${workspace} and s.customer_id = u.customer_id and s.run_id = u.run_id and s.token = u.token`.execute(
    tx,
  );
}

export interface HeardItem {
  readonly eventId: string;
  readonly customerId: string;
  readonly type: string;
  readonly occurredAt: string;
}

export interface HeardRow {
  readonly run_id: string;
  readonly token: number;
  readonly event_id: string;
  readonly occurred_at: Date;
}

/** The waits that stand now for events just recorded. An event dated before the wait began, to the second, is not what it waits for. */
export async function matchEvents(tx: Tx, workspace: string, items: readonly HeardItem[]): Promise<HeardRow[]> {
  const found = await sql<HeardRow>`
    select s.run_id, s.token, i.event_id, i.occurred_at
    from unnest(${plainArrayOf(items, (item) => item.eventId)}::text[], ${plainArrayOf(items, (item) => item.customerId)}::text[],
      ${arrayOf(items, (item) => item.type)}::text[], ${plainArrayOf(items, (item) => item.occurredAt)}::timestamptz[])
      as i (event_id, customer_id, type, occurred_at)
    join flow_subscription s on s.workspace_id = ${workspace} and s.customer_id = i.customer_id and s.event = i.type
      and s.since <= i.occurred_at
    order by i.occurred_at, i.event_id, s.run_id, s.token`.execute(tx);
  return found.rows;
}

/** Runs with a timer that is due, earliest first; nothing is locked yet. */
export async function dueRuns(tx: Tx, workspace: string, now: Date, limit: number): Promise<string[]> {
  const found = await sql<{ run_id: string }>`
    select d.run_id from (
      select t.run_id, t.due_at from flow_timer t where t.workspace_id = ${workspace} and t.due_at <= ${now} order by t.due_at limit ${limit}) d group by d.run_id order by min(d.due_at), d.run_id`.execute(
    tx,
  );
  return found.rows.map((row) => row.run_id);
}

/** Takes the due timers of locked runs. */
export async function takeDue(tx: Tx, workspace: string, now: Date, ids: readonly string[]): Promise<Timer[]> {
  const found = await sql<{ run_id: string; token: number; due_at: Date }>`
    delete from flow_timer t
    where t.workspace_id = ${workspace} and t.run_id = any(${plainArrayOf(ids, (id) => id)}::text[]) and t.due_at <= ${now}
    returning t.run_id, t.token, t.due_at`.execute(tx);
  return found.rows
    .map(({ run_id, token, due_at }) => ({ runId: run_id, token, dueAt: due_at }))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.token - b.token);
}

export async function nextDue(tx: Tx, workspace: string, after: Date): Promise<Date | null> {
  const found = await sql<{ due_at: Date }>`
    select t.due_at from flow_timer t where t.workspace_id = ${workspace} and t.due_at > ${after} order by t.due_at limit 1`.execute(
    tx,
  );
  return found.rows[0]?.due_at ?? null;
}
