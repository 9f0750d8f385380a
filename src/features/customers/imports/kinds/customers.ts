import type { Context } from '../../../../kit/context.ts';
import type { Tx } from '../../../../kit/db/database.ts';
import { isStorable } from '../../../events/index.ts';
import { changed, differences } from '../../change.ts';
import type { AttributeValue, CustomerInput } from '../../contract.ts';
import { flawOfAttribute, readAttribute, readGender } from '../../decide.ts';
import { isMasked } from '../../phone.ts';
import { bareCustomer } from '../../resolve.ts';
import * as store from '../../store.ts';
import { insertTags } from '../../store-tags.ts';
import { type CellReader, type RowFlaw, reader } from '../flaws.ts';
import { cellOf, mappedAttributes, type Plan } from '../plan.ts';
import type { Row } from '../rows.ts';
import type { ImportKindOf } from './kind.ts';

interface CustomerItem {
  readonly externalId: string;
  /** Empty cells change nothing. */
  readonly input: CustomerInput;
  readonly tags: readonly string[];
}

export const customers: ImportKindOf<CustomerItem> = {
  read(row, plan, flaws) {
    const cells = reader(plan, row, flaws);
    const externalId = cells.required('external_id', 200);
    const given = {
      name: cells.text('name', 100),
      phone: readPhone(cells),
      email: readEmail(cells),
      gender: readGenderCell(cells),
      birthday: cells.day('birthday', false),
      city: cells.text('city', 100),
    };
    const input = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    const attributes = readAttributes(row, plan, flaws);
    const tags = (cells.text('tags', 2000) ?? '')
      .split(/[;；、|]/)
      .map((tag) => tag.trim())
      .filter(Boolean);
    if (tags.some((tag) => tag.length > 60)) cells.flaw('tags', 'too_long', tags.join(';'));
    return { externalId, input: { ...input, attributes } as CustomerInput, tags: [...new Set(tags)] };
  },
  async write(tx, ctx, items) {
    const { before, after } = await merge(tx, ctx, items);
    const fresh = [...after.values()].filter((record) => !before.has(record.external_id));
    const written = new Set(await store.insertCustomers(tx, ctx.workspace.id, fresh));
    // Made by somebody else in the meantime: the next run of the file brings them up to date.
    const added = fresh.filter((record) => written.has(record.customer_id)).length;
    const edited = [...after.values()].filter((record) => {
      const old = before.get(record.external_id);
      return old !== undefined && differences(old, record).length > 0;
    });
    await store.updateCustomers(tx, ctx.workspace.id, edited);
    const tagged = await insertTags(
      tx,
      ctx.workspace.id,
      items.flatMap((item) => tagRows(ctx, item, after)),
    );
    const summary = { customersNew: added, tagged };
    return { added, changed: edited.length, same: items.length - added - edited.length, summary };
  },
};

/** The records as they are and as the rows leave them; of rows for one customer the later counts. */
async function merge(tx: Tx, ctx: Context, items: readonly CustomerItem[]) {
  const ids = [...new Set(items.map((item) => item.externalId))];
  const known = await store.lockByExternalIds(tx, ctx.workspace.id, ids);
  const before = new Map(known.map((record) => [record.external_id, record]));
  const after = new Map<string, store.CustomerRecord>();
  for (const { externalId, input } of items) {
    const record = after.get(externalId) ?? before.get(externalId) ?? bareCustomer(ctx, externalId);
    after.set(externalId, changed(record, input, ctx.now));
  }
  return { before, after };
}

function tagRows(ctx: Context, item: CustomerItem, after: ReadonlyMap<string, store.CustomerRecord>) {
  const customer_id = after.get(item.externalId)?.customer_id ?? '';
  return item.tags.map((tag) => ({ customer_id, tag, reason: null, tagged_by: ctx.actor.name, tagged_at: ctx.now }));
}

function readPhone(cells: CellReader): string | null {
  const cell = cells.text('phone', 40);
  if (cell && (isMasked(cell) || cell.replace(/\D/g, '').length < 5)) cells.flaw('phone', 'bad_phone', cell);
  return cell;
}

function readEmail(cells: CellReader): string | null {
  const cell = cells.text('email', 200);
  if (cell && (isMasked(cell) || !/^[^\s@]+@[^\s@]+$/.test(cell))) cells.flaw('email', 'bad_email', cell);
  return cell;
}

function readGenderCell(cells: CellReader): string | null {
  const cell = cells.text('gender', 40);
  const gender = cell ? readGender(cell) : null;
  if (cell && !gender) cells.flaw('gender', 'bad_gender', cell);
  return gender;
}

function readAttributes(row: Row, plan: Plan, flaws: RowFlaw[]): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = {};
  const take = (key: string, cell: string, field: string) => {
    if (cell.trim() === '') return;
    const definition = plan.attributes.find((each) => each.key === key);
    const value = readAttribute(definition, cell);
    const flaw = isStorable(cell) ? flawOfAttribute(definition, value) : 'bad_characters';
    if (flaw) flaws.push({ field, code: flaw, value: cell.slice(0, 200).replaceAll('\0', '') });
    else values[key] = value;
  };
  for (const { key, field } of mappedAttributes(plan)) take(key, cellOf(plan, row, field), field);
  for (const { column, at } of plan.rest) {
    const key = plan.attributeOf.get(column);
    if (key) take(key, row.cells[at] ?? '', column);
  }
  return values;
}
