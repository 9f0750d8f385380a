import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Cadence } from './contract-cadence.ts';

export interface StoredCadence {
  readonly cadence: Cadence;
  readonly updated_by: string;
  readonly updated_at: Date;
}

export async function findCadence(tx: Tx, workspace: string): Promise<StoredCadence | null> {
  const found = await sql<StoredCadence>`
    select cadence, updated_by, updated_at from survey_cadence where workspace_id = ${workspace}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function saveCadence(tx: Tx, workspace: string, row: StoredCadence): Promise<void> {
  await sql`
    insert into survey_cadence (workspace_id, cadence, updated_by, updated_at)
    values (${workspace}, ${JSON.stringify(row.cadence)}::jsonb, ${row.updated_by}, ${row.updated_at})
    on conflict (workspace_id) do update set cadence = excluded.cadence, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at`.execute(tx);
}

export interface AskedFor {
  readonly messageId: string;
  readonly customerId: string;
  readonly runId: string | null;
  readonly form: string;
}

/** Messages whose question was put already: on another channel, or by a reminder of the same run. */
export async function findPut(tx: Tx, workspace: string, asks: readonly AskedFor[]): Promise<ReadonlySet<string>> {
  const found = await sql<{ message_id: string }>`
    select a.message_id from ${unnested(asks)} where exists (
      select 1 from survey_link l where l.workspace_id = ${workspace} and l.customer_id = a.customer_id
        and (l.message_id = a.message_id or (l.run_id = a.run_id and l.form_key = a.form_key)))`.execute(tx);
  return new Set(found.rows.map((row) => row.message_id));
}

/** When each customer was last asked anything, since a moment. */
export async function lastAsked(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, Date>> {
  const found = await sql<{ customer_id: string; at: Date }>`
    select l.customer_id, max(l.created_at) as at from survey_link l
    where l.workspace_id = ${workspace} and l.customer_id = any(${plainArrayOf(customers, (id) => id)}::text[])
      and l.created_at > ${since} and l.revoked_at is null
    group by l.customer_id`.execute(tx);
  return new Map(found.rows.map((row) => [row.customer_id, row.at]));
}

function unnested(asks: readonly AskedFor[]) {
  return sql`unnest(${plainArrayOf(asks, (ask) => ask.messageId)}::text[], ${plainArrayOf(asks, (ask) => ask.customerId)}::text[],
    ${arrayOf(asks, (ask) => ask.runId)}::text[], ${arrayOf(asks, (ask) => ask.form)}::text[])
    as a (message_id, customer_id, run_id, form_key)`;
}

/** Which of these customers a condition holds for. */
export async function findIn(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
  where: ReturnType<typeof sql>,
): Promise<ReadonlySet<string>> {
  const found = await sql<{ customer_id: string }>`
    select c.customer_id from customer c
    where c.workspace_id = ${workspace} and c.customer_id = any(${plainArrayOf(customers, (id) => id)}::text[]) and ${where}`.execute(
    tx,
  );
  return new Set(found.rows.map((row) => row.customer_id));
}

/** How many of a quota are used; the row stays locked, so that two workers do not both count below it. */
export async function holdQuota(tx: Tx, workspace: string, playbook: string, period: string): Promise<number> {
  await sql`
    insert into survey_quota (workspace_id, playbook, period, used) values (${workspace}, ${playbook}, ${period}, 0)
    on conflict (workspace_id, playbook, period) do nothing`.execute(tx);
  const found = await sql<{ used: number }>`
    select used from survey_quota where workspace_id = ${workspace} and playbook = ${playbook} and period = ${period}
    for update`.execute(tx);
  return found.rows[0]?.used ?? 0;
}

export async function useQuota(tx: Tx, workspace: string, playbook: string, period: string, n: number): Promise<void> {
  await sql`
    update survey_quota set used = used + ${n}::int
    where workspace_id = ${workspace} and playbook = ${playbook} and period = ${period}`.execute(tx);
}

export async function quotaUsed(tx: Tx, workspace: string, playbook: string, period: string): Promise<number> {
  const found = await sql<{ used: number }>`
    select used from survey_quota where workspace_id = ${workspace} and playbook = ${playbook} and period = ${period}`.execute(
    tx,
  );
  return found.rows[0]?.used ?? 0;
}
