/** What was said in a thread: read where it stands, so that the state of what we wrote is always the delivery's. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Media } from '../messages/index.ts';
import type { EntryAction } from './contract-lines.ts';
import type { ConversationRow } from './store.ts';

interface Piece {
  readonly text: string;
}

export interface LineRow {
  readonly id: string;
  readonly kind: 'in' | 'out' | 'entry';
  readonly at: Date;
  readonly text: string | null;
  readonly said: 'reply' | 'digit' | 'optOut' | null;
  readonly written: { readonly subject?: readonly Piece[]; readonly text: readonly Piece[] } | null;
  readonly own: { readonly subject?: string; readonly text: string } | null;
  readonly message_id: string | null;
  readonly playbook: string | null;
  readonly adapter: string | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly action: EntryAction | null;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly detail: Readonly<Record<string, string | null>> | null;
  readonly media: readonly Media[] | null;
}

export interface Page {
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Whose thread: the customer's, or that of somebody unknown at an address. */
export type Thread = Pick<ConversationRow, 'conversation_id' | 'channel' | 'customer_id' | 'address'>;

function whose(thread: Thread, table: string, address: string): RawBuilder<unknown> {
  const customer = sql.ref(`${table}.customer_id`);
  return thread.customer_id === null
    ? sql`${customer} is null and ${sql.ref(`${table}.${address}`)} = ${thread.address}`
    : sql`${customer} = ${thread.customer_id}`;
}

/** Newest first. Each kind is read from its own index and cut before they are put together. */
export async function findLines(tx: Tx, workspace: string, thread: Thread, { after, limit }: Page): Promise<LineRow[]> {
  const { channel } = thread;
  // What happened in the same instant stands in the order in which it was written: ids carry their moment behind the prefix.
  const cut = (at: string, id: string): RawBuilder<unknown> => {
    const [time, moment] = [sql.raw(at), sql.raw(`right(${id}, 32)`)];
    return sql`${after ? sql`and (${time}, ${moment}) < (${after.at}, ${after.id.slice(-32)})` : sql``}
      order by ${time} desc, ${moment} desc limit ${limit}`;
  };
  const { rows } = await sql<LineRow>`
    select l.* from (
      (select i.inbound_id as id, 'in' as kind, i.received_at as at, i.text, i.kind as said, null::jsonb as written, null::jsonb as own,
          i.message_id, null as playbook, null as adapter, null as state, null as reason, null as action, null as by_id, null as by_name,
          null::jsonb as detail, i.media
        from inbound_message i where i.workspace_id = ${workspace} and i.channel = ${channel} and ${whose(thread, 'i', 'address')}
        ${cut('i.received_at', 'i.inbound_id')})
      union all
      (select d.delivery_id, 'out', d.contacted_at, null, null, d.content, null, d.message_id, m.playbook, d.adapter, d.state, d.reason,
          null, null, null, null, null
        from delivery d join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id and m.person_text is null
        where d.workspace_id = ${workspace} and ${whose(thread, 'd', 'address')} and d.channel = ${channel} and d.contacted_at is not null
        ${cut('d.contacted_at', 'd.delivery_id')})
      union all
      (select m.message_id, 'out', m.created_at, null, null, null, m.person_text, m.message_id, null, d.adapter, d.state, d.reason,
          null, m.author_id, m.author_name, null, null
        from message m cross join lateral (
          select d.adapter, d.state, d.reason, d.channel from delivery d
          where d.workspace_id = ${workspace} and d.message_id = m.message_id order by d.step desc, d.try desc limit 1) d
        where m.workspace_id = ${workspace} and ${whose(thread, 'm', 'send_to')} and m.person_text is not null and d.channel = ${channel}
        ${cut('m.created_at', 'm.message_id')})
      union all
      (select e.entry_id, 'entry', e.at, null, null, null, null, null, null, null, null, null, e.action, e.by_id, e.by_name, e.detail, null
        from conversation_entry e where e.workspace_id = ${workspace} and e.conversation_id = ${thread.conversation_id}
        ${cut('e.at', 'e.entry_id')})
    ) l order by l.at desc, right(l.id, 32) desc limit ${limit}`.execute(tx);
  return rows;
}

export interface LastText {
  readonly message_id: string;
  readonly author_id: string | null;
  readonly author_name: string;
  readonly at: Date;
  readonly text: string;
}

/** The last that a person wrote in the thread. */
export async function lastText(tx: Tx, workspace: string, thread: Thread): Promise<LastText | null> {
  const { rows } = await sql<LastText>`
    select m.message_id, m.author_id, m.author_name, m.created_at as at, m.person_text ->> 'text' as text from message m
    where m.workspace_id = ${workspace} and ${whose(thread, 'm', 'send_to')} and m.person_text is not null
      and m.plan -> 0 ->> 'channel' = ${thread.channel}
    order by m.created_at desc, m.message_id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Somebody unknown whose last word was that she wants no more. */
export async function isRefusing(tx: Tx, workspace: string, thread: Thread): Promise<boolean> {
  const { rows } = await sql<{ kind: string }>`
    select i.kind from inbound_message i where i.workspace_id = ${workspace} and i.channel = ${thread.channel}
      and i.customer_id is null and i.address = ${thread.address} and i.kind = 'optOut' limit 1`.execute(tx);
  return rows.length > 0;
}
