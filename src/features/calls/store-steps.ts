/** The call flows of playbooks, as they were published. */
import { sql } from 'kysely';
import { jsonArrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { CallDefinition } from './contract-definition.ts';

interface Owner {
  readonly playbook: string;
  readonly version: number;
}

/** Immutable per playbook, version and message: the same again changes nothing. */
export async function insertSteps(
  tx: Tx,
  workspace: string,
  { playbook, version }: Owner,
  calls: readonly CallDefinition[],
  now: Date,
): Promise<void> {
  if (calls.length === 0) return;
  await sql`
    insert into call_flow (workspace_id, playbook, version, message_key, definition, created_at)
    select ${workspace}, ${playbook}, ${version}, c.message_key, c.definition, ${now}
    from unnest(${plainArrayOf(calls, ({ message }) => message)}::text[], ${jsonArrayOf(calls, (call) => call)}::jsonb[])
      as c (message_key, definition)
    order by c.message_key
    on conflict (workspace_id, playbook, version, message_key) do nothing`.execute(tx);
}

export async function findSteps(
  tx: Tx,
  workspace: string,
  { playbook, version, message }: Owner & { readonly message: string },
): Promise<CallDefinition | null> {
  const { rows } = await sql<{ definition: CallDefinition }>`
    select definition from call_flow
    where workspace_id = ${workspace} and playbook = ${playbook} and version = ${version} and message_key = ${message}`.execute(
    tx,
  );
  return rows[0]?.definition ?? null;
}
