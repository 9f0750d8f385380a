import { sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';

/** Holds the pace of a channel until the transaction ends; returns when its next attempt may begin. */
export async function holdPace(tx: Tx, workspace: string, channel: ChannelKind, real: Date): Promise<Date> {
  const { rows } = await sql<{ next_free: Date }>`
    insert into channel_pace (workspace_id, channel, next_free) values (${workspace}, ${channel}, ${real})
    on conflict (workspace_id, channel) do update set next_free = greatest(channel_pace.next_free, excluded.next_free)
    returning next_free`.execute(tx);
  return rows[0]?.next_free ?? real;
}

export async function movePace(tx: Tx, workspace: string, channel: ChannelKind, to: Date): Promise<void> {
  await sql`update channel_pace set next_free = ${to} where workspace_id = ${workspace} and channel = ${channel}`.execute(
    tx,
  );
}

/** The sender of these attempts lives. */
export async function renewLease(tx: Tx, workspace: string, claim: string, lease: Date): Promise<void> {
  await sql`update delivery set lease_until = ${lease} where workspace_id = ${workspace} and claim = ${claim} and state = 'sending'`.execute(
    tx,
  );
}
