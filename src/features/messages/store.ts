/** Templates, and messages as they are written. */
import { sql } from 'kysely';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import type { ChannelChoice } from './contract-choice.ts';
import type { ChannelKind, MessageTemplate } from './contract-definition.ts';
import { type Plan, togetherWith } from './contract-plan.ts';
import type { MessageState, Reason } from './contract-states.ts';

export interface Owner {
  readonly playbook: string;
  readonly version: number;
}

export async function insertTemplates(
  tx: Tx,
  workspace: string,
  { playbook, version }: Owner,
  templates: readonly MessageTemplate[],
  now: Date,
): Promise<void> {
  if (templates.length === 0) return;
  await sql`
    insert into message_template (workspace_id, playbook, version, message_key, definition, created_at)
    select ${workspace}, ${playbook}, ${version}::int, t.key, t.definition, ${now}
    from unnest(${arrayOf(templates, (each) => each.key)}::text[], ${jsonArrayOf(templates, (each) => each)}::jsonb[]) as t(key, definition)
    order by t.key on conflict (workspace_id, playbook, version, message_key) do nothing`.execute(tx);
}

export interface TemplateRow {
  readonly playbook: string;
  readonly version: number;
  readonly message_key: string;
  readonly definition: MessageTemplate;
}

export interface TemplateRef extends Owner {
  readonly message: string;
}

export async function findTemplates(tx: Tx, workspace: string, refs: readonly TemplateRef[]): Promise<TemplateRow[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<TemplateRow>`
    select t.playbook, t.version, t.message_key, t.definition
    from unnest(${arrayOf(refs, (ref) => ref.playbook)}::text[], ${arrayOf(refs, (ref) => ref.version)}::int[],
      ${arrayOf(refs, (ref) => ref.message)}::text[]) as r(playbook, version, message_key)
    join message_template t on t.workspace_id = ${workspace} and t.playbook = r.playbook and t.version = r.version
      and t.message_key = r.message_key
    where t.workspace_id = ${workspace}`.execute(tx);
  return rows;
}

export interface NewMessage extends TemplateRef {
  readonly messageId: string;
  readonly deliveryId: string;
  readonly run: { readonly runId: string; readonly token: number } | null;
  readonly node: string | null;
  readonly epoch: number | null;
  readonly customerId: string;
  readonly purpose: 'service' | 'marketing';
  readonly plan: Plan;
  /** Why it begins where it begins; null: the plan's own order. */
  readonly why: ChannelChoice | null;
  /** Which wording, while two are tried. */
  readonly variant: string | null;
  /** What it is sent with; held and stopped together. */
  readonly group: string | null;
  readonly dueAt: Date;
}

/** Writes the messages whose run and token are new, each with its first attempt, in one statement. Returns the ids written. */
export async function insertMessages(
  tx: Tx,
  workspace: string,
  items: readonly NewMessage[],
  now: Date,
): Promise<string[]> {
  if (items.length === 0) return [];
  const { rows } = await sql<{ message_id: string }>`
    with input as materialized (
      select * from unnest(
        ${plainArrayOf(items, (item) => item.messageId)}::text[], ${plainArrayOf(items, (item) => item.deliveryId)}::text[],
        ${arrayOf(items, (item) => item.run?.runId ?? null)}::text[], ${arrayOf(items, (item) => item.run?.token ?? null)}::int[],
        ${arrayOf(items, (item) => item.node)}::text[], ${arrayOf(items, (item) => item.playbook)}::text[],
        ${arrayOf(items, (item) => item.version)}::int[], ${arrayOf(items, (item) => item.epoch)}::int[],
        ${arrayOf(items, (item) => item.message)}::text[], ${arrayOf(items, (item) => item.customerId)}::text[],
        ${arrayOf(items, (item) => item.purpose)}::text[], ${jsonArrayOf(items, (item) => item.plan)}::jsonb[],
        ${arrayOf(items, (item) => item.plan[0]?.channel ?? null)}::text[], ${arrayOf(items, (item) => item.variant)}::text[],
        ${arrayOf(items, (item) => item.group)}::text[], ${plainArrayOf(items, (item) => item.dueAt.toISOString())}::timestamptz[],
        ${arrayOf(items, (item) => togetherWith(item.plan, 0).last)}::smallint[],
        ${jsonArrayOf(items, (item) => item.why)}::jsonb[]
      ) as i(message_id, delivery_id, run_id, token, node, playbook, version, epoch, message_key, customer_id, purpose, plan, channel, variant,
        group_id, due_at, last_step, choice)
    ), fresh as (
      insert into message (workspace_id, message_id, run_id, token, node, playbook, version, epoch, message_key, customer_id, purpose,
        plan, variant, group_id, step, choice, state, created_at, updated_at)
      select ${workspace}, message_id, run_id, token, node, playbook, version, epoch, message_key, customer_id, purpose, plan, variant, group_id, last_step, choice,
        'waiting', ${now}, ${now} from input order by run_id, token, message_id
      on conflict (workspace_id, run_id, token) do nothing
      returning message_id
    ), first as (
      insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, created_at, updated_at)
      select ${workspace}, i.delivery_id, i.message_id, i.customer_id, 0, 1, i.channel, 'queued', 0, i.due_at, ${now}, ${now}
      from input i join fresh f on f.message_id = i.message_id
    ), counted as (
      insert into message_group_move (workspace_id, group_id, move_id, state, reason, n)
      select ${workspace}, i.group_id, ${newId('mov')}, 'waiting', '', count(*)
      from input i join fresh f on f.message_id = i.message_id where i.group_id is not null group by i.group_id
    )
    select message_id from fresh`.execute(tx);
  return rows.map((row) => row.message_id);
}

