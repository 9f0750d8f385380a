/** Conversations: made and moved on by what comes in, changed by people. */
import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { ChannelKind } from '../messages/index.ts';
import type { Claim } from './contract.ts';
import { conversationsInScope } from './store-scope.ts';

export interface ConversationRow {
  readonly conversation_id: string;
  readonly channel: ChannelKind;
  readonly customer_id: string | null;
  readonly address: string | null;
  readonly name: string | null;
  readonly claim: Claim | null;
  readonly state: 'open' | 'closed';
  readonly assignee_id: string | null;
  readonly last_text: string | null;
  readonly last_from: 'in' | 'out' | null;
  readonly last_at: Date;
  readonly last_inbound_at: Date | null;
  readonly last_inbound_id: string | null;
  readonly wanting_id: string | null;
  readonly waiting_since: Date | null;
  readonly read_id: string | null;
  readonly closed_at: Date | null;
  readonly created_at: Date;
}

export const COLUMNS = sql.raw(
  'v.conversation_id, v.channel, v.customer_id, v.address, v.name, v.claim, v.state, v.assignee_id, v.last_text, v.last_from, v.last_at, v.last_inbound_at, v.last_inbound_id, v.wanting_id, v.waiting_since, v.read_id, v.closed_at, v.created_at',
);

/** What has come in on one thread, in the order it came. */
export interface Arrival {
  readonly conversationId: string;
  readonly channel: ChannelKind;
  readonly customerId: string | null;
  readonly address: string | null;
  /** Who answers for the thread when it is new: her owner. */
  readonly assigneeId: string | null;
  readonly text: string;
  readonly at: Date;
  readonly inboundId: string;
  /** The last of them that a person should see; null: bare answers and refusals need nobody. */
  readonly wantingId: string | null;
  readonly wantingAt: Date | null;
}

/** Makes the threads that are new and moves the others on. The same arrivals again change nothing: ids ascend. */
export async function saveArrivals(tx: Tx, workspace: string, items: readonly Arrival[], now: Date): Promise<void> {
  for (const known of [true, false]) {
    const some = items.filter((item) => (item.customerId !== null) === known);
    if (some.length > 0) await saveThreads(tx, workspace, some, known, now);
  }
}

async function saveThreads(
  tx: Tx,
  workspace: string,
  items: readonly Arrival[],
  known: boolean,
  now: Date,
): Promise<void> {
  const key = known
    ? sql`(workspace_id, channel, customer_id) where customer_id is not null`
    : sql`(workspace_id, channel, address) where customer_id is null`;
  const news = sql`excluded.last_inbound_id > coalesce(v.last_inbound_id, '')`;
  const wanting = sql`excluded.wanting_id is not null and excluded.wanting_id > coalesce(v.wanting_id, '')`;
  await sql`
    insert into conversation as v (workspace_id, conversation_id, channel, customer_id, address, state, assignee_id, last_text, last_from,
      last_at, last_inbound_at, last_inbound_id, wanting_id, waiting_since, created_at, updated_at)
    select ${workspace}, i.id, i.channel, i.customer_id, i.address, case when i.wanting_id is null then 'closed' else 'open' end,
      i.assignee_id, i.text, 'in', i.at, i.at, i.inbound_id, i.wanting_id, i.wanting_at, ${now}, ${now}
    from unnest(${plainArrayOf(items, (item) => item.conversationId)}::text[], ${arrayOf(items, (item) => item.channel)}::text[],
      ${arrayOf(items, (item) => item.customerId)}::text[], ${arrayOf(items, (item) => item.address)}::text[],
      ${arrayOf(items, (item) => item.assigneeId)}::text[], ${arrayOf(items, (item) => item.text)}::text[],
      ${plainArrayOf(items, (item) => item.at.toISOString())}::timestamptz[], ${plainArrayOf(items, (item) => item.inboundId)}::text[],
      ${arrayOf(items, (item) => item.wantingId)}::text[],
      ${arrayOf(items, (item) => item.wantingAt?.toISOString() ?? null)}::timestamptz[]
    ) as i(id, channel, customer_id, address, assignee_id, text, at, inbound_id, wanting_id, wanting_at)
    order by i.channel, i.customer_id, i.address
    on conflict ${key} do update set
      address = case when ${news} then coalesce(excluded.address, v.address) else v.address end,
      last_text = case when ${news} then excluded.last_text else v.last_text end,
      last_from = case when ${news} then 'in' else v.last_from end,
      last_at = case when ${news} then greatest(v.last_at, excluded.last_at) else v.last_at end,
      last_inbound_at = greatest(v.last_inbound_at, excluded.last_inbound_at),
      last_inbound_id = greatest(v.last_inbound_id, excluded.last_inbound_id),
      state = case when ${wanting} then 'open' else v.state end,
      closed_at = case when ${wanting} then null else v.closed_at end,
      waiting_since = case when ${wanting} then coalesce(v.waiting_since, excluded.waiting_since) else v.waiting_since end,
      wanting_id = greatest(v.wanting_id, excluded.wanting_id),
      updated_at = excluded.updated_at`.execute(tx);
}

