/** Texts of people. */
import { sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { PersonText } from '../store.ts';

export interface TextRow {
  readonly message_id: string;
  readonly delivery_id: string;
}

export interface NewText {
  readonly key: string;
  readonly messageId: string;
  readonly deliveryId: string;
  readonly channel: ChannelKind;
  readonly customerId: string | null;
  readonly address: string | null;
  readonly written: PersonText;
  readonly answersAt: Date | null;
  readonly author: { readonly id: string | null; readonly name: string };
}

/** The message with its one attempt; false when its key was used before. */
export async function insertText(tx: Tx, workspace: string, item: NewText, now: Date): Promise<boolean> {
  const { channel, customerId, messageId } = item;
  const { rows } = await sql<{ message_id: string }>`
    with fresh as (
      insert into message (workspace_id, message_id, playbook, version, message_key, customer_id, purpose, plan, step, state, person_text,
        author_id, author_name, client_key, answers_at, send_to, created_at, updated_at)
      values (${workspace}, ${messageId}, '', 0, '', ${customerId}, 'service', ${JSON.stringify([{ channel }])}::jsonb, 0, 'waiting',
        ${JSON.stringify(item.written)}::jsonb, ${item.author.id}, ${item.author.name}, ${item.key}, ${item.answersAt}, ${item.address},
        ${now}, ${now})
      on conflict (workspace_id, client_key) where client_key is not null do nothing
      returning message_id
    ), first as (
      insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, created_at, updated_at)
      select ${workspace}, ${item.deliveryId}, f.message_id, ${customerId}, 0, 1, ${channel}, 'queued', 0, ${now}, ${now}, ${now} from fresh f
    )
    select message_id from fresh`.execute(tx);
  return rows.length > 0;
}

/** What was sent by this key: the message and its first attempt. */
export async function findText(tx: Tx, workspace: string, key: string): Promise<TextRow | null> {
  const { rows } = await sql<TextRow>`
    select m.message_id, d.delivery_id from message m
    join delivery d on d.workspace_id = ${workspace} and d.message_id = m.message_id and d.step = 0 and d.try = 1
    where m.workspace_id = ${workspace} and m.client_key = ${key}`.execute(tx);
  return rows[0] ?? null;
}

/** What was written to somebody at an address is to the customer whose it has turned out to be. */
export async function adoptTexts(
  tx: Tx,
  workspace: string,
  whose: { readonly channel: ChannelKind; readonly address: string; readonly customerId: string },
): Promise<void> {
  await sql`
    with hers as (
      update message set customer_id = ${whose.customerId}
      where workspace_id = ${workspace} and customer_id is null and send_to = ${whose.address}
        and plan -> 0 ->> 'channel' = ${whose.channel}
      returning message_id
    )
    update delivery d set customer_id = ${whose.customerId} from hers h
    where d.workspace_id = ${workspace} and d.message_id = h.message_id`.execute(tx);
}

/** Strangers whose last word was that they want no more. */
export async function findRefusing(
  tx: Tx,
  workspace: string,
  channel: ChannelKind,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, { readonly at: Date; readonly text: string }>> {
  if (addresses.length === 0) return new Map();
  const { rows } = await sql<{ address: string; at: Date; text: string }>`
    select distinct on (address) address, received_at as at, text from inbound_message
    where workspace_id = ${workspace} and channel = ${channel} and customer_id is null and kind = 'optOut'
      and address = any(${[...addresses]}::text[])
    order by address, received_at desc`.execute(tx);
  return new Map(rows.map((row) => [row.address, row]));
}
