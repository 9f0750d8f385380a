import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import type { Delivery } from './contract.ts';
import { openReceiver, type Receiver, verifies } from './testing/receiver.ts';

let world: World;
let receiver: Receiver;
let hook: { id: string; secret: string };
const base = '/api/w/main';
const allowed = process.env['HUIXIANG_WEBHOOK_ALLOW'];

beforeAll(async () => {
  process.env['HUIXIANG_WEBHOOK_ALLOW'] = '127.0.0.1';
  world = await createWorld();
  await world.workspace('main');
  receiver = await openReceiver();
}, 120_000);
afterAll(async () => {
  if (allowed === undefined) delete process.env['HUIXIANG_WEBHOOK_ALLOW'];
  else process.env['HUIXIANG_WEBHOOK_ALLOW'] = allowed;
  await receiver?.close();
  await world?.close();
});

let clock = Date.parse('2026-03-01T00:00:00Z');
const pass = async (seconds: number) => {
  clock += seconds * 1000;
  await world.setClock('main', new Date(clock).toISOString());
  await world.sweep();
  await world.drain();
};
const post = async (path: string, body: unknown = {}) => {
  const answer = await world.call('POST', `${base}${path}`, body);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};
let count = 0;
const happen = async (types: readonly string[], at = clock, properties: object = { shop: '静安' }) => {
  const events = types.map((type) => ({
    externalId: `e${count++}`,
    type,
    at: new Date(at).toISOString(),
    customer: { externalId: 'C-1' },
    amount: 12.5,
    properties,
  }));
  await post('/events', { events });
  await world.drain();
};
const log = async (query = ''): Promise<Delivery[]> =>
  (await world.call('GET', `${base}/webhooks/${hook.id}/deliveries${query}`)).body.items;
const hooks = async () =>
  (await world.call('GET', `${base}/webhooks`)).body.items.find(
    (one: { webhookId: string }) => one.webhookId === hook.id,
  );

beforeEach(async () => {
  for (const one of (await world.call('GET', `${base}/webhooks`)).body.items)
    await world.call('DELETE', `${base}/webhooks/${one.webhookId}`);
  receiver.received.length = 0;
  receiver.answer = { status: 204 };
  await pass(86_400);
  const made = await post('/webhooks', { name: 'ERP', url: receiver.url, types: ['visit', 'purchase'] });
  hook = { id: made.webhook.webhookId, secret: made.secret };
});

test('an event reaches its subscriber once, signed as Standard Webhooks says, and the secret is shown once', async () => {
  await happen(['visit', 'page_view', 'visit']);
  expect(receiver.received.length).toBe(2);
  const [first] = receiver.received;
  expect(await verifies(first!, hook.secret)).toBe(true);
  expect(await verifies({ ...first!, body: `${first!.body} ` }, hook.secret)).toBe(false);
  expect(await verifies(first!, 'whsec_bm90IG91cnM=')).toBe(false);
  expect(JSON.parse(first!.body)).toMatchObject({
    type: 'visit',
    data: { customer: 'C-1', amount: 12.5, properties: { shop: '静安' }, workspace: 'main' },
  });
  expect(await log()).toMatchObject([{ state: 'sent', attempts: 1, status: 204 }, { state: 'sent' }]);
  // the same batch again, and the subscriber's job again: nothing new
  count -= 3;
  await happen(['visit', 'page_view', 'visit']);
  expect(receiver.received.length).toBe(2);
  const { secret } = hook;
  const kept = await world.runtime.db.owner.query('select secret_sealed from webhook');
  expect(JSON.stringify(kept.rows)).not.toContain(secret.slice(6));
  for (const path of ['/webhooks', `/webhooks/${hook.id}/deliveries`, '/audit?limit=50'])
    expect(JSON.stringify((await world.call('GET', base + path)).body)).not.toContain(secret.slice(6));
});

