import { sql } from 'kysely';
import { arrayOf, jsonArrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface ContactRow {
  readonly external_id: string;
  readonly userid: string;
  readonly name: string | null;
  readonly remark: string | null;
  readonly phones: readonly string[];
  readonly unionid: string | null;
  readonly source: string | null;
  readonly add_way: number | null;
  readonly tags: readonly string[];
  readonly customer_id: string | null;
  readonly matched_by: 'identity' | 'unionid' | 'phone' | 'person' | null;
  readonly added_at: Date;
  readonly lost_at: Date | null;
}

const columns = sql.raw(
  'external_id, userid, name, remark, phones, unionid, source, add_way, tags, customer_id, matched_by, added_at, lost_at',
);

/** All friendships of these customers, held until the transaction ends. */
export async function lockContacts(tx: Tx, workspace: string, externalIds: readonly string[]): Promise<ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select ${columns} from wecom_contact where workspace_id = ${workspace}
      and external_id = any(${arrayOf([...new Set(externalIds)], (id) => id)}::text[])
    order by external_id, userid for update`.execute(tx);
  return rows;
}

export async function saveContacts(
  tx: Tx,
  workspace: string,
  rows: readonly Omit<ContactRow, 'lost_at'>[],
  run: string | null,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into wecom_contact (workspace_id, external_id, userid, name, remark, phones, unionid, source, add_way, tags, customer_id, matched_by,
      added_at, seen_run)
    select ${workspace}, i.external_id, i.userid, i.name, i.remark,
      array(select jsonb_array_elements_text(i.phones)), i.unionid, i.source, i.add_way, array(select jsonb_array_elements_text(i.tags)),
      i.customer_id, i.matched_by, i.added_at, ${run}
    from unnest(${arrayOf(rows, (row) => row.external_id)}::text[], ${arrayOf(rows, (row) => row.userid)}::text[],
      ${arrayOf(rows, (row) => row.name)}::text[], ${arrayOf(rows, (row) => row.remark)}::text[], ${jsonArrayOf(rows, (row) => row.phones)}::jsonb[],
      ${arrayOf(rows, (row) => row.unionid)}::text[], ${arrayOf(rows, (row) => row.source)}::text[], ${arrayOf(rows, (row) => row.add_way)}::int[],
      ${jsonArrayOf(rows, (row) => row.tags)}::jsonb[], ${arrayOf(rows, (row) => row.customer_id)}::text[],
      ${arrayOf(rows, (row) => row.matched_by)}::text[], ${plainArrayOf(rows, (row) => row.added_at.toISOString())}::timestamptz[]
    ) as i(external_id, userid, name, remark, phones, unionid, source, add_way, tags, customer_id, matched_by, added_at)
    order by i.external_id, i.userid
    on conflict (workspace_id, external_id, userid) do update set name = excluded.name, remark = excluded.remark, phones = excluded.phones,
      unionid = coalesce(excluded.unionid, wecom_contact.unionid), source = coalesce(excluded.source, wecom_contact.source),
      add_way = excluded.add_way, tags = excluded.tags, customer_id = excluded.customer_id, matched_by = excluded.matched_by,
      added_at = excluded.added_at, lost_at = null, seen_run = coalesce(excluded.seen_run, wecom_contact.seen_run)`.execute(
    tx,
  );
}

/** Friendships that this reading did not find any more; `users`: those whose friends were read. Returns a batch of them. */
export async function loseUnseen(
  tx: Tx,
  workspace: string,
  { run, users, now, limit }: { run: string; users: readonly string[]; now: Date; limit: number },
): Promise<number> {
  const done = await sql`
    with gone as materialized (
      select external_id, userid from wecom_contact where workspace_id = ${workspace} and lost_at is null
        and seen_run is distinct from ${run} and userid = any(${arrayOf(users, (user) => user)}::text[])
      order by external_id, userid limit ${limit} for update
    )
    update wecom_contact c set lost_at = ${now} from gone g
    where c.workspace_id = ${workspace} and c.external_id = g.external_id and c.userid = g.userid`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}

export async function loseOne(
  tx: Tx,
  workspace: string,
  lost: { external: string; user: string; at: Date },
): Promise<boolean> {
  const done = await sql`
    update wecom_contact set lost_at = ${lost.at} where workspace_id = ${workspace} and external_id = ${lost.external}
      and userid = ${lost.user} and lost_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function linkContact(
  tx: Tx,
  workspace: string,
  link: { readonly external: string; readonly customer: string },
): Promise<void> {
  await sql`
    update wecom_contact set customer_id = ${link.customer}, matched_by = 'person'
    where workspace_id = ${workspace} and external_id = ${link.external}`.execute(tx);
}

/** The same person as a friend of other colleagues. */
export async function spreadMatch(
  tx: Tx,
  workspace: string,
  items: readonly { readonly address: string; readonly customerId: string }[],
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    update wecom_contact c set customer_id = i.customer_id, matched_by = 'identity'
    from unnest(${arrayOf(items, (item) => item.address)}::text[], ${plainArrayOf(items, (item) => item.customerId)}::text[])
      as i(external_id, customer_id)
    where c.workspace_id = ${workspace} and c.external_id = i.external_id and c.customer_id is null`.execute(tx);
}

