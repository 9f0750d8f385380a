/** Entering, changing, deleting, importing costs. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit, membersOf } from '../access/index.ts';
import { listPlaybooks } from '../playbooks/index.ts';
import type { Cost, CostBody } from './contract.ts';
import { fingerprintOf, flawsOf } from './decide.ts';
import { readCosts } from './read-csv.ts';
import * as store from './store.ts';

export function listCosts(ctx: Context): Promise<Cost[]> {
  return ctx.tx(async (tx) => {
    const names = await namesOf(tx, ctx);
    return (await store.listCostRows(tx, ctx.workspace.id)).map((row) => toCost(row, names));
  });
}

export function addCost(ctx: Context, body: CostBody): Promise<Cost> {
  return ctx.tx(async (tx) => {
    await check(tx, ctx, body);
    const cost = { costId: newId('cost'), body, fingerprint: fingerprintOf(body) };
    const fresh = await store.insertCost(tx, ctx.workspace.id, cost, ctx.actor.name, ctx.now);
    if (!fresh) throw new Problem('cost_twice');
    await told(tx, ctx, 'cost.added', cost.costId, body);
    return answer(tx, ctx, cost.costId);
  });
}

export function changeCost(ctx: Context, id: string, body: CostBody): Promise<Cost> {
  return ctx.tx(async (tx) => {
    await requireCost(tx, ctx, id);
    await check(tx, ctx, body);
    const fingerprint = fingerprintOf(body);
    if (await store.findSame(tx, ctx.workspace.id, fingerprint, id)) throw new Problem('cost_twice');
    await store.updateCost(tx, ctx.workspace.id, { costId: id, body, fingerprint });
    await told(tx, ctx, 'cost.changed', id, body);
    return answer(tx, ctx, id);
  });
}

export function deleteCost(ctx: Context, id: string): Promise<void> {
  return ctx.tx(async (tx) => {
    const row = await requireCost(tx, ctx, id);
    await store.deleteCostRow(tx, ctx.workspace.id, id);
    await told(tx, ctx, 'cost.deleted', id, row);
  });
}

/** All or nothing. A row that is there already is left as it is. */
export function importCosts(ctx: Context, csv: string): Promise<{ added: number; same: number }> {
  return ctx.tx(async (tx) => {
    const playbooks = new Set((await listPlaybooks(tx, ctx.workspace.id)).map(({ key }) => key));
    const members = new Map<string, string>();
    for (const { id, name, email } of await membersOf(tx, ctx))
      for (const known of [name, email, id]) members.set(known.toLowerCase(), id);
    const { rows, flaws, count } = readCosts(csv, { members, playbooks }, ctx.locale);
    if (count > 0) throw new Problem('cost_file_invalid', { count }, flaws);
    let added = 0;
    for (const body of rows) {
      const cost = { costId: newId('cost'), body, fingerprint: fingerprintOf(body) };
      if (await store.insertCost(tx, ctx.workspace.id, cost, ctx.actor.name, ctx.now)) added += 1;
    }
    await audit(tx, ctx, {
      action: 'cost.imported',
      entity: 'cost',
      entityId: '',
      detail: { added, same: rows.length - added },
    });
    return { added, same: rows.length - added };
  });
}

async function check(tx: Tx, ctx: Context, body: CostBody): Promise<void> {
  const fields = flawsOf(body).map(({ field, words }) => ({ path: field, field, message: words[ctx.locale] }));
  if (body.member !== null && !(await namesOf(tx, ctx)).has(body.member))
    fields.push({ path: 'member', field: 'member', message: UNKNOWN.member[ctx.locale] });
  if (body.playbook !== null) {
    const known = await listPlaybooks(tx, ctx.workspace.id);
    if (!known.some(({ key }) => key === body.playbook))
      fields.push({ path: 'playbook', field: 'playbook', message: UNKNOWN.playbook[ctx.locale] });
  }
  if (fields.length > 0) throw new Problem('cost_invalid', {}, fields);
}

const UNKNOWN = {
  member: { zh: '没有这个成员', en: 'there is no such member' },
  playbook: { zh: '没有这个方案', en: 'there is no such playbook' },
};

async function namesOf(tx: Tx, ctx: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await membersOf(tx, ctx)).map(({ id, name }) => [id, name]));
}

async function requireCost(tx: Tx, ctx: Context, id: string): Promise<store.CostRow> {
  const row = id.includes('\0') ? null : await store.findCost(tx, ctx.workspace.id, id);
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '成本' : 'cost' });
  return row;
}

async function answer(tx: Tx, ctx: Context, id: string): Promise<Cost> {
  return toCost(await requireCost(tx, ctx, id), await namesOf(tx, ctx));
}

function told(tx: Tx, ctx: Context, action: string, entityId: string, body: CostBody): Promise<void> {
  const { kind, playbook, amount, from, until } = body;
  return audit(tx, ctx, { action, entity: 'cost', entityId, detail: { kind, playbook, amount, from, until } });
}

function toCost({ createdAt, ...row }: store.CostRow, names: ReadonlyMap<string, string>): Cost {
  return {
    ...row,
    memberName: row.member === null ? null : (names.get(row.member) ?? row.member),
    createdAt: createdAt.toISOString(),
  };
}
