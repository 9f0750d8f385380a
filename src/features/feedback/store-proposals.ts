import { sql } from 'kysely';
import type { Polarity } from '../../engine/text/index.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { List } from './decide-proposals.ts';

export interface LeftRow {
  readonly kind: 'add' | 'remove';
  readonly code: string;
  readonly list: List;
  readonly phrase: string;
}

/** What a person does not want to be asked again. */
export async function listLeft(tx: Tx, workspace: string): Promise<LeftRow[]> {
  const found = await sql<LeftRow>`
    select kind, code, list, phrase from taxonomy_proposal_left where workspace_id = ${workspace}
    order by kind, code, list, phrase`.execute(tx);
  return found.rows;
}

export async function leave(
  tx: Tx,
  workspace: string,
  row: LeftRow & { readonly left_by: string; readonly left_at: Date },
): Promise<void> {
  await sql`
    insert into taxonomy_proposal_left (workspace_id, kind, code, list, phrase, left_by, left_at)
    values (${workspace}, ${row.kind}, ${row.code}, ${row.list}, ${row.phrase}, ${row.left_by}, ${row.left_at})
    on conflict (workspace_id, kind, code, list, phrase) do nothing`.execute(tx);
}

/** Quotes of a reason (and side) that hold a phrase, without those a person has corrected. */
export async function countQuotes(
  tx: Tx,
  workspace: string,
  { code, phrase, polarity }: { code: string; phrase: string; polarity: Polarity | null },
): Promise<number> {
  const side = polarity === null ? sql`` : sql`and polarity = ${polarity}`;
  const found = await sql<{ n: number }>`
    select count(*)::int as n from insight_reason
    where workspace_id = ${workspace} and code = ${code} and corrected_by is null and position(${phrase} in lower(quote)) > 0 ${side}`.execute(
    tx,
  );
  return found.rows[0]?.n ?? 0;
}

export interface VersionRow {
  readonly version: number;
  readonly reasons: number;
  readonly saved_by: string;
  readonly saved_at: Date;
}

export async function listVersions(tx: Tx, workspace: string): Promise<VersionRow[]> {
  const found = await sql<VersionRow>`
    select version, jsonb_array_length(reasons) as reasons, saved_by, saved_at from taxonomy
    where workspace_id = ${workspace} order by version desc limit 50`.execute(tx);
  return found.rows;
}
