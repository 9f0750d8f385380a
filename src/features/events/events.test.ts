import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { record } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.workspace('other');
}, 120_000);
afterAll(() => world?.close());

const url = '/api/w/main/events';
const send = (events: unknown) => world.call('POST', url, { events });
let serial = 0;
const event = (more: object = {}) => ({
  source: 'shop',
  externalId: `e${++serial}`,
  type: 'visit',
  at: '2026-03-01T10:00:00+08:00',
  customer: { externalId: 'anna' },
  ...more,
});

async function rows<T extends object>(text: string): Promise<T[]> {
  return (await world.runtime.db.owner.query<T>(text)).rows;
}

test('records a batch, makes the customers, keeps the rollup, and answers the same batch with duplicates', async () => {
  const batch = [
    event({
      type: 'purchase',
      amount: 12.5,
      at: '2025-12-31T23:30:00Z',
      properties: { shop: '静安', n: 2, deep: { a: [1] } },
    }),
    event({ type: 'purchase', amount: 7.5, at: '2026-01-05 08:00:00' }),
    event({ customer: { externalId: 'bo 🦉' } }),
  ];
  const first = await send(batch);
  expect(first.status).toBe(200);
  expect(first.body).toEqual({ accepted: 3, duplicates: 0, rejected: [] });
  expect((await send(batch)).body).toEqual({ accepted: 0, duplicates: 3, rejected: [] });
  const [stat] =
    await rows(`select s.n, s.amount_sum, s.first_at, s.last_at from customer_event_stat s join customer c using (workspace_id, customer_id)
    where c.external_id = 'anna' and s.type = 'purchase'`);
  expect(stat).toEqual({
    n: 2,
    amount_sum: 20,
    first_at: new Date('2025-12-31T23:30:00Z'),
    // local time of the workspace, Asia/Shanghai
    last_at: new Date('2026-01-05T00:00:00Z'),
  });
  const types = await world.call('GET', '/api/w/main/event-types');
  const purchase = types.body.items.find((each: { type: string }) => each.type === 'purchase');
  expect(purchase).toMatchObject({
    words: { zh: '购买', en: 'Purchase' },
    events: 2,
    customers: 1,
    amount: 20,
    properties: { shop: 'string', n: 'number', deep: 'object' },
  });
});

test('a duplicate within one batch counts once; snake_case ids are understood', async () => {
  const one = event();
  const two = { ...event(), externalId: undefined, external_id: 'snake', customer: { external_id: 'anna' } };
  expect((await send([one, one, two])).body).toEqual({ accepted: 2, duplicates: 1, rejected: [] });
});

test('the same batch at the same time from many sides is recorded once', async () => {
  const batch = Array.from({ length: 200 }, (_, n) =>
    event({ customer: { externalId: `c${n % 20}` }, type: 'race', amount: 1 }),
  );
  const turned = [...batch].reverse();
  const answers = await Promise.all([batch, turned, batch, turned, batch, turned].map(send));
  expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(200));
  expect(answers.reduce((sum, answer) => sum + answer.body.accepted, 0)).toBe(200);
  const [sum] = await rows(
    `select sum(n)::int as n, sum(amount_sum)::int as amount from customer_event_stat where type = 'race'`,
  );
  expect(sum).toEqual({ n: 200, amount: 200 });
});

