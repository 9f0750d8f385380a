/** Columns of a file of customers that nobody mapped become custom attributes. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Attribute } from '../contract.ts';
import { pinyinOf } from '../search.ts';
import { insertAttribute, listAttributes } from '../store-attributes.ts';

const MOST_NEW = 50;

/** Which attribute a column belongs to: one of the same key or name. */
export function attributesOfColumns(columns: readonly string[], attributes: readonly Attribute[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const column of columns) {
    const known = attributes.find((each) => [each.key, each.zh, each.en].includes(column));
    if (known) found.set(column, known.key);
  }
  return found;
}

/** Defines a text attribute for each of these columns that has none yet. */
export async function defineAttributes(tx: Tx, ctx: Context, columns: readonly string[]): Promise<void> {
  const known = await listAttributes(tx, ctx.workspace.id);
  const taken = new Set(known.map((each) => each.key));
  const of = attributesOfColumns(columns, known);
  for (const column of columns.filter((each) => !of.has(each)).slice(0, MOST_NEW)) {
    const key = freeKey(column, taken);
    taken.add(key);
    const names = { zh: column.slice(0, 60), en: column.slice(0, 60) };
    await insertAttribute(tx, ctx.workspace.id, {
      key,
      type: 'text',
      ...names,
      choices: [],
      createdAt: ctx.now.toISOString(),
    });
  }
}

/** `会员等级` -> `huiyuandengji`, `Loyalty level` -> `loyalty_level`. */
function freeKey(column: string, taken: ReadonlySet<string>): string {
  const words = pinyinOf(column)?.split(' ')[0] ?? column;
  const slug = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 36);
  const base = slug || 'column';
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}_${n}`;
  return key;
}
