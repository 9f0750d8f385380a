import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { ReceiptStatus } from '../contract-states.ts';

export interface EarlyReceipt {
  readonly key: string;
  readonly channel: ChannelKind;
  readonly providerId: string;
  readonly status: ReceiptStatus;
  readonly at: Date;
  readonly code?: string | undefined;
  readonly note?: string | undefined;
}

export async function insertEarly(tx: Tx, workspace: string, items: readonly EarlyReceipt[], now: Date): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into early_receipt (workspace_id, channel, provider_id, receipt_key, status, at, code, note, recorded_at)
    select ${workspace}, i.*, ${now} from unnest(${arrayOf(items, (item) => item.channel)}::text[],
      ${arrayOf(items, (item) => item.providerId)}::text[], ${arrayOf(items, (item) => item.key)}::text[],
      ${arrayOf(items, (item) => item.status)}::text[], ${plainArrayOf(items, (item) => item.at.toISOString())}::timestamptz[],
      ${arrayOf(items, (item) => item.code ?? null)}::text[], ${arrayOf(items, (item) => item.note ?? null)}::text[]
    ) as i(channel, provider_id, receipt_key, status, at, code, note)
    order by i.channel, i.provider_id, i.receipt_key
    on conflict (workspace_id, channel, provider_id, receipt_key) do nothing`.execute(tx);
}

interface Row {
  readonly channel: ChannelKind;
  readonly provider_id: string;
  readonly receipt_key: string;
  readonly status: ReceiptStatus;
  readonly at: Date;
  readonly code: string | null;
  readonly note: string | null;
}

const receiptOf = (row: Row): EarlyReceipt => ({
  key: row.receipt_key,
  channel: row.channel,
  providerId: row.provider_id,
  status: row.status,
  at: row.at,
  code: row.code ?? undefined,
  note: row.note ?? undefined,
});

export async function takeEarlyOf(
  tx: Tx,
  workspace: string,
  ids: readonly { readonly channel: ChannelKind; readonly providerId: string }[],
): Promise<EarlyReceipt[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`
    delete from early_receipt e using unnest(${arrayOf(ids, (id) => id.channel)}::text[],
      ${arrayOf(ids, (id) => id.providerId)}::text[]) as i(channel, provider_id)
    where e.workspace_id = ${workspace} and e.channel = i.channel and e.provider_id = i.provider_id
    returning e.channel, e.provider_id, e.receipt_key, e.status, e.at, e.code, e.note`.execute(tx);
  return rows.map(receiptOf);
}

/** Those whose attempt is known by now. */
export async function takeEarlyKnown(tx: Tx, workspace: string): Promise<EarlyReceipt[]> {
  const { rows } = await sql<Row>`
    delete from early_receipt e using delivery d
    where e.workspace_id = ${workspace} and d.workspace_id = ${workspace} and d.channel = e.channel and d.provider_id = e.provider_id
    returning e.channel, e.provider_id, e.receipt_key, e.status, e.at, e.code, e.note`.execute(tx);
  return rows.map(receiptOf);
}

export async function dropEarly(tx: Tx, workspace: string, before: Date): Promise<void> {
  await sql`delete from early_receipt where workspace_id = ${workspace} and recorded_at < ${before}`.execute(tx);
}