export interface NewAttempt {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly customerId: string | null;
  readonly step: number;
  readonly attempt: number;
  readonly channel: ChannelKind;
  readonly dueAt: Date;
}

/** Another attempt: a retry, or the next channel. The same step and try again writes nothing. */
export async function insertAttempts(
  tx: Tx,
  workspace: string,
  items: readonly NewAttempt[],
  now: Date,
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, created_at, updated_at)
    select ${workspace}, i.delivery_id, i.message_id, i.customer_id, i.step, i.try, i.channel, 'queued', 0, i.due_at, ${now}, ${now}
    from unnest(${plainArrayOf(items, (item) => item.deliveryId)}::text[], ${plainArrayOf(items, (item) => item.messageId)}::text[],
      ${arrayOf(items, (item) => item.customerId)}::text[], ${arrayOf(items, (item) => item.step)}::smallint[],
      ${arrayOf(items, (item) => item.attempt)}::smallint[], ${arrayOf(items, (item) => item.channel)}::text[],
      ${plainArrayOf(items, (item) => item.dueAt.toISOString())}::timestamptz[]
    ) as i(delivery_id, message_id, customer_id, step, try, channel, due_at)
    order by i.message_id, i.step, i.try
    on conflict (workspace_id, message_id, step, try) do nothing`.execute(tx);
}

/** What a person wrote, or a room that speaks for itself. */
export interface PersonText {
  readonly subject?: string;
  readonly text: string;
  readonly choices?: readonly { readonly id: string; readonly text: string }[];
}

export interface MessageRow {
  readonly message_id: string;
  readonly run_id: string | null;
  readonly token: number | null;
  readonly node: string | null;
  readonly playbook: string;
  readonly version: number;
  readonly epoch: number | null;
  readonly message_key: string;
  /** null: somebody unknown, at `send_to`. */
  readonly customer_id: string | null;
  readonly purpose: 'service' | 'marketing';
  readonly plan: Plan;
  readonly step: number;
  readonly state: MessageState;
  readonly reason: Reason | null;
  readonly due_at: Date | null;
  readonly answered_at: Date | null;
  readonly closed_at: Date | null;
  readonly close_reason: string | null;
  readonly created_at: Date;
  readonly variant: string | null;
  readonly choice: ChannelChoice | null;
  readonly group_id: string | null;
  /** The words of a person, instead of a template's; then there is no playbook. */
  readonly person_text: PersonText | null;
  readonly author_name: string | null;
  /** When she wrote what it answers. */
  readonly answers_at: Date | null;
  readonly send_to: string | null;
}

export const MESSAGE_COLUMNS = sql.raw(
  'm.message_id, m.run_id, m.token, m.node, m.playbook, m.version, m.epoch, m.message_key, m.customer_id, m.purpose, m.plan, m.step, m.state, m.reason, m.due_at, m.answered_at, m.closed_at, m.close_reason, m.created_at, m.variant, m.choice, m.group_id, m.person_text, m.author_name, m.answers_at, m.send_to',
);

/** In the order of their ids, held until the transaction ends. */
export async function lockMessages(tx: Tx, workspace: string, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from message m
    where m.workspace_id = ${workspace} and m.message_id = any(${plainArrayOf(ids, (id) => id)}::text[])
    order by m.message_id for update`.execute(tx);
  return rows;
}

