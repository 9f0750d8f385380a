/** What the order of the queue and the card beside it are made of: read for a page of customers at once. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** What each of them bought from `from` on. */
export async function amountsSince(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
  from: Date,
): Promise<Map<string, number>> {
  const found = await sql<{ customer_id: string; amount: number }>`
    select o.customer_id, sum(o.amount) as amount from customer_order o
    where o.workspace_id = ${workspace} and o.customer_id = any(${[...customers]}::text[]) and o.ordered_at >= ${from}
    group by o.customer_id`.execute(tx);
  return new Map(found.rows.map((row) => [row.customer_id, row.amount]));
}

export interface LastResponse {
  readonly customer_id: string;
  readonly occurred_at: Date;
  readonly csat: number | null;
  readonly nps: number | null;
}

/** The latest answer of each, as corrected, from `from` on; `until` is the workspace's now. */
export async function lastResponses(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
  from: Date,
  until: Date,
): Promise<Map<string, LastResponse>> {
  const found = await sql<LastResponse>`
    select l.customer_id, l.occurred_at, case when r.revision > 0 then r.csat else l.csat end as csat,
      case when r.revision > 0 then r.nps else l.nps end as nps
    from (
      select distinct on (e.customer_id) e.customer_id, e.occurred_at, e.properties ->> 'response' as response_id,
        (e.properties ->> 'csat')::float8 as csat, (e.properties ->> 'nps')::float8 as nps
      from event e
      where e.workspace_id = ${workspace} and e.customer_id = any(${[...customers]}::text[]) and e.type = 'response'
        and e.occurred_at >= ${from} and e.occurred_at <= ${until}
      order by e.customer_id, e.occurred_at desc
    ) l left join response r on r.workspace_id = ${workspace} and r.response_id = l.response_id`.execute(tx);
  return new Map(found.rows.map((row) => [row.customer_id, row]));
}

/** The latest two tags of each. */
export async function latestTags(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
): Promise<Map<string, string[]>> {
  const found = await sql<{ customer_id: string; tags: string[] }>`
    select g.customer_id, array_agg(g.tag order by g.at desc, g.tag) as tags from (
      select x.customer_id, x.tag, x.tagged_at as at, row_number() over (partition by x.customer_id order by x.tagged_at desc, x.tag) as place
      from customer_tag x where x.workspace_id = ${workspace} and x.customer_id = any(${[...customers]}::text[])) g
    where g.place <= 2 group by g.customer_id`.execute(tx);
  return new Map(found.rows.map((row) => [row.customer_id, row.tags]));
}

export async function tagsOf(
  tx: Tx,
  workspace: string,
  customerId: string,
): Promise<{ tag: string; reason: string | null }[]> {
  const found = await sql<{ tag: string; reason: string | null }>`
    select x.tag, x.reason from customer_tag x where x.workspace_id = ${workspace} and x.customer_id = ${customerId}
    order by x.tagged_at desc, x.tag limit 20`.execute(tx);
  return found.rows;
}

/** What the workspace calls its own types of events. */
export async function typeNames(
  tx: Tx,
  workspace: string,
  types: readonly string[],
): Promise<Map<string, { zh: string; en: string }>> {
  const found = await sql<{ type: string; name_zh: string; name_en: string }>`
    select y.type, y.name_zh, y.name_en from event_type y
    where y.workspace_id = ${workspace} and y.type = any(${[...types]}::text[]) and y.name_zh is not null`.execute(tx);
  return new Map(found.rows.map((row) => [row.type, { zh: row.name_zh, en: row.name_en }]));
}
