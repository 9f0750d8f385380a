/** Attempts on their way: claimed, decided, sent, settled. */
import { sql } from 'kysely';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { Decision } from '../contract-policy.ts';
import type { DeliveryState, Reason } from '../contract-states.ts';
import { MESSAGE_COLUMNS, type MessageRow } from '../store.ts';

export interface Claimed extends MessageRow {
  readonly delivery_id: string;
  readonly at_step: number;
  readonly try: number;
  readonly channel: ChannelKind;
}

/** The channels on which an attempt is due. */
export async function dueChannels(tx: Tx, workspace: string, now: Date): Promise<ChannelKind[]> {
  const { rows } = await sql<{ channel: ChannelKind }>`
    select distinct channel from delivery where workspace_id = ${workspace} and state = 'queued' and due_at <= ${now}`.execute(
    tx,
  );
  return rows.map((row) => row.channel);
}

/** Attempts whose time has come, held for this transaction; those another worker holds are passed over. */
export async function claimDue(
  tx: Tx,
  workspace: string,
  channels: readonly ChannelKind[],
  now: Date,
  limit: number,
): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as materialized (
      select delivery_id, message_id, step, try, channel, due_at from delivery
      where workspace_id = ${workspace} and state = 'queued' and due_at <= ${now} and channel = any(${[...channels]}::text[])
      order by due_at, delivery_id limit ${limit} for update skip locked
    )
    select ${MESSAGE_COLUMNS}, d.delivery_id, d.step as at_step, d.try, d.channel from due d
    join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
    where m.workspace_id = ${workspace} order by d.due_at, d.delivery_id`.execute(tx);
  return rows;
}

/** Holds these customers' gates, in one order, so that two workers do not both count below a cap. */
export async function holdGates(tx: Tx, workspace: string, customerIds: readonly string[]): Promise<void> {
  const ids = plainArrayOf([...new Set(customerIds)].sort(), (id) => id);
  await sql`
    insert into contact_gate (workspace_id, customer_id)
    select ${workspace}, i.id from unnest(${ids}::text[]) as i(id) order by i.id
    on conflict (workspace_id, customer_id) do nothing`.execute(tx);
  await sql`
    select customer_id from contact_gate where workspace_id = ${workspace} and customer_id = any(${ids}::text[])
    order by customer_id for update`.execute(tx);
}

export interface Decided {
  readonly deliveryId: string;
  readonly state: DeliveryState;
  readonly rank: number;
  readonly reason: Reason | null;
  readonly dueAt: Date;
  readonly decision: Decision;
  readonly adapter: string | null;
  readonly address: string | null;
  readonly content: unknown;
  /** Under which purpose caps count it; an answer to what she wrote is no contact of ours. */
  readonly counted: 'service' | 'marketing' | null;
  readonly survey: boolean;
  readonly words: string | null;
  readonly cost: number | null;
  readonly charged: string | null;
}

/** Writes what was decided. What is to be sent is `sending` from here on, before the network is touched. */
export async function saveDecisions(
  tx: Tx,
  workspace: string,
  items: readonly Decided[],
  { claim, lease, now }: { claim: string; lease: Date; now: Date },
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    update delivery d set state = i.state, rank = i.rank, reason = i.reason, due_at = i.due_at, decision = i.decision,
      adapter = i.adapter, address = i.address, content = i.content, updated_at = ${now},
      counted = i.counted, survey = i.survey, words = i.words, cost = i.cost, charged = i.charged,
      claim = case when i.state = 'sending' then ${claim}::text end,
      lease_until = case when i.state = 'sending' then ${lease}::timestamptz end,
      contacted_at = case when i.state = 'sending' then ${now}::timestamptz end
    from unnest(${plainArrayOf(items, (item) => item.deliveryId)}::text[], ${arrayOf(items, (item) => item.state)}::text[],
      ${arrayOf(items, (item) => item.rank)}::smallint[], ${arrayOf(items, (item) => item.reason)}::text[],
      ${plainArrayOf(items, (item) => item.dueAt.toISOString())}::timestamptz[], ${jsonArrayOf(items, (item) => item.decision)}::jsonb[],
      ${arrayOf(items, (item) => item.adapter)}::text[], ${arrayOf(items, (item) => item.address)}::text[],
      ${jsonArrayOf(items, (item) => item.content)}::jsonb[], ${arrayOf(items, (item) => item.counted)}::text[],
      ${plainArrayOf(items, (item) => String(item.survey))}::boolean[], ${arrayOf(items, (item) => item.words)}::text[],
      ${arrayOf(items, (item) => item.cost)}::numeric[], ${arrayOf(items, (item) => item.charged)}::text[]
    ) as i(delivery_id, state, rank, reason, due_at, decision, adapter, address, content, counted, survey, words, cost, charged)
    where d.workspace_id = ${workspace} and d.delivery_id = i.delivery_id`.execute(tx);
}