test('bad items are listed with every field, good ones beside them are recorded', async () => {
  const year9999 = event({ at: '9999-12-31T00:00:00Z' });
  const answer = await send([
    event(),
    'text',
    null,
    {},
    event({ type: 'has space', amount: '5', at: 'yesterday' }),
    year9999,
    event({ at: '1969-01-01T00:00:00Z' }),
    event({ at: '2026-02-30T00:00:00Z' }),
    event({ amount: 1e300 }),
    event({ externalId: 'nul\0' }),
    event({ externalId: 'half \ud83e' }),
    event({ properties: { a: { b: ['\ud83e'] } } }),
    event({ properties: { big: 'x'.repeat(20_000) } }),
    event({ properties: [1] }),
    event({ customer: {} }),
    event({ customer: { phone: '13800001111' } }),
    event({ externalId: 'x'.repeat(201) }),
    event({ properties: { slash: '\\u0000 is only text', rtl: '\u202eمرحبا', owl: '🦉' } }),
  ]);
  expect(answer.status).toBe(200);
  expect(answer.body.accepted).toBe(2);
  const codes = answer.body.rejected.map((item: { index: number; errors: { field: string; code: string }[] }) => [
    item.index,
    item.errors.map((error) => `${error.field}:${error.code}`).join(' '),
  ]);
  expect(codes).toEqual([
    [1, ':not_object'],
    [2, ':not_object'],
    [3, 'externalId:required type:required at:required customer:required'],
    [4, 'type:bad_type at:date_unreadable amount:not_number'],
    [5, 'at:date_in_future'],
    [6, 'at:date_too_early'],
    [7, 'at:date_impossible'],
    [8, 'amount:amount_too_large'],
    [9, 'externalId:bad_characters'],
    [10, 'externalId:bad_characters'],
    [11, 'properties:bad_characters'],
    [12, 'properties:properties_too_large'],
    [13, 'properties:not_object'],
    [14, 'customer:customer_unclear'],
    [15, 'customer.phone:customer_unknown'],
    [16, 'externalId:too_long'],
  ]);
  expect(answer.body.rejected[0].errors[0].message).toBe('应为一个对象');
});

test('the envelope: too many, not JSON, not an array, no key, a stranger', async () => {
  expect((await send(Array.from({ length: 1001 }, () => event()))).status).toBe(413);
  expect((await send('x')).status).toBe(400);
  expect((await world.call('POST', url, '{"events":[')).status).toBe(415);
  const broken = await world.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${await world.key()}`, 'content-type': 'application/json' },
    payload: '{"events":[',
  });
  expect(broken.statusCode).toBe(400);
  expect((await world.call('POST', url, { events: [] }, {})).status).toBe(401);
  const strange = { authorization: `Bearer ${await world.key('other')}` };
  expect((await world.call('POST', url, { events: [] }, strange)).status).toBe(404);
  const reader = { authorization: `Bearer ${await world.key('main', ['events:read'])}` };
  expect((await world.call('POST', url, { events: [] }, reader)).status).toBe(403);
});

test('another workspace has the same keys for itself', async () => {
  const same = event();
  await send([same]);
  const other = { authorization: `Bearer ${await world.key('other')}` };
  expect((await world.call('POST', '/api/w/other/events', { events: [same] }, other)).body.accepted).toBe(1);
});

test('partitions appear in a race and the app role cannot name them', async () => {
  const months = ['1991-01', '1991-02', '1991-03', '1991-04'].map((month) => `${month}-15T00:00:00Z`);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send(months.map((at) => event({ at, externalId: `m${++serial}` })))),
  );
  expect(answers.map((answer) => answer.body.accepted)).toEqual(Array(8).fill(4));
  await expect(world.runtime.db.pool.query('select 1 from event_1991_01')).rejects.toThrow(/permission denied/);
});

test('events caused too deeply are refused and listed', async () => {
  const ctx = await world.workspace('main');
  const customer =
    (await rows<{ customer_id: string }>(`select customer_id from customer limit 1`))[0]?.customer_id ?? '';
  const item = { source: 'loop', externalId: 'l1', customerId: customer, type: 'echo', occurredAt: ctx.now };
  const deep = { ...ctx, depth: 9 };
  expect(await ctx.tx((tx) => record(tx, deep, [item], { cause: 'test' }))).toMatchObject({ refused: 1, fresh: [] });
  const shown = await world.call('GET', '/api/w/main/events/refused');
  expect(shown.body.items).toMatchObject([{ depth: 9, events: 1, types: ['echo'], source: 'loop' }]);
  expect(await ctx.tx((tx) => record(tx, { ...ctx, depth: 8 }, [item], { cause: 'test' }))).toMatchObject({
    refused: 0,
  });
});

test('a type gets a name', async () => {
  await send([event({ type: '到店' })]);
  const path = `/api/w/main/event-types/${encodeURIComponent('到店')}`;
  expect((await world.call('PUT', path, { zh: '到店', en: 'Came in' })).status).toBe(200);
  expect((await world.call('PUT', '/api/w/main/event-types/none', { zh: 'a', en: 'b' })).status).toBe(404);
  const types = await world.call('GET', '/api/w/main/event-types');
  expect(types.body.items.find((each: { type: string }) => each.type === '到店').words.en).toBe('Came in');
});
