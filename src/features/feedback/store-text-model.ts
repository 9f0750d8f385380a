import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Fallback, ModelUse } from './contract-text-model.ts';

export interface TextModelRow {
  readonly base_url: string;
  readonly model: string;
  readonly timeout_ms: number;
  readonly used_for: ModelUse;
  readonly key_sealed: string | null;
  readonly updated_by: string;
  readonly updated_at: Date;
}

export async function findTextModel(tx: Tx, workspace: string): Promise<TextModelRow | null> {
  const found = await sql<TextModelRow>`
    select base_url, model, timeout_ms, used_for, key_sealed, updated_by, updated_at from text_model
    where workspace_id = ${workspace}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function saveTextModel(tx: Tx, workspace: string, row: TextModelRow): Promise<void> {
  await sql`
    insert into text_model (workspace_id, base_url, model, timeout_ms, used_for, key_sealed, updated_by, updated_at)
    values (${workspace}, ${row.base_url}, ${row.model}, ${row.timeout_ms}, ${row.used_for}, ${row.key_sealed}, ${row.updated_by},
      ${row.updated_at})
    on conflict (workspace_id) do update set base_url = excluded.base_url, model = excluded.model, timeout_ms = excluded.timeout_ms,
      used_for = excluded.used_for, key_sealed = excluded.key_sealed, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at`.execute(tx);
}

export async function deleteTextModel(tx: Tx, workspace: string): Promise<boolean> {
  const done = await sql`delete from text_model where workspace_id = ${workspace}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface ReadBy {
  readonly provider: string;
  readonly fallback: Fallback | null;
  readonly n: number;
  readonly last: Date;
}

/** Who understood what was said since. */
export async function readBy(tx: Tx, workspace: string, since: Date): Promise<ReadBy[]> {
  const found = await sql<ReadBy>`
    select provider, fallback, count(*)::int as n, max(analysed_at) as last from insight
    where workspace_id = ${workspace} and said_at >= ${since} group by provider, fallback order by provider, fallback`.execute(
    tx,
  );
  return found.rows;
}