export interface Settled {
  readonly deliveryId: string;
  readonly state: DeliveryState;
  readonly rank: number;
  readonly reason: Reason | null;
  readonly providerId: string | null;
  readonly code: string | null;
  readonly note: string | null;
  readonly parts: number | null;
  /** Surely not sent: she was not contacted. */
  readonly notSent: boolean;
  /** Its channel can be asked while its end is unknown. */
  readonly askable: boolean;
}

export interface SettledRow {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly channel: ChannelKind;
  readonly provider_id: string | null;
  readonly step: number;
  readonly try: number;
  readonly state: DeliveryState;
  readonly was: DeliveryState;
  /** False: a receipt had told more already. */
  readonly moved: boolean;
}

/** After so long an attempt whose end nobody knows is asked for again; then it stays unknown. */
const ASK_AGAIN = sql.raw(`'{60,300,1800,7200,43200}'::int[]`);

/** The ends of attempts; what a receipt has told already is not taken back. */
export async function saveOutcomes(
  tx: Tx,
  workspace: string,
  items: readonly Settled[],
  { claim, now }: { claim: string; now: Date },
): Promise<SettledRow[]> {
  if (items.length === 0) return [];
  const flag = (of: (item: Settled) => boolean) => arrayOf(items, (item) => (of(item) ? 'true' : 'false'));
  const { rows } = await sql<SettledRow>`
    with held as materialized (
      select delivery_id, state, rank from delivery
      where workspace_id = ${workspace} and claim = ${claim}
        and delivery_id = any(${plainArrayOf(items, (item) => item.deliveryId)}::text[])
      order by delivery_id for update
    ), i as materialized (
      select i.*, h.state as was, h.rank as was_rank, i.rank > h.rank as news
      from unnest(${plainArrayOf(items, (item) => item.deliveryId)}::text[], ${arrayOf(items, (item) => item.state)}::text[],
        ${arrayOf(items, (item) => item.rank)}::smallint[], ${arrayOf(items, (item) => item.reason)}::text[],
        ${arrayOf(items, (item) => item.providerId)}::text[], ${arrayOf(items, (item) => item.code)}::text[],
        ${arrayOf(items, (item) => item.note)}::text[], ${arrayOf(items, (item) => item.parts)}::smallint[],
        ${flag((item) => item.notSent)}::boolean[], ${flag((item) => item.askable)}::boolean[]
      ) as i(delivery_id, state, rank, reason, provider_id, code, note, parts, not_sent, askable)
      join held h on h.delivery_id = i.delivery_id
    )
    update delivery d set lease_until = null, provider_id = coalesce(i.provider_id, d.provider_id), parts = coalesce(i.parts, d.parts),
      updated_at = ${now},
      -- Asked again later while nobody knows.
      ask_at = case when greatest(i.rank, d.rank) = 20 and i.askable
        then ${now}::timestamptz + (${ASK_AGAIN})[d.asked + 1] * interval '1 second' end,
      asked = case when greatest(i.rank, d.rank) = 20 and i.askable then d.asked + 1 else d.asked end,
      state = case when i.news then i.state else d.state end, rank = greatest(d.rank, i.rank),
      reason = case when i.news then i.reason else d.reason end, code = case when i.news then i.code else d.code end,
      note = case when i.news then i.note else d.note end,
      contacted_at = case when i.news and i.not_sent then null else d.contacted_at end,
      sent_at = case when i.state in ('accepted', 'delivered') then coalesce(d.sent_at, ${now}::timestamptz) else d.sent_at end,
      delivered_at = case when i.state = 'delivered' then coalesce(d.delivered_at, ${now}::timestamptz) else d.delivered_at end,
      failed_at = case when i.news and i.state in ('failed', 'unknown') then ${now}::timestamptz else d.failed_at end
    from i
    where d.workspace_id = ${workspace} and d.delivery_id = i.delivery_id
    returning d.delivery_id, d.message_id, d.channel, d.provider_id, d.step, d.try, d.state, i.was, i.news as moved`.execute(
    tx,
  );
  return rows;
}

export interface Lost {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly channel: ChannelKind;
  readonly adapter: string;
  readonly address: string;
  readonly claim: string;
  readonly provider_id: string | null;
  readonly contacted_at: Date;
}

const LOST = sql.raw('delivery_id, message_id, channel, adapter, address, claim, provider_id, contacted_at');

/** Attempts whose sender is gone: nobody will say any more how they ended. */
export async function findLost(tx: Tx, workspace: string, before: Date, limit: number): Promise<Lost[]> {
  const { rows } = await sql<Lost>`
    select ${LOST} from delivery
    where workspace_id = ${workspace} and state = 'sending' and lease_until < ${before}
    order by lease_until, delivery_id limit ${limit}`.execute(tx);
  return rows;
}

/** Attempts of unknown end whose channel is to be asked now. */
export async function findToAsk(tx: Tx, workspace: string, now: Date, limit: number): Promise<Lost[]> {
  const { rows } = await sql<Lost>`
    select ${LOST} from delivery
    where workspace_id = ${workspace} and ask_at <= ${now} and state = 'unknown'
    order by ask_at, delivery_id limit ${limit}`.execute(tx);
  return rows;
}
