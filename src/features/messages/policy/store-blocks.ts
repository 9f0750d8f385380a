/** Those who are not contacted. */
import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { BlockKind } from '../contract-blocks.ts';

export interface BlockRow {
  readonly block_id: string;
  readonly kind: BlockKind;
  readonly hash: string;
  /** Null once the person was erased. */
  readonly shown: string | null;
  readonly customer_id: string | null;
  readonly reason: string;
  readonly expires_at: Date | null;
  readonly created_by: string;
  readonly created_at: Date;
}

const COLUMNS = sql.raw('block_id, kind, hash, shown, customer_id, reason, expires_at, created_by, created_at');

export async function hasBlocks(tx: Tx, workspace: string): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select 1 from contact_block where workspace_id = ${workspace}) as any`.execute(tx);
  return rows[0]?.any ?? false;
}

export type FoundBlock = Pick<BlockRow, 'kind' | 'hash' | 'reason' | 'expires_at'>;

export async function findBlocks(
  tx: Tx,
  workspace: string,
  hashes: readonly string[],
  now: Date,
): Promise<FoundBlock[]> {
  if (hashes.length === 0) return [];
  const { rows } = await sql<FoundBlock>`
    select b.kind, b.hash, b.reason, b.expires_at from unnest(${plainArrayOf(hashes, (hash) => hash)}::text[]) as h(hash)
    cross join (values ('phone'), ('email'), ('customer')) as k(kind)
    join contact_block b on b.workspace_id = ${workspace} and b.kind = k.kind and b.hash = h.hash
    where b.workspace_id = ${workspace} and (b.expires_at is null or b.expires_at > ${now})`.execute(tx);
  return rows;
}

export async function listBlocks(
  tx: Tx,
  workspace: string,
  page: {
    readonly after: { readonly at: Date; readonly id: string } | null;
    readonly limit: number;
    readonly q: string;
  },
): Promise<BlockRow[]> {
  const { after, limit, q } = page;
  const { rows } = await sql<BlockRow>`
    select ${COLUMNS} from contact_block where workspace_id = ${workspace}
      ${q === '' ? sql`` : sql`and (position(lower(${q}) in lower(coalesce(shown, ''))) > 0 or position(lower(${q}) in lower(reason)) > 0)`}
      ${after === null ? sql`` : sql`and (created_at, block_id) < (${after.at}, ${after.id})`}
    order by created_at desc, block_id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function countBlocks(tx: Tx, workspace: string, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from contact_block where workspace_id = ${workspace} and (expires_at is null or expires_at > ${now})`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** Those that are new; what is there gets the later reason and term. Returns the ids of the new ones. */
export async function saveBlocks(tx: Tx, workspace: string, items: readonly BlockRow[]): Promise<string[]> {
  if (items.length === 0) return [];
  const { rows } = await sql<{ block_id: string }>`
    insert into contact_block (workspace_id, ${COLUMNS})
    select ${workspace}, i.block_id, i.kind, i.hash, i.shown, i.customer_id, i.reason, i.expires_at, i.created_by, i.created_at
    from unnest(${plainArrayOf(items, (item) => item.block_id)}::text[], ${plainArrayOf(items, (item) => item.kind)}::text[],
      ${plainArrayOf(items, (item) => item.hash)}::text[], ${arrayOf(items, (item) => item.shown)}::text[],
      ${arrayOf(items, (item) => item.customer_id)}::text[], ${arrayOf(items, (item) => item.reason)}::text[],
      ${arrayOf(items, (item) => item.expires_at?.toISOString() ?? null)}::timestamptz[],
      ${arrayOf(items, (item) => item.created_by)}::text[], ${plainArrayOf(items, (item) => item.created_at.toISOString())}::timestamptz[]
    ) as i(block_id, kind, hash, shown, customer_id, reason, expires_at, created_by, created_at)
    order by i.kind, i.hash
    on conflict (workspace_id, kind, hash) do update set shown = excluded.shown, reason = excluded.reason, expires_at = excluded.expires_at
    returning block_id`.execute(tx);
  return rows.map((row) => row.block_id);
}

export async function endBlock(tx: Tx, workspace: string, id: string, at: Date | null): Promise<BlockRow | null> {
  const { rows } = await sql<BlockRow>`
    update contact_block set expires_at = ${at} where workspace_id = ${workspace} and block_id = ${id} returning ${COLUMNS}`.execute(
    tx,
  );
  return rows[0] ?? null;
}
