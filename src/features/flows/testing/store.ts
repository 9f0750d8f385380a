import { sql } from 'kysely';
import type { Run } from '../../../engine/flow/index.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Rows } from '../store-runs.ts';

export function entriesOf(customers: readonly string[], key: string): Rows {
  return sql`select u.customer_id, ${key}::text as start_key from unnest(${[...customers]}::text[]) as u (customer_id)`;
}

export interface RunView {
  readonly run_id: string;
  readonly customer_id: string;
  readonly state: Run;
  readonly result: string | null;
  readonly ended: boolean;
  readonly stuck: boolean;
  readonly timers: number;
  readonly subscriptions: number;
}

export async function readRuns(tx: Tx, workspace: string, flow: string): Promise<RunView[]> {
  const found = await sql<RunView>`
    select r.run_id, r.customer_id, r.state, r.result, r.ended_at is not null as ended, r.stuck,
      (select count(*) from flow_timer t where t.workspace_id = ${workspace} and t.run_id = r.run_id) as timers,
      (select count(*) from flow_subscription s where s.workspace_id = ${workspace} and s.run_id = r.run_id) as subscriptions
    from flow_run r where r.workspace_id = ${workspace} and r.flow = ${flow} order by r.customer_id, r.run_id`.execute(
    tx,
  );
  return found.rows;
}
