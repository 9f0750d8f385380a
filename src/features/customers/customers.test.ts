import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context, DataScope } from '../../kit/context.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { consentedSql, getCustomer, listCustomers } from './index.ts';

let world: World;
let ctx: Context;
beforeAll(async () => {
  world = await createWorld();
  ctx = await world.workspace('main');
}, 120_000);
afterAll(() => world?.close());

const base = '/api/w/main';
const post = (path: string, body: unknown) => world.call('POST', `${base}${path}`, body);
const create = async (body: object) => {
  const answer = await post('/customers', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const found = async (q: string) => {
  const answer = await world.call('GET', `${base}/customers?q=${encodeURIComponent(q)}`);
  expect(answer.status).toBe(200);
  return answer.body.items.map((each: { externalId: string }) => each.externalId).sort();
};

test('a customer is made, found in every way, changed, and her page shows her totals', async () => {
  const made = await create({
    externalId: 'V001',
    name: '沈小芳',
    phone: '138 0000 1234',
    email: 'Fang@Example.com ',
    city: '上海',
  });
  await create({ externalId: 'V002', name: '单雄信', phone: '13911112222' });
  await create({ externalId: 'V003', name: 'Alice Smith 😀', email: 'alice@example.com' });
  expect(made).toMatchObject({ phone: '+8613800001234', email: 'fang@example.com', totals: { orders: 0, net: 0 } });
  const expected: [string, string[]][] = [
    ['沈', ['V001']],
    ['小芳', ['V001']],
    ['芳', ['V001']],
    ['沈小芳', ['V001']],
    ['shenxiao', ['V001']],
    ['sxf', ['V001']],
    ['sx', ['V001', 'V002']],
    // a surname with a reading of its own
    ['shanxiongxin', ['V002']],
    ['1234', ['V001']],
    ['138 0000 1234', ['V001']],
    ['+86 138-0000-1234', ['V001']],
    ['v00', ['V001', 'V002', 'V003']],
    ['smith alice', ['V003']],
    ['😀', ['V003']],
    ['fang@', ['V001']],
    ['%', []],
    ['_', []],
    ['\\', []],
    ['沈 139', []],
  ];
  for (const [q, ids] of expected) expect([q, await found(q)]).toEqual([q, ids]);
  const changed = await world.call('PATCH', `${base}/customers/${made.customerId}`, { name: '沈大芳', phone: null });
  expect(changed.body).toMatchObject({ name: '沈大芳', phone: null, city: '上海' });
  expect(await found('小芳')).toEqual([]);
  expect(await found('sdf')).toEqual(['V001']);
  expect((await post('/customers', { externalId: 'V001' })).body).toMatchObject({ code: 'customer_exists' });
  expect((await world.call('PATCH', `${base}/customers/${made.customerId}`, { externalId: 'V002' })).status).toBe(409);

  const orders = [
    { externalId: 'o1', customer: { externalId: 'V001' }, at: '2026-01-02T10:00:00', amount: 100.005 },
    { externalId: 'o2', customer: { externalId: 'V001' }, at: '2026-01-03T10:00:00', amount: -30 },
    { externalId: 'o3', customer: { externalId: 'V001' }, at: '2026-01-04T10:00:00', amount: 0 },
    { customer: { externalId: 'V001' }, at: '2026-01-05T10:00:00', amount: 7, detail: { shop: '静安' } },
    { customer: { externalId: 'V001' }, at: '2026-01-05T10:00:00', amount: 7 },
    { customer: { externalId: 'V001' }, at: 'x' },
  ];
  const recorded = await post('/orders', { orders });
  expect(recorded.body).toMatchObject({ added: 4, same: 1, rejected: [{ index: 5 }] });
  expect((await post('/orders', { orders })).body).toMatchObject({ added: 0, same: 5 });
  const page = await world.call('GET', `${base}/customers/${made.customerId}`);
  expect(page.body).toMatchObject({
    totals: { orders: 2, refunds: 1, net: 77.01, lastPurchaseAt: '2026-01-05T02:00:00.000Z' },
    eventCounts: { purchase: 2, refund: 1, order_zero: 1 },
  });
  const timeline = await world.call('GET', `${base}/customers/${made.customerId}/events?limit=3`);
  expect(timeline.body.items.map((each: { type: string }) => each.type)).toEqual(['purchase', 'order_zero', 'refund']);
  const rest = await world.call(
    'GET',
    `${base}/customers/${made.customerId}/events?limit=3&cursor=${timeline.body.next}`,
  );
  expect(rest.body).toMatchObject({ items: [{ type: 'purchase', amount: 100.01 }], next: null });
  const only = await world.call('GET', `${base}/customers/${made.customerId}/events?type=refund`);
  expect(only.body.items).toHaveLength(1);
  const list = await world.call('GET', `${base}/customers/${made.customerId}/orders?limit=2`);
  expect(list.body.items).toHaveLength(2);
  expect(list.body.next).not.toBeNull();
});

test('paging meets every customer once', async () => {
  for (let n = 0; n < 23; n++) await create({ externalId: `page-${n}`, name: `翻页 ${n}` });
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await world.call(
      'GET',
      `${base}/customers?q=${encodeURIComponent('翻页')}&limit=5&cursor=${cursor}`,
    );
    expect(body.total).toBe(23);
    seen.push(...body.items.map((each: { externalId: string }) => each.externalId));
    if (body.next === null) break;
    cursor = body.next;
  }
  expect(new Set(seen).size).toBe(23);
  expect(seen).toHaveLength(23);
  expect((await world.call('GET', `${base}/customers?cursor=x`)).status).toBe(400);
});

test('custom attributes are typed', async () => {
  const define = (key: string, type: string, choices: object[] = []) =>
    post('/attributes', { key, type, zh: `属性 ${key}`, en: key, choices });
  expect((await define('visits', 'number')).status).toBe(200);
  expect((await define('vip', 'boolean')).status).toBe(200);
  expect((await define('since', 'date')).status).toBe(200);
  expect((await define('level', 'choice', [{ value: 'gold', zh: '金', en: 'Gold' }])).status).toBe(200);
  expect((await define('visits', 'text')).status).toBe(409);
  expect((await define('empty', 'choice')).status).toBe(400);
  expect((await define('Bad Key', 'text')).status).toBe(400);
  const one = await create({
    externalId: 'att',
    attributes: { visits: 3, vip: true, since: '2024-02-29', level: 'gold' },
  });
  expect(one.attributes).toEqual({ visits: 3, vip: true, since: '2024-02-29', level: 'gold' });
  const wrong = { visits: '3', vip: 1, since: '2023-02-29', level: 'iron', none: 'x' };
  const answer = await world.call('PATCH', `${base}/customers/${one.customerId}`, { attributes: wrong });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map((each: { path: string }) => each.path)).toEqual(
    Object.keys(wrong).map((key) => `attributes.${key}`),
  );
  const less = await world.call('PATCH', `${base}/customers/${one.customerId}`, { attributes: { vip: null } });
  expect(less.body.attributes).toEqual({ visits: 3, since: '2024-02-29', level: 'gold' });
  const renamed = await world.call('PUT', `${base}/attributes/visits`, { zh: '到店次数', en: 'Visits' });
  expect(renamed.body).toMatchObject({ key: 'visits', type: 'number', zh: '到店次数' });
  expect((await world.call('DELETE', `${base}/attributes/visits`)).status).toBe(200);
  expect((await world.call('DELETE', `${base}/attributes/visits`)).status).toBe(404);
});

