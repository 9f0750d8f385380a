/** API keys: found by their hash before any workspace is known, so their table stands beyond the workspaces. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../kit/db/database.ts';

export interface KeyRow {
  readonly key_id: string;
  readonly workspace_id: string;
  readonly name: string;
  readonly prefix: string;
  readonly permissions: readonly string[];
  readonly created_by: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  /** Calls a minute, over all processes; null: not limited. */
  readonly per_minute: number | null;
  /** The key that replaced it. */
  readonly rotated_to: string | null;
}

const COLUMNS =
  'key_id, workspace_id, name, prefix, permissions, created_by, created_at, last_used_at, expires_at, revoked_at, per_minute, rotated_to';
const KEY = sql`select ${sql.raw(COLUMNS)} from api_key`;

/** By the SHA-256 of the key, in hex. One statement, no transaction: it stands before every call with a key. */
export async function findKeyByHash(db: Database, hash: string): Promise<KeyRow | null> {
  const found = await db.pool.query<KeyRow>(`select ${COLUMNS} from api_key where key_hash = $1`, [hash]);
  return found.rows[0] ?? null;
}

export async function markKeyUsed(db: Database, keyId: string, now: Date): Promise<void> {
  await db.pool.query('update api_key set last_used_at = $2 where key_id = $1', [keyId, now]);
}

/** Takes at most `most` calls out of a key's bucket, which has filled up evenly since the last time. `left`: what was in it. */
export async function drawPace(
  db: Database,
  keyId: string,
  most: number,
  now: Date,
): Promise<{ readonly drawn: number; readonly left: number }> {
  const found = await db.pool.query<{ drawn: number; left: number }>(
    `with bucket as materialized (
       select b.key_id, least(b.per_minute, coalesce(b.pace_left, b.per_minute)
         + greatest(0, extract(epoch from ($2::timestamptz - b.pace_at))::float8 / 60) * b.per_minute)::float8 as level
       from api_key b where b.key_id = $1 and b.per_minute is not null for update
     )
     update api_key k set pace_left = u.level - least(floor(u.level), $3::float8), pace_at = greatest(k.pace_at, $2::timestamptz)
     from bucket u where k.key_id = u.key_id
     returning least(floor(u.level), $3::float8)::float8 as drawn, u.level as left`,
    [keyId, now, most],
  );
  return found.rows[0] ?? { drawn: 0, left: 0 };
}

export async function listKeyRows(tx: Tx, workspace: string): Promise<KeyRow[]> {
  const found = await sql<KeyRow>`${KEY} where workspace_id = ${workspace} order by created_at desc, key_id`.execute(
    tx,
  );
  return found.rows;
}

export async function findKey(tx: Tx, workspace: string, keyId: string): Promise<KeyRow | null> {
  const found = await sql<KeyRow>`${KEY} where workspace_id = ${workspace} and key_id = ${keyId}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function insertKey(tx: Tx, hash: string, key: KeyRow): Promise<void> {
  await sql`
    insert into api_key (key_hash, key_id, workspace_id, name, prefix, permissions, created_by, created_at, expires_at, per_minute)
    values (${hash}, ${key.key_id}, ${key.workspace_id}, ${key.name}, ${key.prefix}, ${[...key.permissions]}::text[],
      ${key.created_by}, ${key.created_at}, ${key.expires_at}, ${key.per_minute})`.execute(tx);
}

/** The old key works until `until`, that programs can be given the new one in peace. */
export async function replaceKeyRow(tx: Tx, workspace: string, keyId: string, by: string, until: Date): Promise<void> {
  await sql`
    update api_key set rotated_to = ${by}, expires_at = least(expires_at, ${until}::timestamptz)
    where workspace_id = ${workspace} and key_id = ${keyId}`.execute(tx);
}

export async function revokeKeyRow(tx: Tx, workspace: string, keyId: string, now: Date): Promise<void> {
  await sql`
    update api_key set revoked_at = coalesce(revoked_at, ${now}::timestamptz)
    where workspace_id = ${workspace} and key_id = ${keyId}`.execute(tx);
}
