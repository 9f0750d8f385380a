/** The verbs on a customer's own record. Each is one transaction, with its audit note. */
import type { Context } from '../../kit/context.ts';
import { type Tx, sqlState } from '../../kit/db/database.ts';
import { type FieldError, Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit, may } from '../access/index.ts';
import { isStorable, readCursor, writeCursor } from '../events/index.ts';
import { changed, differences } from './change.ts';
import type { CustomerDetail, CustomerInput, CustomerRow } from './contract.ts';
import { ATTRIBUTE_FLAWS, flawOfAttribute } from './decide.ts';
import { toDetail, toRows } from './present.ts';
import { isMasked } from './phone.ts';
import { noteListed, noteViewed } from './reads.ts';
import { bareCustomer } from './resolve.ts';
import { searchPatterns } from './search.ts';
import * as store from './store.ts';
import { listAttributes } from './store-attributes.ts';
import { search } from './store-search.ts';

export interface CustomerQuestion {
  readonly q?: string | undefined;
  readonly tag?: string | undefined;
  readonly owner?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface CustomerPage {
  readonly items: CustomerRow[];
  readonly next: string | null;
  readonly total: number | null;
}

export function listCustomers(ctx: Context, question: CustomerQuestion): Promise<CustomerPage> {
  for (const field of ['q', 'tag', 'owner'] as const) requireStorable(ctx, field, question[field]);
  return ctx.tx(async (tx) => {
    const query = {
      patterns: searchPatterns(question.q ?? '', may(ctx, 'customers:reveal')),
      tag: question.tag ?? null,
      owner: question.owner ?? null,
      after: question.cursor ? readCursor(question.cursor) : null,
      limit: question.limit + 1,
    };
    const { hits, total } = await search(tx, ctx, query);
    const shown = hits.slice(0, question.limit);
    await noteListed(tx, ctx, '*', shown.length);
    const last = hits.length > shown.length ? shown.at(-1) : undefined;
    return {
      items: await toRows(tx, ctx, shown),
      next: last ? writeCursor(last.created_at, last.customer_id) : null,
      total,
    };
  });
}

export async function requireCustomer(tx: Tx, ctx: Context, id: string, lock = false): Promise<store.CustomerRecord> {
  const record = isStorable(id) ? await store.findCustomer(tx, ctx, id, lock) : null;
  if (!record) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '客户' : 'customer' });
  return record;
}

/** Opening her page: what it shows, and a line in the audit log. */
export function viewCustomer(ctx: Context, id: string): Promise<CustomerDetail> {
  return ctx.tx(async (tx) => {
    const record = await requireCustomer(tx, ctx, id);
    await noteViewed(tx, ctx, [record]);
    return toDetail(tx, ctx, record);
  });
}

export function getCustomer(ctx: Context, id: string): Promise<CustomerDetail> {
  return ctx.tx(async (tx) => toDetail(tx, ctx, await requireCustomer(tx, ctx, id)));
}

export function createCustomer(ctx: Context, input: CustomerInput): Promise<CustomerDetail> {
  return ctx.tx(async (tx) => toDetail(tx, ctx, await addCustomer(tx, ctx, input)));
}

export async function addCustomer(tx: Tx, ctx: Context, input: CustomerInput): Promise<store.CustomerRecord> {
  await requireValid(tx, ctx, input);
  const bare = bareCustomer(ctx, input.externalId ?? newId('c'));
  const record = changed(bare, withOwner(ctx, input), ctx.now);
  const written = await store.insertCustomers(tx, ctx.workspace.id, [record]);
  if (written.length === 0) throw new Problem('customer_exists', { id: record.external_id });
  await note(tx, ctx, 'customer.created', record.customer_id, differences(bare, record));
  return record;
}

/** Who sees only her own customers makes customers of her own. */
function withOwner(ctx: Context, input: CustomerInput): CustomerInput {
  const { kind, memberId } = ctx.scope;
  return kind === 'all' || input.ownerId !== undefined ? input : { ...input, ownerId: memberId };
}

export function updateCustomer(ctx: Context, id: string, input: CustomerInput): Promise<CustomerDetail> {
  return ctx.tx(async (tx) => {
    const before = await requireCustomer(tx, ctx, id, true);
    await requireValid(tx, ctx, input);
    const after = changed(before, input, ctx.now);
    const fields = differences(before, after);
    if (fields.length === 0) return toDetail(tx, ctx, before);
    try {
      await store.updateCustomers(tx, ctx.workspace.id, [after]);
    } catch (error) {
      if (sqlState(error) === '23505') throw new Problem('customer_exists', { id: after.external_id });
      throw error;
    }
    await note(tx, ctx, 'customer.changed', id, fields);
    return toDetail(tx, ctx, after);
  });
}

/** Names of fields, not their values: the log is read by more people than personal data is. */
async function note(tx: Tx, ctx: Context, action: string, entityId: string, fields: readonly string[]): Promise<void> {
  await audit(tx, ctx, { action, entity: 'customer', entityId, detail: { fields } });
}

function requireStorable(ctx: Context, field: string, value: unknown): void {
  if (typeof value !== 'string' || isStorable(value)) return;
  throw new Problem('invalid_input', {}, [unstorable(ctx, field)]);
}

function unstorable(ctx: Context, field: string): FieldError {
  const words = { zh: '含有无法保存的字符', en: 'contains characters that cannot be stored' };
  return { path: field, field, message: words[ctx.locale] };
}

const MASKED = { zh: '这是打了星号的号码，请填完整的', en: 'this one is masked; give the whole' };

async function requireValid(tx: Tx, ctx: Context, input: CustomerInput): Promise<void> {
  const { attributes = {}, ...fields } = input;
  const wrong: FieldError[] = [];
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value === 'string' && !isStorable(value)) wrong.push(unstorable(ctx, field));
    else if ((field === 'phone' || field === 'email') && typeof value === 'string' && isMasked(value))
      wrong.push({ path: field, field, message: MASKED[ctx.locale] });
  }
  const entries = Object.entries(attributes);
  const definitions = entries.length > 0 ? await listAttributes(tx, ctx.workspace.id) : [];
  for (const [key, value] of entries) {
    if (value === null) continue;
    const path = `attributes.${key}`;
    const flaw = flawOfAttribute(
      definitions.find((each) => each.key === key),
      value,
    );
    if (flaw) wrong.push({ path, field: key, message: ATTRIBUTE_FLAWS[flaw][ctx.locale] });
    else if (typeof value === 'string' && !isStorable(value)) wrong.push(unstorable(ctx, path));
  }
  if (wrong.length > 0) throw new Problem('invalid_input', {}, wrong);
}