test('tags keep their reason, consents are a ledger', async () => {
  const { customerId } = await create({ externalId: 'marked' });
  await post(`/customers/${customerId}/tags`, { tag: '高价值', reason: '年消费超过一万' });
  const twice = await post(`/customers/${customerId}/tags`, { tag: '高价值', reason: 'other' });
  expect(twice.body.tags).toMatchObject([{ tag: '高价值', reason: '年消费超过一万' }]);
  const tagged = await world.call('GET', `${base}/customers?tag=${encodeURIComponent('高价值')}`);
  expect(tagged.body.items).toHaveLength(1);
  expect((await world.call('GET', `${base}/tags`)).body.items).toContainEqual({ tag: '高价值', customers: 1 });
  await world.call('DELETE', `${base}/customers/${customerId}/tags/${encodeURIComponent('高价值')}`);
  expect((await world.call('GET', `${base}/tags`)).body.items).not.toContainEqual({ tag: '高价值', customers: 1 });

  const consent = (granted: boolean, channels: string[], at?: string) =>
    post(`/customers/${customerId}/consents`, { purpose: 'marketing', channels, granted, at });
  await consent(true, ['sms', 'email'], '2026-01-01T00:00:00Z');
  await consent(false, ['sms'], '2026-01-02T00:00:00Z');
  // recorded later, said earlier: the later word counts
  await consent(true, ['sms'], '2026-01-01T12:00:00Z');
  const page = await world.call('GET', `${base}/customers/${customerId}`);
  expect(page.body.consents).toMatchObject([
    { channel: 'email', granted: true },
    { channel: 'sms', granted: false },
  ]);
  expect((await world.call('GET', `${base}/customers/${customerId}/consents`)).body.items).toHaveLength(4);
  const asks = async (channel: string | undefined, now: string, purpose: 'marketing' | 'service' = 'marketing') => {
    const { sql } = await import('kysely');
    const question = { workspace: 'main', purpose, now: new Date(now), ...(channel ? { channel } : {}) };
    const { rows } = await ctx.tx((tx) =>
      sql<{ yes: boolean }>`select ${consentedSql('c.customer_id', question)} as yes from customer c
        where c.workspace_id = 'main' and c.customer_id = ${customerId}`.execute(tx),
    );
    return rows[0]?.yes;
  };
  expect(await asks('sms', '2026-02-01')).toBe(false);
  expect(await asks('sms', '2026-01-01T13:00:00Z')).toBe(true);
  expect(await asks('sms', '2025-12-31')).toBe(false);
  expect(await asks(undefined, '2026-02-01')).toBe(true);
  expect(await asks(undefined, '2026-02-01', 'service')).toBe(false);
});

