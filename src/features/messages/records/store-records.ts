import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { inScope } from '../../customers/index.ts';
import type { ChannelKind, MessageTemplate } from '../contract-definition.ts';
import type { Decision } from '../contract-policy.ts';
import type { Written } from '../contract-records.ts';
import type { DeliveryState, MessageState, ReceiptStatus } from '../contract-states.ts';
import { MESSAGE_COLUMNS, type MessageRow } from '../store.ts';

export interface LineRow extends MessageRow {
  readonly customer_id: string;
  readonly name: string | null;
  readonly updated_at: Date;
  readonly channel: ChannelKind;
  readonly adapter: string | null;
  readonly attempts: number;
  readonly next_at: Date | null;
  readonly written: Written | null;
  readonly definition: MessageTemplate | null;
}

export interface LineFilter {
  readonly state?: MessageState | undefined;
  readonly channel?: ChannelKind | undefined;
  readonly playbook?: string | undefined;
  readonly customer?: string | undefined;
  readonly message?: string | undefined;
  /** LIKE patterns over the customer, which must all hold. */
  readonly patterns?: readonly string[] | undefined;
}

const named = (patterns: readonly string[] = []): RawBuilder<unknown> =>
  sql.join([sql``, ...patterns.map((pattern) => sql`and c.search like ${pattern}`)], sql` `);

const LINE = (ctx: Context): RawBuilder<unknown> => sql`
  select ${MESSAGE_COLUMNS}, m.updated_at, c.name, l.channel, l.adapter, l.n as attempts, l.written, l.next_at, t.definition
  from message m
  join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = m.customer_id
  cross join lateral (
    select (array_agg(d.channel order by d.step desc, d.try desc))[1] as channel,
      (array_agg(d.adapter order by d.step desc, d.try desc))[1] as adapter, count(*)::int as n,
      (array_agg(d.content order by d.step desc, d.try desc) filter (where d.content is not null))[1] as written,
      least(min(d.due_at) filter (where d.state = 'queued'), m.due_at) as next_at
    from delivery d where d.workspace_id = ${ctx.workspace.id} and d.message_id = m.message_id
  ) l
  left join message_template t on t.workspace_id = ${ctx.workspace.id} and t.playbook = m.playbook and t.version = m.version
    and t.message_key = m.message_key
  where m.workspace_id = ${ctx.workspace.id} ${inScope(ctx, 'c')}`;

function where({ state, channel, playbook, customer, message, patterns }: LineFilter): RawBuilder<unknown> {
  return sql`
    ${state === undefined ? sql`` : sql`and m.state = ${state}`}
    ${channel === undefined ? sql`` : sql`and l.channel = ${channel}`}
    ${playbook === undefined ? sql`` : sql`and m.playbook = ${playbook}`}
    ${customer === undefined ? sql`` : sql`and m.customer_id = ${customer}`}
    ${message === undefined ? sql`` : sql`and m.message_id = ${message}`}
    ${named(patterns)}`;
}

export async function findLines(
  tx: Tx,
  ctx: Context,
  filter: LineFilter,
  page: { readonly after: { readonly at: Date; readonly id: string } | null; readonly limit: number },
): Promise<LineRow[]> {
  const { after, limit } = page;
  const { rows } = await sql<LineRow>`${LINE(ctx)} ${where(filter)}
    ${after === null ? sql`` : sql`and (m.created_at, m.message_id) < (${after.at}, ${after.id})`}
    order by m.created_at desc, m.message_id desc limit ${limit}`.execute(tx);
  return rows;
}

/** By state, of the latest messages only: a list does not count millions. */
export async function countStates(tx: Tx, ctx: Context, filter: LineFilter): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*)::int as n from (
      select m.state from message m
      join customer c on c.workspace_id = ${ctx.workspace.id} and c.customer_id = m.customer_id
      where m.workspace_id = ${ctx.workspace.id} ${inScope(ctx, 'c')}
        ${filter.playbook === undefined ? sql`` : sql`and m.playbook = ${filter.playbook}`}
        ${filter.customer === undefined ? sql`` : sql`and m.customer_id = ${filter.customer}`}
        ${named(filter.patterns)}
        ${
          filter.channel === undefined
            ? sql``
            : sql`and exists (select 1 from delivery d where d.workspace_id = ${ctx.workspace.id}
                and d.message_id = m.message_id and d.channel = ${filter.channel})`
        }
      order by m.created_at desc, m.message_id desc limit 10000) latest
    group by state`.execute(tx);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

export interface AttemptRow {
  readonly delivery_id: string;
  readonly step: number;
  readonly try: number;
  readonly channel: ChannelKind;
  readonly adapter: string | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly due_at: Date;
  readonly address: string | null;
  readonly content: Written | null;
  readonly decision: Decision | null;
  readonly provider_id: string | null;
  readonly code: string | null;
  readonly note: string | null;
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
  readonly failed_at: Date | null;
  readonly updated_at: Date;
}

export async function findAttempts(tx: Tx, workspace: string, messageId: string): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`
    select delivery_id, step, try, channel, adapter, state, reason, due_at, address, content, decision, provider_id, code, note,
      sent_at, delivered_at, read_at, failed_at, updated_at
    from delivery where workspace_id = ${workspace} and message_id = ${messageId} order by step, try`.execute(tx);
  return rows;
}

export interface ReceiptRow {
  readonly delivery_id: string;
  readonly status: ReceiptStatus;
  readonly at: Date;
  readonly recorded_at: Date;
  readonly moved: boolean;
  readonly code: string | null;
  readonly note: string | null;
}

export async function findReceipts(tx: Tx, workspace: string, deliveryIds: readonly string[]): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    select delivery_id, status, at, recorded_at, moved, code, note from message_receipt
    where workspace_id = ${workspace} and delivery_id = any(${[...deliveryIds]}::text[]) order by at, receipt_key limit 500`.execute(
    tx,
  );
  return rows;
}

export interface ReplyRow {
  readonly channel: ChannelKind;
  readonly text: string;
  readonly kind: string;
  readonly received_at: Date;
}

export async function findReplies(
  tx: Tx,
  workspace: string,
  messageId: string,
  customerId: string,
): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`
    select channel, text, kind, received_at from inbound_message
    where workspace_id = ${workspace} and customer_id = ${customerId} and message_id = ${messageId}
    order by received_at, inbound_id limit 200`.execute(tx);
  return rows;
}

export interface LatestTemplate {
  readonly playbook: string;
  readonly version: number;
  readonly definition: MessageTemplate;
}

export async function latestTemplates(tx: Tx, workspace: string): Promise<LatestTemplate[]> {
  const { rows } = await sql<LatestTemplate>`
    select distinct on (playbook, message_key) playbook, version, definition from message_template
    where workspace_id = ${workspace} order by playbook, message_key, version desc`.execute(tx);
  return rows;
}
