/** What reached people, and when: all that caps, pauses and duplicates are counted by. */
import { sql } from 'kysely';
import { plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { Contact } from '../decide-frequency.ts';

/** Ends of a call that came as far as her phone. Of the others she knows nothing. */
const RANG = '{busy,no_answer,rejected,unreachable}';

export interface Told extends Contact {
  readonly customerId: string;
}

/** What was told to these customers since `from`. What surely was not sent is not among it, a call that rang is. */
export async function findTold(tx: Tx, workspace: string, ids: readonly string[], from: Date): Promise<Told[]> {
  if (ids.length === 0) return [];
  const list = plainArrayOf(ids, (id) => id);
  const { rows } = await sql<{
    customer_id: string;
    message_id: string;
    channel: ChannelKind;
    counted: 'service' | 'marketing';
    at: Date;
    survey: boolean | null;
    words: string | null;
    answered: boolean | null;
  }>`
    select customer_id, message_id, channel, counted, contacted_at as at, survey, words,
      case when channel <> 'voice' then null when delivered_at is not null or read_at is not null then true
        when state in ('failed', 'cancelled') then false end as answered
    from delivery
    where workspace_id = ${workspace} and customer_id = any(${list}::text[]) and contacted_at >= ${from} and counted is not null
    union all
    select customer_id, message_id, channel, coalesce(counted, 'service'), failed_at, survey, words, false from delivery
    where workspace_id = ${workspace} and customer_id = any(${list}::text[]) and failed_at >= ${from} and contacted_at is null
      and channel = 'voice' and state = 'failed' and code = any(${RANG}::text[])`.execute(tx);
  return rows.map((row) => ({
    customerId: row.customer_id,
    messageId: row.message_id,
    channel: row.channel,
    purpose: row.counted,
    at: row.at.getTime(),
    survey: row.survey === true,
    words: row.words,
    answered: row.answered,
  }));
}

/** What the policy put off is due at once: it has changed, and who is freed by it does not wait for what was said before. */
export async function wakePutOff(tx: Tx, workspace: string, reasons: readonly string[], now: Date): Promise<number> {
  const done = await sql`
    update delivery set due_at = ${now}, updated_at = ${now}
    where workspace_id = ${workspace} and state = 'queued' and reason = any(${[...reasons]}::text[]) and due_at > ${now}`.execute(
    tx,
  );
  return Number(done.numAffectedRows ?? 0n);
}
