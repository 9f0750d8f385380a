import { sql } from 'kysely';
import { plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { ChannelKind } from '../contract-definition.ts';

export interface AboutAttempt {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly customer_id: string | null;
  readonly channel: ChannelKind;
  readonly adapter: string | null;
  readonly reason: string | null;
  readonly run_id: string | null;
  readonly playbook: string;
  readonly version: number;
  readonly epoch: number | null;
  readonly message_key: string;
  readonly variant: string | null;
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
  readonly failed_at: Date | null;
}

export async function findAbout(tx: Tx, workspace: string, ids: readonly string[]): Promise<AboutAttempt[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<AboutAttempt>`
    select d.delivery_id, d.message_id, d.customer_id, d.channel, d.adapter, d.reason, m.run_id, m.playbook, m.version, m.epoch, m.message_key, m.variant,
      d.sent_at, d.delivered_at, d.read_at, d.failed_at
    from delivery d join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
    where d.workspace_id = ${workspace} and d.delivery_id = any(${plainArrayOf(ids, (id) => id)}::text[])
    order by d.delivery_id`.execute(tx);
  return rows;
}