test('numbers and addresses are not told, whoever wrote them into an event', async () => {
  await happen(['visit'], clock, { told: '打我 13812345678', mail: ['fang@example.com'], run: 'run_1', n: 7 });
  const { properties } = JSON.parse(receiver.received[0]!.body).data;
  expect(properties).toEqual({ told: '打我 138****5678', mail: ['f***************'], run: 'run_1', n: 7 });
});

test('history that is imported is not told', async () => {
  await happen(['visit'], clock - 3 * 86_400_000);
  expect(receiver.received.length).toBe(0);
});

test('a failure is tried again with backoff under the same id, and counts as failed after the last try', async () => {
  receiver.answer = { status: 500, body: 'no disk\u0000 space' };
  await happen(['visit']);
  expect(await log()).toMatchObject([{ state: 'waiting', attempts: 1, status: 500, error: 'status' }]);
  await pass(3);
  expect(receiver.received.length).toBe(1);
  await pass(3);
  expect(receiver.received.length).toBe(2);
  await pass(330);
  expect(receiver.received.length).toBe(3);
  expect(new Set(receiver.received.map((one) => one.headers['webhook-id'])).size).toBe(1);
  expect(await hooks()).toMatchObject({ active: true, waiting: 1 });
  expect((await hooks()).failingSince).not.toBeNull();
  receiver.answer = { status: 200, body: 'ok' };
  await pass(2000);
  const [sent] = await log();
  expect(sent).toMatchObject({ state: 'sent', attempts: 4 });
  const detail = (await world.call('GET', `${base}/webhooks/${hook.id}/deliveries/${sent!.deliveryId}`)).body;
  expect(detail.log.map((one: { status: number }) => one.status)).toEqual([500, 500, 500, 200]);
  expect(detail.response).toBe('ok');
  expect((await hooks()).failingSince).toBeNull();
  receiver.answer = { status: 404 };
  await happen(['visit']);
  for (const hours of [1, 1, 2, 3, 6, 12, 16, 23]) await pass(hours * 3600);
  expect((await log('?state=waiting')).length).toBe(1);
  await pass(27 * 3600);
  expect(await log('?state=failed')).toMatchObject([{ attempts: 10, status: 404 }]);
  const [failed] = await log('?state=failed');
  receiver.answer = { status: 204 };
  await post(`/webhooks/${hook.id}/deliveries/${failed!.deliveryId}/resend`);
  await world.drain();
  expect(await log('?state=failed')).toEqual([]);
});

test('an address that answers nothing is tried with one message while the others wait, and all go when it is back', async () => {
  const gone = await openReceiver();
  await gone.close();
  await world.call('PATCH', `${base}/webhooks/${hook.id}`, { url: gone.url });
  await happen(['visit', 'visit', 'visit']);
  expect((await log()).map((one) => [one.attempts, one.error])).toEqual(Array(3).fill([1, 'unreachable']));
  await happen(['visit', 'visit']);
  const tried = async () => (await log()).reduce((sum, one) => sum + one.attempts, 0);
  expect(await tried()).toBe(4);
  await pass(3600);
  expect(await tried()).toBe(5);
  await world.call('PATCH', `${base}/webhooks/${hook.id}`, { url: receiver.url });
  await pass(3600);
  await pass(24 * 3600);
  expect((await log()).every((one) => one.state === 'sent')).toBe(true);
  expect(receiver.received.length).toBe(5);
});

test('a receiver that does not answer is cut off', { timeout: 30_000 }, async () => {
  receiver.answer = 'hang';
  await happen(['visit']);
  expect(await log()).toMatchObject([{ state: 'waiting', error: 'timeout', status: null }]);
});