/** Customers in whose attribute `unionid` one of these stands; two at one are none. */
export async function findByUnionids(
  tx: Tx,
  workspace: string,
  unionids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (unionids.length === 0) return new Map();
  const { rows } = await sql<{ unionid: string; customer_id: string }>`
    select attributes ->> 'unionid' as unionid, min(customer_id) as customer_id from customer
    where workspace_id = ${workspace} and attributes ->> 'unionid' = any(${arrayOf(unionids, (id) => id)}::text[])
    group by 1 having count(*) = 1`.execute(tx);
  return new Map(rows.map((row) => [row.unionid, row.customer_id]));
}

export interface ListedContact extends ContactRow {
  readonly staff_name: string | null;
  readonly customer_name: string | null;
}

/** A page, newest first; `before`: the last of the page before. */
export async function listContacts(
  tx: Tx,
  workspace: string,
  asked: {
    readonly view: 'unmatched' | 'matched' | 'lost';
    readonly before: { readonly at: Date; readonly external: string; readonly user: string } | null;
    readonly limit: number;
  },
): Promise<ListedContact[]> {
  const view = {
    unmatched: sql`c.customer_id is null and c.lost_at is null`,
    matched: sql`c.customer_id is not null and c.lost_at is null`,
    lost: sql`c.lost_at is not null`,
  }[asked.view];
  const { before } = asked;
  const { rows } = await sql<ListedContact>`
    select c.external_id, c.userid, c.name, c.remark, c.phones, c.unionid, c.source, c.add_way, c.tags, c.customer_id, c.matched_by,
      c.added_at, c.lost_at, s.name as staff_name, p.name as customer_name
    from wecom_contact c
    left join wecom_staff s on s.workspace_id = ${workspace} and s.userid = c.userid
    left join customer p on p.workspace_id = ${workspace} and p.customer_id = c.customer_id
    where c.workspace_id = ${workspace} and ${view}
      and ${before ? sql`(c.added_at, c.external_id, c.userid) < (${before.at}, ${before.external}, ${before.user})` : sql`true`}
    order by c.added_at desc, c.external_id desc, c.userid desc limit ${asked.limit}`.execute(tx);
  return rows;
}

export async function countContacts(
  tx: Tx,
  workspace: string,
): Promise<{ friends: number; unmatched: number; lost: number }> {
  const { rows } = await sql<{ friends: number; unmatched: number; lost: number }>`
    select (count(*) filter (where lost_at is null))::int as friends,
      (count(*) filter (where lost_at is null and customer_id is null))::int as unmatched,
      (count(*) filter (where lost_at is not null))::int as lost
    from wecom_contact where workspace_id = ${workspace}`.execute(tx);
  return rows[0] ?? { friends: 0, unmatched: 0, lost: 0 };
}

export interface TagWork {
  readonly external_id: string;
  readonly userid: string;
  readonly there: readonly string[];
  readonly here: readonly string[];
}

/** Linked friends after `after`, with which of these tags they have there and here. */
export async function findTagWork(
  tx: Tx,
  workspace: string,
  asked: { readonly tags: readonly string[]; readonly after: readonly [string, string]; readonly limit: number },
): Promise<TagWork[]> {
  const tags = sql`${arrayOf(asked.tags, (tag) => tag)}::text[]`;
  const { rows } = await sql<TagWork>`
    select c.external_id, c.userid, array(select t from unnest(c.tags) as t where t = any(${tags}) order by t) as there,
      array(select t.tag from customer_tag t where t.workspace_id = ${workspace} and t.customer_id = c.customer_id
        and t.tag = any(${tags}) order by t.tag) as here
    from wecom_contact c where c.workspace_id = ${workspace} and c.customer_id is not null and c.lost_at is null
      and (c.external_id, c.userid) > (${asked.after[0]}, ${asked.after[1]})
    order by c.external_id, c.userid limit ${asked.limit}`.execute(tx);
  return rows;
}

export async function setTags(
  tx: Tx,
  workspace: string,
  row: {
    readonly external: string;
    readonly user: string;
    readonly add: readonly string[];
    readonly remove: readonly string[];
  },
): Promise<void> {
  await sql`
    update wecom_contact set tags = array(
      select t from unnest(tags || ${arrayOf(row.add, (tag) => tag)}::text[]) as t
      where t <> all(${arrayOf(row.remove, (tag) => tag)}::text[]) group by t order by t)
    where workspace_id = ${workspace} and external_id = ${row.external} and userid = ${row.user}`.execute(tx);
}