export interface Timer {
  readonly messageId: string;
  readonly step: number;
  readonly dueAt: Date | null;
}

export async function setTimers(tx: Tx, workspace: string, timers: readonly Timer[], now: Date): Promise<void> {
  if (timers.length === 0) return;
  await sql`
    update message m set step = t.step, due_at = t.due_at, updated_at = ${now}
    from unnest(${plainArrayOf(timers, (timer) => timer.messageId)}::text[], ${arrayOf(timers, (timer) => timer.step)}::smallint[],
      ${arrayOf(timers, (timer) => timer.dueAt?.toISOString() ?? null)}::timestamptz[]) as t(message_id, step, due_at)
    where m.workspace_id = ${workspace} and m.message_id = t.message_id`.execute(tx);
}

/**
 * What became of a message follows from its attempts alone; so it does not matter in which order they were told. What a group loses in one state
 * and wins in another is written beside it: its counts are the sum. Whoever calls this holds the messages, or two would take away the same.
 */
export async function refreshMessages(tx: Tx, workspace: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const list = plainArrayOf(ids, (id) => id);
  await sql`
    with before as materialized (
      select message_id, group_id, state, ${COUNTED_REASON} as reason from message
      where workspace_id = ${workspace} and message_id = any(${list}::text[]) and group_id is not null
    ), moved as (
      update message m set updated_at = ${now}, reason = d.reason, state = case
        when m.answered_at is not null then 'answered'
        when d.best = 60 then 'read' when d.best = 50 then 'delivered' when d.best = 30 then 'sent'
        when d.waiting then 'waiting' when d.unknown then 'unknown' when d.failed then 'failed'
        when d.refused then 'refused' else 'cancelled' end
      from (
        select message_id, max(rank) filter (where state in ('accepted', 'delivered', 'read')) as best,
          bool_or(state in ('queued', 'held', 'sending', 'awaiting')) as waiting, bool_or(state = 'unknown') as unknown,
          bool_or(state = 'failed') as failed, bool_or(state = 'refused') as refused,
          (array_agg(reason order by step desc, try desc) filter (where reason is not null))[1] as reason
        from delivery where workspace_id = ${workspace} and message_id = any(${list}::text[]) group by message_id
      ) d
      where m.workspace_id = ${workspace} and m.message_id = d.message_id
      returning m.message_id, m.state, m.reason
    )
    insert into message_group_move (workspace_id, group_id, move_id, state, reason, n)
    select ${workspace}, b.group_id, ${newId('mov')}, s.state, s.reason, sum(s.n)
    from before b join (select message_id, state, ${COUNTED_REASON} as reason from moved) m on m.message_id = b.message_id
    cross join lateral (values (b.state, b.reason, -1), (m.state, m.reason, 1)) s(state, reason, n)
    where (b.state, b.reason) <> (m.state, m.reason)
    group by b.group_id, s.state, s.reason having sum(s.n) <> 0`.execute(tx);
}

/** Of messages that did not go, by why. */
const COUNTED_REASON = sql.raw(
  `case when state in ('failed', 'refused', 'unknown', 'cancelled', 'waiting') then coalesce(reason, '') else '' end`,
);

/** Messages whose wait for a channel is over: the next one is to be tried. Claimed for this transaction. */
export async function claimDueMessages(tx: Tx, workspace: string, now: Date, limit: number): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select ${MESSAGE_COLUMNS} from message m
    where m.workspace_id = ${workspace} and m.due_at <= ${now}
    order by m.due_at, m.message_id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

/** An attempt waits for nothing but to be made. */
export async function isDeliveryDue(tx: Tx, workspace: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (
      select 1 from delivery where workspace_id = ${workspace} and state = 'queued' and due_at <= ${now}) as due`.execute(
    tx,
  );
  return rows[0]?.due ?? false;
}

/** The first moment after `after` at which something here is due. */
export async function nextMoment(tx: Tx, workspace: string, after: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(due_at) from message where workspace_id = ${workspace} and due_at > ${after}),
      (select min(due_at) from delivery where workspace_id = ${workspace} and state = 'queued' and due_at > ${after}),
      (select min(ask_at) from delivery where workspace_id = ${workspace} and ask_at > ${after})) as at`.execute(tx);
  return rows[0]?.at ?? null;
}
