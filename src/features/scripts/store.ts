import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { ScriptDefinition } from './contract-definition.ts';

export interface ScriptRow {
  readonly playbook: string;
  readonly version: number;
  readonly definition: ScriptDefinition;
  readonly created_at: Date;
}

/** What is there already stays as it is. */
export async function insertScripts(
  tx: Tx,
  workspace: string,
  owner: { readonly playbook: string; readonly version: number },
  scripts: readonly ScriptDefinition[],
  now: Date,
): Promise<void> {
  const rows = scripts.map((script) => ({ key: script.key, number: script.number, definition: script }));
  await sql`
    insert into script_version (workspace_id, playbook, version, script_key, number, definition, created_at)
    select ${workspace}, ${owner.playbook}, ${owner.version}::int, i.key, i.number, i.definition, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i (key text, number text, definition jsonb) order by i.key
    on conflict (workspace_id, playbook, version, script_key) do nothing`.execute(tx);
}

export async function findScript(
  tx: Tx,
  workspace: string,
  ref: { readonly playbook: string; readonly script: string; readonly version?: number | undefined },
): Promise<ScriptRow | null> {
  const found = await sql<ScriptRow>`
    select playbook, version, definition, created_at from script_version
    where workspace_id = ${workspace} and playbook = ${ref.playbook} and script_key = ${ref.script}
      and (${ref.version ?? null}::int is null or version = ${ref.version ?? null}::int)
    order by version desc limit 1`.execute(tx);
  return found.rows[0] ?? null;
}

export async function findScripts(
  tx: Tx,
  workspace: string,
  refs: readonly { readonly playbook: string; readonly version: number; readonly script: string }[],
): Promise<ScriptRow[]> {
  if (refs.length === 0) return [];
  const found = await sql<ScriptRow>`
    select s.playbook, s.version, s.definition, s.created_at
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as r (playbook text, version integer, script text)
    join script_version s on s.workspace_id = ${workspace} and s.playbook = r.playbook and s.version = r.version and s.script_key = r.script
    where s.workspace_id = ${workspace}`.execute(tx);
  return found.rows;
}

/** The newest version of each script. */
export async function listScripts(tx: Tx, workspace: string): Promise<ScriptRow[]> {
  const found = await sql<ScriptRow>`
    select distinct on (playbook, script_key) playbook, version, definition, created_at from script_version
    where workspace_id = ${workspace} order by playbook, script_key, version desc`.execute(tx);
  return found.rows;
}

export async function versionsOf(tx: Tx, workspace: string, playbook: string, script: string): Promise<number[]> {
  const found = await sql<{ version: number }>`
    select version from script_version
    where workspace_id = ${workspace} and playbook = ${playbook} and script_key = ${script} order by version desc`.execute(
    tx,
  );
  return found.rows.map((row) => row.version);
}
