import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { AskedFilter } from '../metrics/index.ts';

/** A run of a flow that asks for a form asks once, however many links it made; a link outside a run is a question of its own. */
export async function countAsked(
  tx: Tx,
  workspace: string,
  filter: AskedFilter,
): Promise<{ asked: number; answered: number }> {
  const { playbook, epoch, form, channel, from, to } = filter;
  const { rows } = await sql<{ asked: number; answered: number }>`
    select count(*)::int as asked, count(*) filter (where answered)::int as answered from (
      select bool_or(answered_at is not null) as answered from survey_link
      where workspace_id = ${workspace}
        ${playbook === undefined ? sql`` : sql`and playbook = ${playbook}`}
        ${epoch === undefined ? sql`` : sql`and epoch = ${epoch}`}
        ${form === undefined ? sql`` : sql`and form_key = ${form}`}
        ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
        ${from === undefined ? sql`` : sql`and created_at >= ${from}`}
        ${to === undefined ? sql`` : sql`and created_at < ${to}`}
      group by coalesce(run_id, link_id), form_key
      having bool_or(answered_at is not null) or bool_or(revoked_at is null)
    ) question`.execute(tx);
  return rows[0] ?? { asked: 0, answered: 0 };
}
