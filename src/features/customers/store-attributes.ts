import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Attribute } from './contract.ts';

interface AttributeRow {
  readonly attribute_key: string;
  readonly type: Attribute['type'];
  readonly name_zh: string;
  readonly name_en: string;
  readonly choices: Attribute['choices'];
  readonly created_at: Date;
}

export async function listAttributes(tx: Tx, workspace: string): Promise<Attribute[]> {
  const { rows } =
    await sql<AttributeRow>`select attribute_key, type, name_zh, name_en, choices, created_at from attribute
    where workspace_id = ${workspace} order by created_at, attribute_key`.execute(tx);
  return rows.map(({ attribute_key: key, type, name_zh: zh, name_en: en, choices, created_at }) => ({
    key,
    type,
    zh,
    en,
    choices,
    createdAt: created_at.toISOString(),
  }));
}

/** False when the key is taken. */
export async function insertAttribute(tx: Tx, workspace: string, row: Attribute): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into attribute (workspace_id, attribute_key, type, name_zh, name_en, choices, created_at)
    values (${workspace}, ${row.key}, ${row.type}, ${row.zh}, ${row.en}, ${JSON.stringify(row.choices)}::jsonb, ${row.createdAt})
    on conflict (workspace_id, attribute_key) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateAttribute(
  tx: Tx,
  workspace: string,
  row: Omit<Attribute, 'type' | 'createdAt'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update attribute set name_zh = ${row.zh}, name_en = ${row.en},
    choices = ${JSON.stringify(row.choices)}::jsonb
    where workspace_id = ${workspace} and attribute_key = ${row.key}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function deleteAttribute(tx: Tx, workspace: string, key: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from attribute
    where workspace_id = ${workspace} and attribute_key = ${key}`.execute(tx);
  return numAffectedRows === 1n;
}
