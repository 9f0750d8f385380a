import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

export interface SettingsRow {
  readonly domain: string;
  readonly days: number;
  readonly retain_days: number;
  readonly opens: boolean;
  readonly updated_by: string;
  readonly updated_at: Date;
}

export async function findSettings(tx: Tx, workspace: string): Promise<SettingsRow | null> {
  const { rows } = await sql<SettingsRow>`
    select domain, days, retain_days, opens, updated_by, updated_at from link_settings where workspace_id = ${workspace}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function saveSettings(tx: Tx, workspace: string, row: SettingsRow): Promise<void> {
  await sql`
    insert into link_settings (workspace_id, domain, days, retain_days, opens, updated_by, updated_at)
    values (${workspace}, ${row.domain}, ${row.days}, ${row.retain_days}, ${row.opens}, ${row.updated_by}, ${row.updated_at})
    on conflict (workspace_id) do update set domain = excluded.domain, days = excluded.days, retain_days = excluded.retain_days, opens = excluded.opens,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at`.execute(tx);
}
