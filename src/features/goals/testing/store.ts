import { sql } from 'kysely';
import type { Tx } from '../../../kit/db/database.ts';

/** A running epoch with arms of these sizes. */
export async function insertArms(
  tx: Tx,
  workspace: string,
  subject: string,
  { holdout, treatment, control }: { holdout: number; treatment: number; control: number },
  at: Date,
): Promise<void> {
  await sql`
    insert into epoch (workspace_id, subject, epoch, salt, holdout, registered, starts_at, ends_at)
    values (${workspace}, ${subject}, 1, ${`${subject}:1`}, ${holdout}, '{}'::jsonb, ${at}, null)
    on conflict (workspace_id, subject, epoch) do nothing`.execute(tx);
  for (const [arm, n] of [
    ['treatment', treatment],
    ['control', control],
  ] as const) {
    await sql`
      insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
      select ${workspace}, ${subject}, 1, ${arm}::text || g, ${arm}::text || g, 0.5, ${arm}, 'all', ${at}, 'rule', 1, '[]'::jsonb
      from generate_series(1, ${n}::int) g order by g
      on conflict (workspace_id, subject, epoch, customer_id) do nothing`.execute(tx);
  }
}

export async function endEpochs(tx: Tx, workspace: string, at: Date): Promise<void> {
  await sql`update epoch set ends_at = ${at} where workspace_id = ${workspace}`.execute(tx);
}

/** Whose customers they are. */
export async function setTeam(tx: Tx, workspace: string, customers: readonly string[], team: string): Promise<void> {
  await sql`update customer set team_id = ${team}
    where workspace_id = ${workspace} and customer_id = any(${customers})`.execute(tx);
}
