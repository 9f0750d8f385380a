/** What people did with a conversation. */
import { sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import type { EntryAction } from './contract-lines.ts';

export async function insertEntry(
  tx: Tx,
  ctx: Context,
  conversationId: string,
  action: EntryAction,
  detail: Readonly<Record<string, string | null>> = {},
): Promise<void> {
  await sql`
    insert into conversation_entry (workspace_id, entry_id, conversation_id, action, by_id, by_name, detail, at)
    values (${ctx.workspace.id}, ${newId('cve')}, ${conversationId}, ${action}, ${ctx.scope.memberId}, ${ctx.actor.name},
      ${JSON.stringify(detail)}::jsonb, ${ctx.now})`.execute(tx);
}

/** A thread became part of another: what was done with it stands there from now on. */
export async function moveEntries(tx: Tx, workspace: string, from: string, to: string): Promise<void> {
  await sql`update conversation_entry set conversation_id = ${to}
    where workspace_id = ${workspace} and conversation_id = ${from}`.execute(tx);
}
