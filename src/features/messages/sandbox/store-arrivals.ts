import { sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';

/** A message as it reached a customer. */
export interface ArrivalRow {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly customer_id: string;
  readonly channel: ChannelKind;
  readonly purpose: 'service' | 'marketing';
  readonly playbook: string;
  readonly message_key: string;
  readonly text: string;
  readonly delivered_at: Date;
}

/** Days between the writing of a message and its arrival by the last channel of its plan, at the most. */
const LONGEST_DAYS = 12;

/** What reached customers in (since, until], in the order of arrival. */
export async function findArrivals(tx: Tx, workspace: string, since: Date, until: Date): Promise<ArrivalRow[]> {
  const written = new Date(since.getTime() - LONGEST_DAYS * 86_400_000);
  const { rows } = await sql<ArrivalRow>`
    select d.delivery_id, d.message_id, d.customer_id, d.channel, m.purpose, m.playbook, m.message_key,
      coalesce(d.content ->> 'text', '') as text, d.delivered_at
    from message m join delivery d on d.workspace_id = ${workspace} and d.message_id = m.message_id
    where m.workspace_id = ${workspace} and m.created_at > ${written} and d.delivered_at > ${since} and d.delivered_at <= ${until}
    order by d.delivered_at, d.delivery_id`.execute(tx);
  return rows;
}

export interface AttemptRow {
  readonly message_id: string;
  readonly customer_id: string;
  readonly playbook: string;
  readonly version: number;
  readonly message_key: string;
  readonly channel: ChannelKind;
  readonly purpose: 'service' | 'marketing';
  readonly created_at: Date;
  readonly form: string | null;
  readonly run_id: string | null;
  readonly token: number | null;
  readonly epoch: number | null;
  readonly try: number;
  readonly closed_at: Date | null;
}

export async function findAttempt(tx: Tx, workspace: string, deliveryId: string): Promise<AttemptRow | null> {
  const { rows } = await sql<AttemptRow>`
    select m.message_id, m.customer_id, m.playbook, m.version, m.message_key, d.channel, m.purpose, m.created_at, t.definition ->> 'form' as form, m.run_id, m.token, m.epoch, d.try, m.closed_at
    from delivery d
    join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
    left join message_template t on t.workspace_id = ${workspace} and t.playbook = m.playbook and t.version = m.version
      and t.message_key = m.message_key
    where d.workspace_id = ${workspace} and d.delivery_id = ${deliveryId}`.execute(tx);
  return rows[0] ?? null;
}
