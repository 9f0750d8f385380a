import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';

/** Customers as entries of a flow. */
export function entriesOf(customers: readonly string[], key: string): RawBuilder<unknown> {
  return sql`select c as customer_id, ${key}::text as start_key from unnest(${[...customers]}::text[]) as c`;
}

/** The places of runs that have a task. */
export async function tokensOf(tx: Tx, workspace: string, flow: string): Promise<{ runId: string; token: number }[]> {
  const found = await sql<{ run_id: string; token: number }>`
    select t.run_id, t.token from task t where t.workspace_id = ${workspace} and t.playbook = ${flow}`.execute(tx);
  return found.rows.map(({ run_id: runId, token }) => ({ runId, token }));
}
