import { sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { ContactPolicy } from '../contract-policy.ts';

export interface AccountRow {
  readonly channel: ChannelKind;
  readonly adapter: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Encrypted. */
  readonly secrets: string | null;
  /** What a person allows in a second. */
  readonly per_second: number | null;
  readonly updated_by: string;
  readonly updated_at: Date;
}

export async function listAccounts(tx: Tx, workspace: string): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select channel, adapter, settings, secrets, per_second, updated_by, updated_at from channel_account
    where workspace_id = ${workspace} order by channel`.execute(tx);
  return rows;
}

export async function saveAccount(tx: Tx, workspace: string, row: AccountRow): Promise<void> {
  await sql`
    insert into channel_account (workspace_id, channel, adapter, settings, secrets, per_second, updated_by, updated_at)
    values (${workspace}, ${row.channel}, ${row.adapter}, ${JSON.stringify(row.settings)}::jsonb, ${row.secrets}, ${row.per_second},
      ${row.updated_by}, ${row.updated_at})
    on conflict (workspace_id, channel) do update set adapter = excluded.adapter, settings = excluded.settings,
      secrets = excluded.secrets, per_second = excluded.per_second, updated_by = excluded.updated_by, updated_at = excluded.updated_at`.execute(
    tx,
  );
}

export async function deleteAccount(tx: Tx, workspace: string, channel: ChannelKind): Promise<boolean> {
  const done =
    await sql`delete from channel_account where workspace_id = ${workspace} and channel = ${channel}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function findPolicy(
  tx: Tx,
  workspace: string,
): Promise<{ readonly policy: ContactPolicy; readonly updated_by: string; readonly updated_at: Date } | null> {
  const { rows } = await sql<{ policy: ContactPolicy; updated_by: string; updated_at: Date }>`
    select policy, updated_by, updated_at from contact_policy where workspace_id = ${workspace}`.execute(tx);
  return rows[0] ?? null;
}

export async function savePolicy(
  tx: Tx,
  workspace: string,
  row: { readonly policy: ContactPolicy; readonly by: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into contact_policy (workspace_id, policy, updated_by, updated_at)
    values (${workspace}, ${JSON.stringify(row.policy)}::jsonb, ${row.by}, ${row.now})
    on conflict (workspace_id) do update set policy = excluded.policy, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at`.execute(tx);
}
