/** Links that people name. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { LINK_COLUMNS, type LinkRow } from './store.ts';

export type NamedRow = LinkRow & { readonly name: string };

export interface NewNamed {
  readonly linkId: string;
  readonly code: string;
  readonly name: string;
  readonly target: string;
  readonly expiresAt: Date | null;
  readonly by: string;
}

export async function insertNamed(tx: Tx, workspace: string, link: NewNamed, now: Date): Promise<void> {
  await sql`
    insert into short_link (workspace_id, link_id, code, kind, target, target_key, name, created_by, created_at, expires_at, clicks,
      visitors, bots)
    values (${workspace}, ${link.linkId}, ${link.code}, 'named', ${link.target}, ${link.code}, ${link.name}, ${link.by}, ${now},
      ${link.expiresAt}, 0, 0, 0)`.execute(tx);
}

export interface NamedFilter {
  readonly q: string;
  readonly archived: boolean;
}

export async function findNamed(
  tx: Tx,
  workspace: string,
  { q, archived }: NamedFilter,
  page: { readonly after: { readonly at: Date; readonly id: string } | null; readonly limit: number },
): Promise<NamedRow[]> {
  const { after } = page;
  const { rows } = await sql<NamedRow>`
    select ${LINK_COLUMNS} from short_link
    where workspace_id = ${workspace} and kind = 'named' and (archived_at is not null) = ${archived}
      and (${q} = '' or strpos(lower(name || ' ' || target), lower(${q})) > 0)
      ${after ? sql`and (created_at, link_id) < (${after.at}, ${after.id})` : sql``}
    order by created_at desc, link_id desc limit ${page.limit}`.execute(tx);
  return rows;
}

export async function findOneNamed(tx: Tx, workspace: string, linkId: string): Promise<NamedRow | null> {
  const { rows } = await sql<NamedRow>`
    select ${LINK_COLUMNS} from short_link where workspace_id = ${workspace} and link_id = ${linkId} and kind = 'named'`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function updateNamed(
  tx: Tx,
  workspace: string,
  linkId: string,
  to: { readonly name: string; readonly target: string; readonly archivedAt: Date | null },
): Promise<void> {
  await sql`
    update short_link set name = ${to.name}, target = ${to.target}, archived_at = ${to.archivedAt}
    where workspace_id = ${workspace} and link_id = ${linkId}`.execute(tx);
}

export interface DayRow {
  readonly day: string;
  readonly visitors: number;
  readonly visits: number;
  readonly bots: number;
}

/** Of one link, oldest first; one row per visitor and day is what there is to add up. */
export async function daysOf(tx: Tx, workspace: string, linkId: string, since: string): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select to_char(day, 'YYYY-MM-DD') as day, count(*) filter (where bot = '')::int as visitors,
      coalesce(sum(n) filter (where bot = ''), 0)::int as visits, coalesce(sum(n) filter (where bot <> ''), 0)::int as bots
    from short_link_visit where workspace_id = ${workspace} and link_id = ${linkId} and day >= ${since}::text::date
    group by day order by day`.execute(tx);
  return rows;
}
