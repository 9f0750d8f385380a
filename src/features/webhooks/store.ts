/** Subscriptions. Deliveries stand in store-deliveries.ts. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { OFF_REASONS } from './contract.ts';

export type OffReason = (typeof OFF_REASONS)[number];

export interface WebhookRow {
  readonly webhook_id: string;
  readonly name: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly secret_sealed: string;
  readonly old_secret_sealed: string | null;
  readonly old_secret_until: Date | null;
  readonly active: boolean;
  readonly off_reason: OffReason | null;
  readonly off_at: Date | null;
  readonly failing_since: Date | null;
  readonly created_by: string;
  readonly created_at: Date;
}

const columns = sql.raw(
  'webhook_id, name, url, types, secret_sealed, old_secret_sealed, old_secret_until, active, off_reason, off_at, failing_since, created_by, created_at',
);

export async function listWebhookRows(tx: Tx, workspace: string): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`select ${columns} from webhook where workspace_id = ${workspace}
    order by created_at, webhook_id`.execute(tx);
  return rows;
}

export async function findWebhook(tx: Tx, workspace: string, id: string, lock = false): Promise<WebhookRow | null> {
  const { rows } = await sql<WebhookRow>`select ${columns} from webhook
    where workspace_id = ${workspace} and webhook_id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

/** What the active ones listen to. */
export async function subscribedTypes(tx: Tx, workspace: string): Promise<string[]> {
  const { rows } = await sql<{
    type: string;
  }>`select distinct t.type from webhook w cross join lateral unnest(w.types) as t(type)
    where w.workspace_id = ${workspace} and w.active`.execute(tx);
  return rows.map((row) => row.type);
}

export async function insertWebhook(tx: Tx, workspace: string, row: WebhookRow): Promise<void> {
  await sql`insert into webhook (workspace_id, webhook_id, name, url, types, secret_sealed, active, created_by, created_at)
    values (${workspace}, ${row.webhook_id}, ${row.name}, ${row.url}, ${[...row.types]}::text[], ${row.secret_sealed},
      ${row.active}, ${row.created_by}, ${row.created_at})`.execute(tx);
}

/** Writes what a person or an attempt may change; the caller has read and locked it. */
export async function updateWebhookRow(tx: Tx, workspace: string, row: WebhookRow): Promise<void> {
  await sql`update webhook set name = ${row.name}, url = ${row.url}, types = ${[...row.types]}::text[],
      secret_sealed = ${row.secret_sealed}, old_secret_sealed = ${row.old_secret_sealed},
      old_secret_until = ${row.old_secret_until}, active = ${row.active}, off_reason = ${row.off_reason}, off_at = ${row.off_at},
      failing_since = ${row.failing_since}
    where workspace_id = ${workspace} and webhook_id = ${row.webhook_id}`.execute(tx);
}

export async function deleteWebhookRow(tx: Tx, workspace: string, id: string): Promise<void> {
  await sql`delete from webhook where workspace_id = ${workspace} and webhook_id = ${id}`.execute(tx);
}