/** Held until the transaction ends when `lock` is set; null: there is none, or not for the caller. */
export async function findConversation(
  tx: Tx,
  ctx: Context,
  id: string,
  lock = false,
): Promise<ConversationRow | null> {
  const { rows } = await sql<ConversationRow>`
    select ${COLUMNS} from conversation v
    left join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = v.customer_id
    where v.workspace_id = ${ctx.workspace.id} and v.conversation_id = ${id} ${conversationsInScope(ctx)}
    ${lock ? sql`for update of v` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/** Threads of these addresses that are known to be a customer's: what else comes from there is hers too. */
export async function findLinked(
  tx: Tx,
  workspace: string,
  senders: readonly { readonly channel: ChannelKind; readonly address: string }[],
): Promise<{ channel: ChannelKind; address: string; customer_id: string }[]> {
  if (senders.length === 0) return [];
  const { rows } = await sql<{ channel: ChannelKind; address: string; customer_id: string }>`
    select distinct on (v.channel, v.address) v.channel, v.address, v.customer_id from conversation v
    join unnest(${arrayOf(senders, (each) => each.channel)}::text[], ${arrayOf(senders, (each) => each.address)}::text[])
      as s(channel, address) on s.channel = v.channel and s.address = v.address
    where v.workspace_id = ${workspace} and v.customer_id is not null
    order by v.channel, v.address, v.last_at desc`.execute(tx);
  return rows;
}

export interface Change {
  readonly state?: 'open' | 'closed';
  readonly assigneeId?: string | null;
  readonly claim?: Claim;
  readonly name?: string;
  /** We answered. */
  readonly answered?: { readonly text: string };
  readonly read?: boolean;
}

export async function changeConversation(
  tx: Tx,
  workspace: string,
  id: string,
  change: Change,
  now: Date,
): Promise<void> {
  const { state, assigneeId, claim, name, answered, read } = change;
  const sets = [
    sql`updated_at = ${now}`,
    ...(state === undefined
      ? []
      : [
          sql`state = ${state}`,
          sql`closed_at = ${state === 'closed' ? now : null}::timestamptz`,
          ...(state === 'closed' ? [sql`waiting_since = null`] : []),
        ]),
    ...(assigneeId === undefined ? [] : [sql`assignee_id = ${assigneeId}`]),
    ...(claim === undefined ? [] : [sql`claim = ${JSON.stringify(claim)}::jsonb`]),
    ...(name === undefined ? [] : [sql`name = ${name}`]),
    ...(answered === undefined
      ? []
      : [sql`last_text = ${answered.text}`, sql`last_from = 'out'`, sql`last_at = ${now}`, sql`waiting_since = null`]),
    ...(read || answered ? [sql`read_id = last_inbound_id`] : []),
  ];
  await sql`update conversation set ${sql.join(sets, sql`, `)}
    where workspace_id = ${workspace} and conversation_id = ${id}`.execute(tx);
}
