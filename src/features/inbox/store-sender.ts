/** A thread as somebody outside sees it: by where she writes from, whoever she turned out to be. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { ChannelKind } from '../messages/index.ts';
import type { Claim } from './contract.ts';

export interface Sender {
  readonly channel: ChannelKind;
  readonly address: string;
}

export interface SeenLine {
  /** Of the inbound message or the attempt. */
  readonly id: string;
  readonly from: 'in' | 'out';
  readonly text: string;
  readonly name: string | null;
  readonly at: Date;
  readonly state: string | null;
  /** Answers she can pick with one touch. */
  readonly choices: readonly { readonly id: string; readonly text: string }[] | null;
}

/** What was said at this address, the latest, oldest first. Nothing else of a customer's is told to whoever holds an address. */
export async function findSeen(tx: Tx, workspace: string, sender: Sender, limit: number): Promise<SeenLine[]> {
  const { rows } = await sql<SeenLine & { pieces: readonly { text: string }[] | null }>`
    select * from (
      (select i.inbound_id as id, 'in' as "from", i.text, null as name, i.received_at as at, null as state, null::jsonb as pieces,
          null::jsonb as choices
        from inbound_message i
        where i.workspace_id = ${workspace} and i.channel = ${sender.channel} and i.address = ${sender.address}
        order by i.received_at desc, i.inbound_id desc limit ${limit})
      union all
      (select d.delivery_id, 'out', '', m.author_name, d.contacted_at, d.state, d.content -> 'text', d.content -> 'choices'
        from delivery d join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
        where d.workspace_id = ${workspace} and d.channel = ${sender.channel} and d.address = ${sender.address}
          and d.contacted_at is not null and d.state in ('accepted', 'delivered', 'read')
        order by d.contacted_at desc, d.delivery_id desc limit ${limit})
    ) l order by l.at desc, right(l.id, 32) desc limit ${limit}`.execute(tx);
  return rows
    .map(({ pieces, ...row }) => (pieces ? { ...row, text: pieces.map((piece) => piece.text).join('') } : row))
    .reverse();
}

export interface NewClaim extends Sender {
  readonly conversationId: string;
  readonly claim: Claim;
}

/** Keeps what somebody says of herself with her thread, which is made when it is not there yet. Returns its id. */
export async function saveClaim(tx: Tx, workspace: string, item: NewClaim, now: Date): Promise<string> {
  const claim = JSON.stringify(item.claim);
  const { rows: known } = await sql<{ conversation_id: string }>`
    update conversation set claim = ${claim}::jsonb, name = coalesce(${item.claim.name}, name), updated_at = ${now}
    where workspace_id = ${workspace} and channel = ${item.channel} and address = ${item.address}
    returning conversation_id`.execute(tx);
  if (known[0]) return known[0].conversation_id;
  const { rows } = await sql<{ conversation_id: string }>`
    insert into conversation (workspace_id, conversation_id, channel, address, name, claim, state, last_at, created_at, updated_at)
    values (${workspace}, ${item.conversationId}, ${item.channel}, ${item.address}, ${item.claim.name}, ${claim}::jsonb, 'open',
      ${now}, ${now}, ${now})
    on conflict (workspace_id, channel, address) where customer_id is null do update set claim = excluded.claim,
      name = coalesce(excluded.name, conversation.name), updated_at = excluded.updated_at
    returning conversation_id`.execute(tx);
  return rows[0]?.conversation_id ?? item.conversationId;
}