test('contracts are recorded, brought up to date and listed by their end', async () => {
  await world.setClock('main', '2026-03-01T00:00:00Z');
  const contracts = [
    {
      externalId: 'k1',
      customer: { externalId: 'V002' },
      name: '年卡',
      startsOn: '2025-03-20',
      endsOn: '2026-03-20',
      amount: 3000,
    },
    { externalId: 'k2', customer: { externalId: 'V002' }, startsOn: '2025-03-20', endsOn: '2026-08-20' },
    { externalId: 'k3', customer: { externalId: 'V002' }, startsOn: '20250320' },
  ];
  expect((await post('/contracts', { contracts })).body).toMatchObject({ added: 2, same: 0, rejected: [{ index: 2 }] });
  expect((await post('/contracts', { contracts: contracts.slice(0, 2) })).body).toMatchObject({ added: 0, same: 2 });
  const soon = await world.call('GET', `${base}/contracts?endingWithinDays=30`);
  expect(soon.body.items).toMatchObject([{ externalId: 'k1', customerName: '单雄信', endsOn: '2026-03-20' }]);
  await world.setClock('main', null);
});

test('who sees only her own customers sees no others', async () => {
  const mine = await create({ externalId: 'mine', ownerId: 'mem_me' });
  const ours = await create({ externalId: 'ours', ownerId: 'mem_you', teamId: 'team_1' });
  const free = await create({ externalId: 'free' });
  const as = (scope: DataScope): Context => ({ ...ctx, scope });
  const own = as({ kind: 'own', memberId: 'mem_me', teamIds: [] });
  const team = as({ kind: 'team', memberId: 'mem_me', teamIds: ['team_1'] });
  const ids = async (who: Context) =>
    (await listCustomers(who, { limit: 200 })).items.map((each) => each.externalId).sort();
  expect(await ids(own)).toEqual(['mine']);
  expect(await ids(team)).toEqual(['mine', 'ours']);
  await expect(getCustomer(own, ours.customerId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(getCustomer(team, free.customerId)).rejects.toMatchObject({ code: 'not_found' });
  expect((await getCustomer(own, mine.customerId)).externalId).toBe('mine');
});

test('exports carry a BOM and no formula', async () => {
  await create({ externalId: '=1+1', name: '@sum "x"', phone: '13812345678' });
  const { raw, body } = await world.call('GET', `${base}/customers.csv`);
  expect(raw.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(body.charCodeAt(0)).toBe(0xfeff);
  expect(body).toContain(`\r\n'=1+1,"'@sum ""x""",+8613812345678,`);
  const orders = await world.call('GET', `${base}/orders.csv`);
  expect(orders.body).toContain(',-30,');
});

test('hostile input and strangers', async () => {
  for (const body of [
    { name: 'a\0b' },
    { name: 'half \ud83e' },
    { name: 'x'.repeat(101) },
    { birthday: '9999-99-99' },
    { name: 5 },
    [],
    null,
  ])
    expect((await post('/customers', body)).status, JSON.stringify(body)).toBe(400);
  expect((await world.call('GET', `${base}/customers?q=%00`)).status).toBe(400);
  expect((await world.call('GET', `${base}/customers/${encodeURIComponent('a\0')}`)).status).toBe(404);
  const rtl = await create({ name: '\u202eمرحبا 🦉' });
  expect(rtl.name).toBe('\u202eمرحبا 🦉');
  await world.workspace('other');
  const other = { authorization: `Bearer ${await world.key('other')}` };
  expect((await world.call('GET', `/api/w/other/customers/${rtl.customerId}`, undefined, other)).status).toBe(404);
  expect((await world.call('GET', `${base}/customers/${rtl.customerId}`, undefined, other)).status).toBe(404);
});
