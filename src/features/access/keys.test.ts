/** A key does what it may, where it may, as long and as fast as it may. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRuntime } from '../../kit/runtime.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { holdPace } from './pace.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('other', { name: '另一家' });
}, 120_000);
afterAll(() => world?.close());

const W = '/api/w/main';
const with_ = (secret: string) => ({ authorization: `Bearer ${secret}` });
const make = async (more: object = {}) => {
  const answer = await world.call('POST', `${W}/keys`, { name: 'ERP', permissions: ['customers:read'], ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as { key: { id: string; expiresAt: string | null }; secret: string };
};
const get = (secret: string, path = `${W}/customers`) => world.call('GET', path, undefined, with_(secret));
const listed = async (id: string) =>
  (await world.call('GET', `${W}/keys`)).body.items.find((one: { id: string }) => one.id === id);

test('a key is held to its permissions and its workspace, and its use is noted', async () => {
  const { key, secret } = await make();
  expect((await listed(key.id)).lastUsedAt).toBeNull();
  expect((await get(secret)).status).toBe(200);
  expect((await get(secret, `${W}/members`)).status).toBe(403);
  expect((await get(secret, '/api/w/other/customers')).status).toBe(404);
  expect((await get(`${secret}x`)).status).toBe(401);
  expect((await world.call('POST', '/api/workspaces', { name: 'x' }, with_(secret))).status).toBe(403);
  expect((await listed(key.id)).lastUsedAt).not.toBeNull();
  const text = JSON.stringify((await world.call('GET', `${W}/keys`)).body);
  expect(text).not.toContain(secret);
});

test('nobody makes a key that may more than she does', async () => {
  const { secret } = await make({ permissions: ['access:keys', 'customers:read'] });
  const more = { name: '更多', permissions: ['customers:write'] };
  const answer = await world.call('POST', `${W}/keys`, more, with_(secret));
  expect(answer.body).toMatchObject({ code: 'more_than_own' });
  const { key } = await make({ permissions: ['customers:write'] });
  const turned = await world.call('POST', `${W}/keys/${key.id}/rotate`, {}, with_(secret));
  expect(turned.body).toMatchObject({ code: 'more_than_own' });
});

test('an expired key is refused', async () => {
  const { secret } = await make({ expiresAt: new Date(Date.now() + 300).toISOString() });
  expect((await get(secret)).status).toBe(200);
  await new Promise((done) => setTimeout(done, 350));
  expect((await get(secret)).body).toMatchObject({ code: 'bad_key' });
});

test('rotation: the new key takes over, the old one has its grace and no more', async () => {
  const expiresAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const old = await make({ expiresAt, perMinute: 500 });
  const turned = await world.call('POST', `${W}/keys/${old.key.id}/rotate`, { hours: 24 });
  expect(turned.body.key).toMatchObject({ name: 'ERP', permissions: ['customers:read'], perMinute: 500 });
  expect((await get(old.secret)).status).toBe(200);
  expect((await get(turned.body.secret)).status).toBe(200);
  const row = await listed(old.key.id);
  expect(row.rotatedTo).toBe(turned.body.key.id);
  expect(Date.parse(row.expiresAt)).toBeLessThan(Date.now() + 25 * 3_600_000);
  const again = await world.call('POST', `${W}/keys/${old.key.id}/rotate`, {});
  expect(again.body).toMatchObject({ code: 'key_ended' });
  const atOnce = await world.call('POST', `${W}/keys/${turned.body.key.id}/rotate`, { hours: 0 });
  expect((await get(turned.body.secret)).status).toBe(401);
  expect((await get(atOnce.body.secret)).status).toBe(200);
});

test('processes draw from one bucket: more of them do not make a key faster', async () => {
  const { runtime } = world;
  const { key } = await make({ perMinute: 120 });
  const row = { key_id: key.id, per_minute: 120 };
  const at = Date.now();
  // Three processes, each with a memory of its own.
  const processes = [0, 1, 2].map(() => createRuntime({ ...runtime, features: [] }));
  const call = (turn: number, now: Date) =>
    holdPace(processes[turn % 3]!, row, now).then(
      () => true,
      () => false,
    );
  const burst = await Promise.all(Array.from({ length: 300 }, (_, turn) => call(turn, new Date(at))));
  const passed = burst.filter(Boolean).length;
  expect(passed).toBeGreaterThanOrEqual(114);
  expect(passed).toBeLessThanOrEqual(120);
  // Two a second come back; what one process drew and did not use is the most that is missing.
  let later = 0;
  for (let turn = 0; turn < 120; turn++) later += (await call(turn, new Date(at + 1000 + turn * 250))) ? 1 : 0;
  expect(later).toBeGreaterThanOrEqual(50);
  expect(later).toBeLessThanOrEqual(64);
  const { rows } = await runtime.db.owner.query('select pace_left from api_key where key_id = $1', [key.id]);
  expect(rows[0].pace_left).toBeLessThan(3);
});

test('a key that calls too fast waits', async () => {
  const { secret } = await make({ perMinute: 5 });
  const answers = [];
  for (let i = 0; i < 7; i++) answers.push(await get(secret));
  expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  const wait = Number(answers[6]?.raw.headers['retry-after']);
  expect(wait).toBeGreaterThan(5);
  expect(wait).toBeLessThanOrEqual(12);
});
