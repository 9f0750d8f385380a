import { sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';

export async function findCached(
  tx: Tx,
  workspace: string,
  at: { readonly channel: ChannelKind; readonly key: string; readonly now: Date },
): Promise<string | null> {
  const { rows } = await sql<{ sealed: string }>`
    select sealed from channel_cache
    where workspace_id = ${workspace} and channel = ${at.channel} and cache_key = ${at.key} and expires_at > ${at.now}`.execute(
    tx,
  );
  return rows[0]?.sealed ?? null;
}

export async function saveCached(
  tx: Tx,
  workspace: string,
  row: { readonly channel: ChannelKind; readonly key: string; readonly sealed: string; readonly expiresAt: Date },
): Promise<void> {
  await sql`
    insert into channel_cache (workspace_id, channel, cache_key, sealed, expires_at)
    values (${workspace}, ${row.channel}, ${row.key}, ${row.sealed}, ${row.expiresAt})
    on conflict (workspace_id, channel, cache_key) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`.execute(
    tx,
  );
}

/** One key, or all that a channel has. */
export async function dropCached(tx: Tx, workspace: string, channel: ChannelKind, key?: string): Promise<void> {
  await sql`
    delete from channel_cache where workspace_id = ${workspace} and channel = ${channel}
      and ${key === undefined ? sql`true` : sql`cache_key = ${key}`}`.execute(tx);
}

export interface Cursor {
  readonly channel: ChannelKind;
  readonly adapter: string;
  readonly cursor: string | null;
  readonly polled_at: Date | null;
  readonly error: string | null;
}

export async function listCursors(tx: Tx, workspace: string): Promise<Cursor[]> {
  const { rows } = await sql<Cursor>`
    select channel, adapter, cursor, polled_at, error from channel_cursor where workspace_id = ${workspace} order by channel`.execute(
    tx,
  );
  return rows;
}

/** Takes the right to ask, in real time, or null while another process has it. Another adapter begins anew. */
export async function leaseCursor(
  tx: Tx,
  workspace: string,
  lease: { readonly channel: ChannelKind; readonly adapter: string; readonly real: Date; readonly until: Date },
): Promise<{ readonly cursor: string | null } | null> {
  const { rows } = await sql<{ cursor: string | null }>`
    insert into channel_cursor (workspace_id, channel, adapter, lease_until)
    values (${workspace}, ${lease.channel}, ${lease.adapter}, ${lease.until})
    on conflict (workspace_id, channel) do update set lease_until = excluded.lease_until, adapter = excluded.adapter,
      cursor = case when channel_cursor.adapter = excluded.adapter then channel_cursor.cursor end
      where channel_cursor.lease_until is null or channel_cursor.lease_until < ${lease.real}
    returning cursor`.execute(tx);
  return rows[0] ?? null;
}

export async function saveCursor(
  tx: Tx,
  workspace: string,
  row: { readonly channel: ChannelKind; readonly cursor: string | null; readonly now: Date },
): Promise<void> {
  await sql`
    update channel_cursor set cursor = ${row.cursor}, polled_at = ${row.now}, error = null
    where workspace_id = ${workspace} and channel = ${row.channel}`.execute(tx);
}

export async function freeCursor(tx: Tx, workspace: string, channel: ChannelKind, error: string | null): Promise<void> {
  await sql`
    update channel_cursor set lease_until = null, error = ${error}
    where workspace_id = ${workspace} and channel = ${channel}`.execute(tx);
}