test('a redirect is not followed, a long answer not read to its end', async () => {
  receiver.answer = { status: 302, headers: { location: `${receiver.url}/elsewhere` } };
  await happen(['visit']);
  expect(await log()).toMatchObject([{ state: 'waiting', error: 'redirect', status: 302 }]);
  expect(receiver.received.length).toBe(1);
  receiver.answer = { status: 200, body: 'x'.repeat(5_000_000) };
  await happen(['purchase']);
  const [sent] = await log('?state=sent');
  const detail = (await world.call('GET', `${base}/webhooks/${hook.id}/deliveries/${sent!.deliveryId}`)).body;
  expect(detail.response.length).toBe(2000);
});

test('410 and five days of silence switch it off, with the reason; it can be switched on again', async () => {
  receiver.answer = { status: 410 };
  await happen(['visit']);
  expect(await hooks()).toMatchObject({ active: false, offReason: 'gone' });
  await happen(['visit']);
  expect(receiver.received.length).toBe(1);
  await world.call('PATCH', `${base}/webhooks/${hook.id}`, { active: true });
  receiver.answer = { status: 503 };
  for (let day = 0; day < 7; day++) {
    await happen(['visit']);
    await pass(86_400);
  }
  expect(await hooks()).toMatchObject({ active: false, offReason: 'failing' });
  const ping = await world.call('POST', `${base}/webhooks/${hook.id}/ping`);
  expect(ping.body).toMatchObject({ code: 'webhook_off' });
  const before = receiver.received.length;
  receiver.answer = { status: 204 };
  await world.call('PATCH', `${base}/webhooks/${hook.id}`, { active: true });
  await world.drain();
  expect(receiver.received.length).toBeGreaterThan(before);
  const audit = (await world.call('GET', `${base}/audit?action=webhook.`)).body.items;
  expect(audit.filter((one: { action: string }) => one.action === 'webhook.switched_off').length).toBe(2);
});

test('a ping arrives; after a rotation both signatures do', async () => {
  await post(`/webhooks/${hook.id}/ping`);
  await world.drain();
  expect(JSON.parse(receiver.received[0]!.body).type).toBe('ping');
  const turned = await post(`/webhooks/${hook.id}/rotate`);
  await post(`/webhooks/${hook.id}/ping`);
  await world.drain();
  const second = receiver.received[1]!;
  expect(await verifies(second, hook.secret)).toBe(true);
  expect(await verifies(second, turned.secret)).toBe(true);
});

test('private addresses are refused, when it is made and when it is sent', async () => {
  const refused = async (url: string) =>
    (await world.call('POST', `${base}/webhooks`, { name: 'x', url, types: ['*'] })).body.code;
  process.env['HUIXIANG_WEBHOOK_ALLOW'] = '';
  for (const url of [
    'http://127.0.0.1:8070/api',
    `https://${[10, 1, 2, 3].join('.')}/`,
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.2]/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://user:pass@example.com/',
    'http://localhost:1234/',
    'https://LOCALHOST./',
    'http://93.184.216.34/',
  ])
    expect([url, await refused(url)]).toEqual([url, 'webhook_url_refused']);
  expect(await refused('ftp://example.com')).toBe('invalid_input');
  await happen(['visit']);
  expect(await log()).toMatchObject([{ error: 'address_refused' }]);
  expect(receiver.received.length).toBe(0);
  process.env['HUIXIANG_WEBHOOK_ALLOW'] = '127.0.0.1';
});

test('a scratch copy sends nothing', async () => {
  await world.workspace('replay', { kind: 'scratch', copiedFrom: 'main' });
  const key = await world.key('replay');
  const caller = { authorization: `Bearer ${key}` };
  const made = { name: 'x', url: receiver.url, types: ['*'] };
  expect((await world.call('POST', '/api/w/replay/webhooks', made, caller)).status).toBe(200);
  const event = { externalId: 's1', type: 'visit', at: new Date().toISOString(), customer: { externalId: 'S-1' } };
  expect((await world.call('POST', '/api/w/replay/events', { events: [event] }, caller)).status).toBe(200);
  await world.drain();
  await world.sweep();
  await world.drain();
  expect(receiver.received.length).toBe(0);
});
