import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** One line of the ledger; lines are only ever added. A withdrawal is a later line that is not granted. */
export interface ConsentRow {
  readonly consent_id: string;
  readonly customer_id: string;
  readonly purpose: 'service' | 'marketing';
  readonly channel: string;
  readonly granted: boolean;
  readonly wording: string | null;
  readonly evidence: string | null;
  readonly recorded_by: string;
  readonly given_at: Date;
  /** Of the words she agreed to. */
  readonly wording_version?: string | null;
  /** How far she meant it: this line is one of several when it was more than a channel. */
  readonly scope?: ConsentScope | null;
}

export type ConsentScope = 'all' | 'purpose' | 'channel';

const columns = sql.raw(
  'consent_id, customer_id, purpose, channel, granted, wording, evidence, recorded_by, given_at, wording_version, scope',
);

export async function insertConsents(tx: Tx, workspace: string, rows: readonly ConsentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into consent (workspace_id, ${columns})
    select ${workspace}, ${columns} from json_to_recordset(${JSON.stringify(rows)}::json) as i(consent_id text, customer_id text,
      purpose text, channel text, granted boolean, wording text, evidence text, recorded_by text, given_at timestamptz, wording_version text, scope text)`.execute(
    tx,
  );
}

export async function findLedger(tx: Tx, workspace: string, customerId: string): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select ${columns} from consent
    where workspace_id = ${workspace} and customer_id = ${customerId}
    order by given_at desc, consent_id desc limit 1000`.execute(tx);
  return rows;
}

/** The latest line of each purpose and channel as of `now`. */
export async function findLatest(tx: Tx, workspace: string, customerId: string, now: Date): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select distinct on (purpose, channel) ${columns} from consent
    where workspace_id = ${workspace} and customer_id = ${customerId} and given_at <= ${now}
    order by purpose, channel, given_at desc, consent_id desc`.execute(tx);
  return rows;
}

/** The same for many customers at once. */
export async function findLatestOf(
  tx: Tx,
  workspace: string,
  customerIds: readonly string[],
  now: Date,
): Promise<ConsentRow[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<ConsentRow>`select distinct on (customer_id, purpose, channel) ${columns} from consent
    where workspace_id = ${workspace} and customer_id = any(${[...customerIds]}::text[]) and given_at <= ${now}
    order by customer_id, purpose, channel, given_at desc, consent_id desc`.execute(tx);
  return rows;
}

export interface ConsentQuestion {
  readonly workspace: string;
  readonly purpose: 'service' | 'marketing';
  /** On this channel; on any when left out. */
  readonly channel?: string;
  readonly now: Date;
}

/**
 * SQL for other rooms: true when the customer of column `customer` (for example `c.customer_id`) consents now. Of the lines of one
 * channel the latest counts.
 */
export function consentedSql(
  customer: string,
  { workspace, purpose, channel, now }: ConsentQuestion,
): RawBuilder<boolean> {
  const on = channel === undefined ? sql`` : sql`and k.channel = ${channel}`;
  return sql<boolean>`exists (
    select 1 from consent k
    where k.workspace_id = ${workspace} and k.customer_id = ${sql.ref(customer)} and k.purpose = ${purpose} ${on}
      and k.given_at <= ${now} and k.granted and not exists (
        select 1 from consent later
        where later.workspace_id = ${workspace} and later.customer_id = k.customer_id and later.purpose = k.purpose
          and later.channel = k.channel and later.given_at <= ${now}
          and (later.given_at, later.consent_id) > (k.given_at, k.consent_id)))`;
}
