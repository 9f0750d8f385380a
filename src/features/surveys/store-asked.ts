import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { AskedFilter, Asking } from '../metrics/index.ts';

/** A run of a flow that asks for a form asks once, however many links it made; a link outside a run is a question of its own. */
export async function countAsked(
  tx: Tx,
  workspace: string,
  filter: AskedFilter,
): Promise<{ asked: number; answered: number }> {
  const { playbook, epoch, form, of, channel, from, to } = filter;
  const { rows } = await sql<{ asked: number; answered: number }>`
    select count(*)::int as asked, count(*) filter (where answered)::int as answered from (
      select bool_or(answered_at is not null) as answered from survey_link
      where workspace_id = ${workspace}
        ${playbook === undefined ? sql`` : sql`and playbook = ${playbook}`}
        ${epoch === undefined ? sql`` : sql`and epoch = ${epoch}`}
        ${form === undefined ? sql`` : sql`and form_key = ${form}`}
        ${of === undefined ? sql`` : sql`and (playbook, form_key) in (select o.playbook, o.form from json_to_recordset(${JSON.stringify(of)}::json) as o(playbook text, form text))`}
        ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
        ${from === undefined ? sql`` : sql`and created_at >= ${from}`}
        ${to === undefined ? sql`` : sql`and created_at < ${to}`}
      group by coalesce(run_id, link_id), form_key
      having bool_or(answered_at is not null) or bool_or(revoked_at is null)
    ) question`.execute(tx);
  return rows[0] ?? { asked: 0, answered: 0 };
}

/**
 * By what links these responses came (their own, or others by which the same run asked for the same form): the first counts. The chance she was
 * asked with stands among the checks of the message that asked; where nothing was drawn there is none, and it is 1.
 */
export async function listAskings(tx: Tx, workspace: string, responses: readonly string[]): Promise<Asking[]> {
  const { rows } = await sql<Asking>`
    with answered as materialized (
      select response_id, response_key, run_id, form_key from response
      where workspace_id = ${workspace} and response_id = any(${[...responses]}::text[])
    ), link as materialized (
      select a.response_id, l.message_id, l.created_at, l.opened_at from answered a
      join survey_link l on l.workspace_id = ${workspace} and l.link_id = a.response_key
      union
      select a.response_id, l.message_id, l.created_at, l.opened_at from answered a
      join survey_link l on l.workspace_id = ${workspace} and l.run_id = a.run_id and l.form_key = a.form_key
    ), drawn as (
      select l.response_id, min((c.value -> 'values' ->> 'share')::float8) as share from link l
      join delivery d on d.workspace_id = ${workspace} and d.message_id = l.message_id
      cross join lateral jsonb_array_elements(d.decision -> 'checks') as c(value)
      where c.value ->> 'rule' = 'sample' and jsonb_typeof(c.value -> 'values' -> 'share') = 'number'
      group by l.response_id
    )
    select l.response_id, min(l.created_at) as asked_at, min(l.opened_at) as opened_at, coalesce(min(d.share), 1)::float8 as share
    from link l left join drawn d on d.response_id = l.response_id
    group by l.response_id order by l.response_id`.execute(tx);
  return rows;
}

/** SQL for outcomes: the same over `people`, as a select (key text[], v numeric[]) that adds up over them. [month of entry, segment, version]: asked, answered. */
export function askedSql(
  of: { readonly workspace: string; readonly playbook: string; readonly epoch: number; readonly zone: string },
  people: RawBuilder<unknown>,
  until: Date | null,
): RawBuilder<unknown> {
  const { workspace, playbook, epoch, zone } = of;
  return sql`
    select array[q.month, q.segment, q.version] as key, array[count(*), count(*) filter (where q.answered)]::numeric[] as v from (
      select to_char((p.entered_at at time zone ${zone})::date, 'YYYY-MM') as month, p.segment, p.version,
        bool_or(l.answered_at is not null) as answered
      from (${people}) p
      join survey_link l on l.workspace_id = ${workspace} and l.customer_id = p.customer_id and l.playbook = ${playbook}
        and l.epoch = ${epoch}::int ${until === null ? sql`` : sql`and l.created_at < ${until}`}
      group by p.customer_id, p.entered_at, p.segment, p.version, coalesce(l.run_id, l.link_id), l.form_key
      having bool_or(l.answered_at is not null) or bool_or(l.revoked_at is null)
    ) q group by q.month, q.segment, q.version`;
}
