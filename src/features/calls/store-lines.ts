import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** True when the line is ours now: it was, it was nobody's, or its holder has not said so any more. Times are real ones. */
export async function holdLine(
  tx: Tx,
  workspace: string,
  { holder, now, until }: { readonly holder: string; readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const done = await sql`
    insert into call_line (workspace_id, holder, lease_until) values (${workspace}, ${holder}, ${until})
    on conflict (workspace_id) do update set holder = excluded.holder, lease_until = excluded.lease_until
    where call_line.holder = excluded.holder or call_line.lease_until < ${now}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function leaveLine(tx: Tx, workspace: string, holder: string): Promise<void> {
  await sql`delete from call_line where workspace_id = ${workspace} and holder = ${holder}`.execute(tx);
}

/** What the line's state is, for people: null when it works. */
export async function noteLine(tx: Tx, workspace: string, holder: string, note: string | null): Promise<void> {
  await sql`update call_line set note = ${note} where workspace_id = ${workspace} and holder = ${holder}`.execute(tx);
}

export async function findLine(
  tx: Tx,
  workspace: string,
): Promise<{ readonly lease_until: Date; readonly note: string | null } | null> {
  const { rows } = await sql<{ lease_until: Date; note: string | null }>`
    select lease_until, note from call_line where workspace_id = ${workspace}`.execute(tx);
  return rows[0] ?? null;
}

export async function findExtension(tx: Tx, workspace: string, member: string): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`
    select number from call_extension where workspace_id = ${workspace} and member = ${member}`.execute(tx);
  return rows[0]?.number ?? null;
}

export async function saveExtension(tx: Tx, workspace: string, member: string, number: string): Promise<void> {
  await sql`
    insert into call_extension (workspace_id, member, number) values (${workspace}, ${member}, ${number})
    on conflict (workspace_id, member) do update set number = excluded.number`.execute(tx);
}
