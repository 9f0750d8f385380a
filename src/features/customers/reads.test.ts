/** Who sees whole numbers, and that looking leaves a trace. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissionsOf } from '../access/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { maskEmail, maskPhone } from './phone.ts';

let world: World;
let fang: string;
const base = '/api/w/main';
const as = async (permissions: readonly string[]) => ({
  authorization: `Bearer ${await world.key('main', permissions)}`,
});
const declared = () => world.runtime.features.flatMap((one) => (one.permissions ?? []).map(({ name }) => name));

beforeAll(async () => {
  world = await createWorld();
  await world.setClock('main', null).catch(() => undefined);
  const made = await world.call('POST', `${base}/customers`, {
    externalId: '17850',
    name: '沈小芳',
    phone: '13812345678',
    email: 'fang@example.com',
    ownerId: null,
  });
  fang = made.body.customerId;
}, 120_000);
afterAll(() => world?.close());

test.each([
  ['+8613812345678', '+86138****5678'],
  ['13812345678', '138****5678'],
  ['02112345678', '021****5678'],
  ['+14155550123', '+14****0123'],
  ['12345', '****45'],
])('%s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));
test('an e-mail keeps its first letter and its domain', () => {
  expect([maskEmail('fang@example.com'), maskEmail('@x'), maskEmail('nothing')]).toEqual([
    'f***@example.com',
    '***',
    '***',
  ]);
});

test('the roles: who leads sees whole numbers, who calls may reveal one, who reads neither', () => {
  const held = (role: 'administrator' | 'manager' | 'supervisor' | 'agent' | 'viewer') => {
    const all = permissionsOf(role, declared());
    return [all.has('customers:reveal'), all.has('customers:contact')];
  };
  expect(held('administrator')).toEqual([true, true]);
  expect(held('manager')).toEqual([true, true]);
  expect(held('supervisor')).toEqual([true, true]);
  expect(held('agent')).toEqual([false, true]);
  expect(held('viewer')).toEqual([false, false]);
});

test('without the permission every answer is masked; with it none is', async () => {
  const masked = await as(['customers:read', 'customers:export', 'customers:write', 'segments:read']);
  const whole = await as(['customers:read', 'customers:export', 'customers:reveal']);
  const condition = { combinator: 'and', rules: [{ field: 'customer.name', operator: 'contains', value: '沈' }] };
  const places: [string, string, unknown?][] = [
    ['GET', `${base}/customers`],
    ['GET', `${base}/customers?q=5678`],
    ['GET', `${base}/customers/${fang}`],
    ['GET', `${base}/customers.csv`],
    ['PATCH', `${base}/customers/${fang}`, { city: '上海' }],
    ['POST', `${base}/conditions/preview`, { condition }],
  ];
  for (const [method, url, body] of places) {
    const answer = await world.call(method, url, body, masked);
    expect(answer.status, url).toBe(200);
    const text = JSON.stringify(answer.body);
    expect(text, url).toContain('138****5678');
    expect(text, url).not.toContain('13812345678');
    expect(text, url).not.toContain('fang@');
  }
  const seen = await world.call('GET', `${base}/customers/${fang}`, undefined, whole);
  expect(seen.body).toMatchObject({ phone: '+8613812345678', email: 'fang@example.com' });
  expect((await world.call('GET', `${base}/customers.csv`, undefined, whole)).body).toContain('fang@example.com');
});

test('hidden digits cannot be asked for one after the other, and a masked number does not replace the one it hides', async () => {
  const masked = await as(['customers:read', 'customers:write', 'segments:read']);
  const found = async (q: string) =>
    (await world.call('GET', `${base}/customers?q=${encodeURIComponent(q)}`, undefined, masked)).body.items.length;
  for (const [q, n] of [
    ['13812345678', 1],
    ['138 1234 5678', 1],
    ['5678', 1],
    ['1785', 0],
    ['17850', 1],
    ['178', 1],
    ['1234', 0],
    ['13812', 0],
    ['45678', 0],
    ['+861381', 0],
    ['沈', 1],
  ] as const)
    expect([q, await found(q)]).toEqual([q, n]);
  const part = { combinator: 'and', rules: [{ field: 'customer.phone', operator: 'contains', value: '1234' }] };
  const preview = await world.call('POST', `${base}/conditions/preview`, { condition: part }, masked);
  expect(preview.body).toMatchObject({ code: 'not_allowed' });
  const wrong = await world.call('PATCH', `${base}/customers/${fang}`, { phone: '+86138****5679' }, masked);
  expect(wrong.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'phone' }] });
});

test('one number is revealed on purpose; looks, reveals and exports are in the log, repeated looks once', async () => {
  const caller = await as(['customers:read', 'customers:contact']);
  for (let i = 0; i < 3; i++) await world.call('GET', `${base}/customers/${fang}`, undefined, caller);
  await world.call('GET', `${base}/customers/${fang}/events`, undefined, caller);
  const reveal = await world.call('POST', `${base}/customers/${fang}/reveal`, { what: 'phone' }, caller);
  expect(reveal.body).toEqual({ value: '+8613812345678' });
  const stranger = await as(['customers:read']);
  expect((await world.call('POST', `${base}/customers/${fang}/reveal`, { what: 'phone' }, stranger)).status).toBe(403);
  expect((await world.call('GET', `${base}/customers/${fang}/readers`, undefined, caller)).status).toBe(403);
  const readers = (await world.call('GET', `${base}/customers/${fang}/readers`)).body.items;
  const ours = readers.filter((one: { action: string }) => one.action === 'customer.revealed');
  expect(ours).toMatchObject([{ kind: 'key', times: 1 }]);
  expect(readers.filter((one: { action: string }) => one.action === 'customer.viewed').length).toBe(3);
  const log = (await world.call('GET', `${base}/audit?entity=customer&limit=200`)).body.items;
  const actions = log.map((one: { action: string }) => one.action);
  for (const action of ['customer.viewed', 'customer.revealed', 'customers.exported', 'customers.listed'])
    expect(actions).toContain(action);
  expect(JSON.stringify(log)).not.toContain('13812345678');
  // ten minutes later it is another look
  await world.setClock('main', new Date(Date.now() + 11 * 60_000).toISOString());
  await world.call('GET', `${base}/customers/${fang}`, undefined, caller);
  await world.setClock('main', null);
  const views = (await world.call('GET', `${base}/customers/${fang}/readers`)).body.items.filter(
    (one: { action: string; times: number }) => one.action === 'customer.viewed' && one.times === 2,
  );
  expect(views.length).toBe(1);
});

test('what another program sent may repeat the number: it is masked there too, and our ids are left alone', async () => {
  const id = `rsp_01a21af${'13812345678'}0001a9b65ad8c7`;
  const properties = {
    phone: '13812345678',
    digits: 13812345678,
    note: '请打 +86 138-1234-5678 或 fang@example.com',
    id,
    order: '订单 13812345678',
  };
  const event = {
    source: 'shop',
    externalId: 'mask-1',
    type: 'called',
    at: new Date().toISOString(),
    customer: { externalId: '17850' },
  };
  await world.call('POST', `${base}/events`, { events: [{ ...event, properties }] });
  const seen = async (permissions: string[]) =>
    (await world.call('GET', `${base}/customers/${fang}/events?type=called`, undefined, await as(permissions))).body
      .items[0].properties;
  expect(await seen(['customers:read', 'events:read', 'customers:reveal'])).toEqual(properties);
  for (const more of [[], ['customers:contact']])
    expect(await seen(['customers:read', 'events:read', ...more])).toEqual({
      phone: '138****5678',
      digits: '138****5678',
      note: '请打 +86**********5678 或 f***************',
      id,
      order: '订单 138****5678',
    });
});
