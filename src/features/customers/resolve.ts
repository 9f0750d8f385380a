/** Finds the customers that events, orders and contracts speak of; fills the slot of the events room. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import type { Subject, SubjectResolver } from '../events/index.ts';
import { normalizeEmail, normalizePhone } from './phone.ts';
import { searchText } from './search.ts';
import * as store from './store.ts';

export const subjects: SubjectResolver = {
  async resolve(tx, ctx, list) {
    const keys = list.map(keyOf);
    const wanted = { externalId: new Set<string>(), phone: new Set<string>(), email: new Set<string>() };
    for (const { kind, key } of keys) wanted[kind].add(key);
    const found = {
      externalId: await findOrCreate(tx, ctx, [...wanted.externalId]),
      phone: toMap(await ifAny(wanted.phone, (all) => store.findByPhones(tx, ctx.workspace.id, all))),
      email: toMap(await ifAny(wanted.email, (all) => store.findByEmails(tx, ctx.workspace.id, all))),
    };
    return keys.map(({ kind, key }) => found[kind].get(key) ?? null);
  },
};

function keyOf(subject: Subject): { kind: 'externalId' | 'phone' | 'email'; key: string } {
  if ('externalId' in subject) return { kind: 'externalId', key: subject.externalId };
  if ('phone' in subject) return { kind: 'phone', key: normalizePhone(subject.phone) };
  return { kind: 'email', key: normalizeEmail(subject.email) };
}

async function ifAny(keys: ReadonlySet<string>, find: (all: string[]) => Promise<store.Reference[]>) {
  return keys.size > 0 ? find([...keys]) : [];
}

function toMap(rows: readonly store.Reference[]): Map<string, string> {
  return new Map(rows.map((row) => [row.key, row.customer_id]));
}

/** Customer ids by external id; those not known are made with nothing but that id. */
export async function findOrCreate(tx: Tx, ctx: Context, externalIds: readonly string[]): Promise<Map<string, string>> {
  return (await ensureCustomers(tx, ctx, externalIds)).ids;
}

/** The same, and how many were made. */
export async function ensureCustomers(
  tx: Tx,
  ctx: Context,
  externalIds: readonly string[],
): Promise<{ ids: Map<string, string>; created: number }> {
  if (externalIds.length === 0) return { ids: new Map(), created: 0 };
  const workspace = ctx.workspace.id;
  const wanted = [...new Set(externalIds)];
  const ids = toMap(await store.findByExternalIds(tx, workspace, wanted));
  const missing = wanted.filter((id) => !ids.has(id));
  if (missing.length === 0) return { ids, created: 0 };
  const drafts = missing.map((id) => bareCustomer(ctx, id));
  const written = new Set(await store.insertCustomers(tx, workspace, drafts));
  for (const draft of drafts) if (written.has(draft.customer_id)) ids.set(draft.external_id, draft.customer_id);
  // Fewer written than missing: another transaction made them in the meantime and has committed (ours waited for it).
  const others = missing.filter((id) => !ids.has(id));
  if (others.length > 0)
    for (const row of await store.findByExternalIds(tx, workspace, others)) ids.set(row.key, row.customer_id);
  return { ids, created: written.size };
}

export function bareCustomer(ctx: Context, externalId: string): store.CustomerRecord {
  const named = { name: null, phone: null, email: null, external_id: externalId };
  return {
    ...named,
    customer_id: newId('cus'),
    name_pinyin: null,
    gender: null,
    birthday: null,
    city: null,
    owner_id: ctx.scope.kind === 'all' ? null : ctx.scope.memberId,
    team_id: ctx.scope.kind === 'team' ? (ctx.scope.teamIds[0] ?? null) : null,
    attributes: {},
    search: searchText(named, null),
    created_at: ctx.now,
    updated_at: ctx.now,
  };
}
