/** What was said in a thread: read where it stands, so that the state of what we wrote is always the delivery's. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { EntryAction } from './contract-lines.ts';
import type { ConversationRow } from './store.ts';

export interface LineRow {
  readonly id: string;
  readonly kind: 'in' | 'out' | 'entry';
  readonly at: Date;
  readonly text: string | null;
  readonly said: 'reply' | 'digit' | 'optOut' | null;
  readonly written: { readonly subject?: readonly Piece[]; readonly text: readonly Piece[] } | null;
  readonly message_id: string | null;
  readonly playbook: string | null;
  readonly adapter: string | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly action: EntryAction | null;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly detail: Readonly<Record<string, string | null>> | null;
}

interface Piece {
  readonly text: string;
}

export interface Page {
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Newest first; one of three kinds each, so each kind is read from its own index and cut before they are put together. */
export async function findLines(
  tx: Tx,
  workspace: string,
  thread: ConversationRow,
  { after, limit }: Page,
): Promise<LineRow[]> {
  const cut = (at: string, id: string): RawBuilder<unknown> =>
    sql`${after ? sql`and (${sql.raw(at)}, ${sql.raw(id)}) < (${after.at}, ${after.id})` : sql``}
      order by ${sql.raw(at)} desc, ${sql.raw(id)} desc limit ${limit}`;
  const { rows } = await sql<LineRow>`
    select l.* from (
      (select i.inbound_id as id, 'in' as kind, i.received_at as at, i.text, i.kind as said, null::jsonb as written, i.message_id,
          null as playbook, null as adapter, null as state, null as reason, null as action, null as by_id, null as by_name, null::jsonb as detail
        from inbound_message i where i.workspace_id = ${workspace} and i.channel = ${thread.channel} and i.customer_id = ${thread.customer_id}
        ${cut('i.received_at', 'i.inbound_id')})
      union all
      (select d.delivery_id, 'out', d.contacted_at, null, null, d.content, d.message_id, m.playbook, d.adapter, d.state, d.reason,
          null, null, null, null
        from delivery d join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
        where d.workspace_id = ${workspace} and d.customer_id = ${thread.customer_id} and d.channel = ${thread.channel}
          and d.contacted_at is not null
        ${cut('d.contacted_at', 'd.delivery_id')})
      union all
      (select e.entry_id, 'entry', e.at, null, null, null, null, null, null, null, null, e.action, e.by_id, e.by_name, e.detail
        from conversation_entry e where e.workspace_id = ${workspace} and e.conversation_id = ${thread.conversation_id}
        ${cut('e.at', 'e.entry_id')})
    ) l order by l.at desc, l.id desc limit ${limit}`.execute(tx);
  return rows;
}
