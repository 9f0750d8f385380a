import { sql } from 'kysely';
import type { FlowTree } from '../../engine/flow/index.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface StoredVersion {
  readonly flow: string;
  readonly version: number;
  readonly definition: FlowTree;
  readonly digest: string;
}

export async function insertVersion(
  tx: Tx,
  workspace: string,
  row: StoredVersion & { readonly by: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into flow_version (workspace_id, flow, version, definition, digest, saved_by, saved_at)
    values (${workspace}, ${row.flow}, ${row.version}, ${JSON.stringify(row.definition)}, ${row.digest}, ${row.by}, ${row.now})
    on conflict (workspace_id, flow, version) do nothing`.execute(tx);
}

export async function findVersion(
  tx: Tx,
  workspace: string,
  flow: string,
  version: number,
): Promise<StoredVersion | null> {
  const found = await sql<StoredVersion>`
    select v.flow, v.version, v.definition, v.digest from flow_version v
    where v.workspace_id = ${workspace} and v.flow = ${flow} and v.version = ${version}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function findDigest(tx: Tx, workspace: string, flow: string, version: number): Promise<string | null> {
  const found = await sql<{ digest: string }>`
    select v.digest from flow_version v
    where v.workspace_id = ${workspace} and v.flow = ${flow} and v.version = ${version}`.execute(tx);
  return found.rows[0]?.digest ?? null;
}

export async function listVersions(tx: Tx, workspace: string, flow: string): Promise<number[]> {
  const found = await sql<{ version: number }>`
    select v.version from flow_version v where v.workspace_id = ${workspace} and v.flow = ${flow} order by v.version desc`.execute(
    tx,
  );
  return found.rows.map((row) => row.version);
}
