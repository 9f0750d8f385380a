import { sql } from 'kysely';
import { plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

/** A link keeps the code it has. */
export async function setCodes(
  tx: Tx,
  workspace: string,
  items: readonly { readonly linkId: string; readonly code: string }[],
): Promise<void> {
  await sql`
    update survey_link l set code = i.code
    from unnest(${plainArrayOf(items, (item) => item.linkId)}::text[], ${plainArrayOf(items, (item) => item.code)}::text[]) as i(link_id, code)
    where l.workspace_id = ${workspace} and l.link_id = i.link_id and l.code is null`.execute(tx);
}

export async function findCodes(
  tx: Tx,
  workspace: string,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ link_id: string; code: string }>`
    select link_id, code from survey_link
    where workspace_id = ${workspace} and link_id = any(${[...linkIds]}::text[]) and code is not null`.execute(tx);
  return new Map(rows.map((row) => [row.link_id, row.code]));
}

/** The newest links that still take answers. Two with one code are one in a hundred thousand millions, and then neither is opened. */
export async function linksWithCode(tx: Tx, workspace: string, code: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ link_id: string }>`
    select link_id from survey_link
    where workspace_id = ${workspace} and code = ${code} and expires_at > ${now} and revoked_at is null limit 2`.execute(
    tx,
  );
  return rows.map((row) => row.link_id);
}
