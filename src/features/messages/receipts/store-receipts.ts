import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { DeliveryState, Reason, ReceiptStatus } from '../contract-states.ts';

export interface ReceiptItem {
  readonly key: string;
  readonly deliveryId: string;
  readonly status: ReceiptStatus;
  readonly rank: number;
  readonly at: Date;
  readonly code: string | null;
  readonly note: string | null;
}

/** Which attempts a provider's own ids belong to. */
export async function findByProviderIds(
  tx: Tx,
  workspace: string,
  channel: ChannelKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ provider_id: string; delivery_id: string }>`
    select provider_id, delivery_id from delivery
    where workspace_id = ${workspace} and channel = ${channel} and provider_id = any(${arrayOf(ids, (id) => id)}::text[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.provider_id, row.delivery_id]));
}

export interface Moved {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly customer_id: string;
  readonly channel: ChannelKind;
  readonly step: number;
  readonly try: number;
  readonly state: DeliveryState;
  readonly was: DeliveryState;
}

/** Holds the attempts in one order; returns those that are there, with their rank. */
export async function lockAttempts(
  tx: Tx,
  workspace: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ delivery_id: string; rank: number }>`
    select delivery_id, rank from delivery
    where workspace_id = ${workspace} and delivery_id = any(${plainArrayOf([...new Set(ids)], (id) => id)}::text[])
    order by delivery_id for update`.execute(tx);
  return new Map(rows.map((row) => [row.delivery_id, row.rank]));
}

/** The log: every receipt once, by its key, whether it moved anything or not. Returns the keys that are new. */
export async function insertReceipts(
  tx: Tx,
  workspace: string,
  items: readonly (ReceiptItem & { readonly moved: boolean })[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (items.length === 0) return new Set();
  const { rows } = await sql<{ receipt_key: string }>`
    insert into message_receipt (workspace_id, receipt_key, delivery_id, status, at, code, note, moved, recorded_at)
    select ${workspace}, i.key, i.delivery_id, i.status, i.at, i.code, i.note, i.moved, ${now}
    from unnest(${arrayOf(items, (item) => item.key)}::text[], ${plainArrayOf(items, (item) => item.deliveryId)}::text[],
      ${arrayOf(items, (item) => item.status)}::text[], ${plainArrayOf(items, (item) => item.at.toISOString())}::timestamptz[],
      ${arrayOf(items, (item) => item.code)}::text[], ${arrayOf(items, (item) => item.note)}::text[],
      ${arrayOf(items, (item) => (item.moved ? 'true' : 'false'))}::boolean[]
    ) as i(key, delivery_id, status, at, code, note, moved)
    order by i.key on conflict (workspace_id, receipt_key) do nothing returning receipt_key`.execute(tx);
  return new Set(rows.map((row) => row.receipt_key));
}

export interface Movement {
  readonly deliveryId: string;
  readonly state: DeliveryState;
  readonly rank: number;
  readonly reason: Reason | null;
  readonly code: string | null;
  readonly note: string | null;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
}

/** Moves attempts forward; the times of what happened on the way are filled in even when the state is further already. */
export async function moveForward(
  tx: Tx,
  workspace: string,
  items: readonly Movement[],
  now: Date,
): Promise<readonly Moved[]> {
  if (items.length === 0) return [];
  const time = (pick: (item: Movement) => Date | null) => arrayOf(items, (item) => pick(item)?.toISOString() ?? null);
  const { rows } = await sql<Moved>`
    with before as materialized (
      select delivery_id, state, rank from delivery
      where workspace_id = ${workspace} and delivery_id = any(${plainArrayOf(items, (item) => item.deliveryId)}::text[])
    )
    update delivery d set
      state = case when i.rank > d.rank then i.state else d.state end, rank = greatest(d.rank, i.rank),
      reason = case when i.rank > d.rank then i.reason else d.reason end,
      code = case when i.rank > d.rank then i.code else d.code end, note = case when i.rank > d.rank then i.note else d.note end,
      contacted_at = case when i.rank <= d.rank then d.contacted_at when i.state = 'failed' then null
        else coalesce(d.contacted_at, d.sent_at, i.sent_at) end,
      sent_at = coalesce(d.sent_at, i.sent_at), delivered_at = coalesce(d.delivered_at, i.delivered_at),
      read_at = coalesce(d.read_at, i.read_at), failed_at = coalesce(d.failed_at, i.failed_at), updated_at = ${now}
    from unnest(${plainArrayOf(items, (item) => item.deliveryId)}::text[], ${arrayOf(items, (item) => item.state)}::text[],
      ${arrayOf(items, (item) => item.rank)}::smallint[], ${arrayOf(items, (item) => item.reason)}::text[],
      ${arrayOf(items, (item) => item.code)}::text[], ${arrayOf(items, (item) => item.note)}::text[],
      ${time((item) => item.sentAt)}::timestamptz[], ${time((item) => item.deliveredAt)}::timestamptz[],
      ${time((item) => item.readAt)}::timestamptz[], ${time((item) => item.failedAt)}::timestamptz[]
    ) as i(delivery_id, state, rank, reason, code, note, sent_at, delivered_at, read_at, failed_at)
    join before b on b.delivery_id = i.delivery_id
    where d.workspace_id = ${workspace} and d.delivery_id = i.delivery_id and d.rank < 90
    returning d.delivery_id, d.message_id, d.customer_id, d.channel, d.step, d.try, d.state, b.state as was`.execute(
    tx,
  );
  return rows;
}

export interface Queued {
  readonly messageId: string;
  /** Only of the steps that come after this one; unset: all. */
  readonly after?: number;
}

/** Attempts not made yet are not made any more; what is on its way is left to end. Returns the messages they belong to. */
export async function cancelQueued(
  tx: Tx,
  workspace: string,
  queued: readonly Queued[],
  reason: Reason,
  now: Date,
): Promise<string[]> {
  if (queued.length === 0) return [];
  const { rows } = await sql<{ message_id: string }>`
    with held as materialized (
      select d.delivery_id from delivery d
      join unnest(${plainArrayOf(queued, ({ messageId }) => messageId)}::text[], ${arrayOf(queued, ({ after = -1 }) => after)}::int[])
        as q(message_id, after) on q.message_id = d.message_id and d.step > q.after
      where d.workspace_id = ${workspace} and d.state in ('queued', 'held')
      order by d.delivery_id for update of d
    )
    update delivery d set state = 'cancelled', rank = 90, reason = ${reason}, updated_at = ${now}
    from held h where d.workspace_id = ${workspace} and d.delivery_id = h.delivery_id and d.state in ('queued', 'held')
    returning d.message_id`.execute(tx);
  return rows.map((row) => row.message_id);
}

/** Attempts of one message that are tried at the same time. */
export interface Together {
  readonly messageId: string;
  readonly first: number;
  readonly last: number;
}

export interface TogetherState {
  readonly message_id: string;
  readonly step: number;
  readonly state: DeliveryState;
  readonly adapter: string | null;
}

/** How each of them stands: the last try of each step. The messages are held by the caller. */
export async function statesTogether(
  tx: Tx,
  workspace: string,
  asked: readonly Together[],
): Promise<readonly TogetherState[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<TogetherState>`
    select distinct on (d.message_id, d.step) d.message_id, d.step, d.state, d.adapter
    from unnest(${plainArrayOf(asked, (each) => each.messageId)}::text[], ${arrayOf(asked, (each) => each.first)}::int[],
      ${arrayOf(asked, (each) => each.last)}::int[]) as a(message_id, first, last)
    join delivery d on d.workspace_id = ${workspace} and d.message_id = a.message_id and d.step between a.first and a.last
    where d.workspace_id = ${workspace} order by d.message_id, d.step, d.try desc`.execute(tx);
  return rows;
}

export async function findOpenMessages(
  tx: Tx,
  workspace: string,
  which: {
    readonly runIds?: readonly string[];
    readonly customerIds?: readonly string[];
    readonly messageIds?: readonly string[];
  },
): Promise<string[]> {
  const by = which.runIds
    ? sql`run_id = any(${[...which.runIds]}::text[])`
    : which.customerIds
      ? sql`customer_id = any(${[...which.customerIds]}::text[])`
      : sql`message_id = any(${[...(which.messageIds ?? [])]}::text[])`;
  const { rows } = await sql<{ message_id: string }>`
    select message_id from message where workspace_id = ${workspace} and closed_at is null and ${by} order by message_id`.execute(
    tx,
  );
  return rows.map((row) => row.message_id);
}

export async function closeRows(
  tx: Tx,
  workspace: string,
  messageIds: readonly string[],
  close: { readonly reason: string; readonly answered: boolean; readonly now: Date },
): Promise<void> {
  if (messageIds.length === 0) return;
  const { reason, answered, now } = close;
  await sql`
    update message set closed_at = ${now}, close_reason = ${reason}, due_at = null, updated_at = ${now},
      answered_at = case when ${answered}::boolean then coalesce(answered_at, ${now}) else answered_at end
    where workspace_id = ${workspace} and closed_at is null and message_id = any(${plainArrayOf(messageIds, (id) => id)}::text[])`.execute(
    tx,
  );
}
