import { sql } from 'kysely';
import { plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { RecordedEvent } from '../events/index.ts';
import type { Attempt, DELIVERY_STATES, DeliveryError } from './contract.ts';

export interface DeliveryRow {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly type: string;
  readonly body: string;
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly attempts: number;
  readonly due_at: Date | null;
  readonly status: number | null;
  readonly error: DeliveryError | null;
  readonly response: string | null;
  readonly log: readonly Attempt[];
  readonly created_at: Date;
  readonly done_at: Date | null;
}

const columns = sql.raw(
  'delivery_id, webhook_id, type, body, state, attempts, due_at, status, error, response, log, created_at, done_at',
);

export interface EventToTell {
  readonly event_id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly customer_id: string;
  readonly external_customer: string;
  readonly amount: number | null;
  readonly source: string;
  readonly external_id: string;
  readonly properties: Record<string, unknown> | null;
}

/** The events themselves, each found by its time and id (events are partitioned by time). */
export async function findEvents(tx: Tx, workspace: string, items: readonly RecordedEvent[]): Promise<EventToTell[]> {
  const { rows } = await sql<EventToTell>`
    select e.event_id, e.type, e.occurred_at, e.customer_id, c.external_id as external_customer, e.amount, e.source,
      e.external_id, e.properties
    from unnest(${plainArrayOf(items, (item) => item.eventId)}::text[],
        ${plainArrayOf(items, (item) => item.occurredAt)}::timestamptz[]) as i(event_id, occurred_at)
    join event e on e.workspace_id = ${workspace} and e.event_id = i.event_id and e.occurred_at = i.occurred_at
    join customer c on c.workspace_id = ${workspace} and c.customer_id = e.customer_id
    order by e.event_id`.execute(tx);
  return rows;
}

export interface NewDelivery {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly body: string;
}

/** A message that is there already stays as it is. */
export async function insertDeliveries(tx: Tx, workspace: string, rows: readonly NewDelivery[], now: Date) {
  if (rows.length === 0) return;
  await sql`insert into webhook_delivery (workspace_id, delivery_id, webhook_id, event_id, type, body, state, attempts,
      due_at, log, created_at)
    select ${workspace}, delivery_id, webhook_id, event_id, type, body, 'waiting', 0, ${now}::timestamptz, '[]', ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as n(delivery_id text, webhook_id text, event_id text, type text, body text)
    order by webhook_id, event_id
    on conflict (workspace_id, webhook_id, event_id) do nothing`.execute(tx);
}

/**
 * Takes what is due and leases it: whoever dies with it leaves it due again at `until`. Messages never tried before go first, so
 * that one a receiver chokes on does not stand in the way of the others.
 */
export async function claimDue(
  tx: Tx,
  workspace: string,
  webhook: string,
  claim: { now: Date; until: Date; most: number },
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    with due as materialized (
      select delivery_id from webhook_delivery
      where workspace_id = ${workspace} and webhook_id = ${webhook} and state = 'waiting' and due_at <= ${claim.now}
      order by attempts, delivery_id limit ${claim.most} for update skip locked
    )
    update webhook_delivery d set due_at = ${claim.until}, attempts = d.attempts + 1
    from due where d.workspace_id = ${workspace} and d.delivery_id = due.delivery_id
    returning d.delivery_id, d.webhook_id, d.type, d.body, d.state, d.attempts, d.due_at, d.status, d.error, d.response, d.log,
      d.created_at, d.done_at`.execute(tx);
  return rows;
}

export interface Written {
  readonly delivery_id: string;
  readonly state: DeliveryRow['state'];
  readonly due_at: Date | null;
  readonly status: number | null;
  readonly error: string | null;
  readonly response: string | null;
  readonly attempt: Attempt;
  readonly done_at: Date | null;
}

const MOST_LOGGED = 50;

export async function writeOutcomes(tx: Tx, workspace: string, rows: readonly Written[]): Promise<void> {
  await sql`update webhook_delivery d set state = o.state, due_at = o.due_at, status = o.status, error = o.error,
      response = o.response, done_at = o.done_at,
      log = case when jsonb_array_length(d.log) < ${MOST_LOGGED} then d.log || o.attempt else d.log end
    from json_to_recordset(${JSON.stringify(rows)}::json) as o(delivery_id text, state text, due_at timestamptz,
      status integer, error text, response text, attempt jsonb, done_at timestamptz)
    where d.workspace_id = ${workspace} and d.delivery_id = o.delivery_id`.execute(tx);
}

/** Those that would only meet the same silence wait. */
export async function holdDue(tx: Tx, workspace: string, webhook: string, now: Date, until: Date): Promise<void> {
  await sql`update webhook_delivery set due_at = ${until} where workspace_id = ${workspace} and webhook_id = ${webhook}
    and state = 'waiting' and due_at <= ${now}`.execute(tx);
}

/** The address answers again, or was switched on: what waits goes now. */
export async function releaseHeld(tx: Tx, workspace: string, webhook: string, now: Date): Promise<void> {
  await sql`update webhook_delivery set due_at = ${now} where workspace_id = ${workspace} and webhook_id = ${webhook}
    and state = 'waiting' and attempts = 0 and due_at > ${now}`.execute(tx);
}

export async function redoDelivery(tx: Tx, workspace: string, id: string, now: Date): Promise<void> {
  await sql`update webhook_delivery set state = 'waiting', due_at = ${now}, done_at = null, attempts = 0
    where workspace_id = ${workspace} and delivery_id = ${id}`.execute(tx);
}

/** Active webhooks with something due. */
export async function webhooksWithDue(tx: Tx, workspace: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ webhook_id: string }>`select w.webhook_id from webhook w
    where w.workspace_id = ${workspace} and w.active and exists (select 1 from webhook_delivery d
      where d.workspace_id = ${workspace} and d.webhook_id = w.webhook_id and d.state = 'waiting' and d.due_at <= ${now})
    order by w.webhook_id`.execute(tx);
  return rows.map((row) => row.webhook_id);
}

/** Old lines of the log, some at a time; returns how many went. */
export async function forgetDone(tx: Tx, workspace: string, before: Date, most: number): Promise<number> {
  const { numAffectedRows } = await sql`with old as materialized (
      select delivery_id from webhook_delivery where workspace_id = ${workspace} and done_at < ${before} limit ${most}
    ) delete from webhook_delivery d using old where d.workspace_id = ${workspace} and d.delivery_id = old.delivery_id`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

export interface DeliveryCount {
  readonly webhook_id: string;
  readonly sent: number;
  readonly failed: number;
  readonly waiting: number;
  readonly last_at: Date | null;
}

export async function countDeliveries(tx: Tx, workspace: string): Promise<DeliveryCount[]> {
  const { rows } = await sql<DeliveryCount>`select webhook_id, count(*) filter (where state = 'sent')::int as sent,
      count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'waiting')::int as waiting,
      max(done_at) filter (where state = 'sent') as last_at
    from webhook_delivery where workspace_id = ${workspace} group by webhook_id`.execute(tx);
  return rows;
}

export async function listDeliveryRows(
  tx: Tx,
  workspace: string,
  webhook: string,
  question: { state: string | null; after: string | null; limit: number },
): Promise<DeliveryRow[]> {
  const { state, after, limit } = question;
  const { rows } = await sql<DeliveryRow>`select ${columns} from webhook_delivery
    where workspace_id = ${workspace} and webhook_id = ${webhook}
      ${state === null ? sql`` : sql`and state = ${state}`} ${after === null ? sql`` : sql`and delivery_id < ${after}`}
    order by delivery_id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function findDelivery(
  tx: Tx,
  workspace: string,
  webhook: string,
  id: string,
): Promise<DeliveryRow | null> {
  const { rows } = await sql<DeliveryRow>`select ${columns} from webhook_delivery
    where workspace_id = ${workspace} and webhook_id = ${webhook} and delivery_id = ${id}`.execute(tx);
  return rows[0] ?? null;
}
