import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ChatServer, openChatServer } from '../../../test/peers/chat-completions.ts';
import type { Context } from '../../kit/context.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { receiveInbound } from '../messages/index.ts';

let world: World;
let ctx: Context;
let server: ChatServer;
let customer: string;
const api = '/api/w/main';
const path = `${api}/feedback/text-model`;
const allowed = process.env['HUIXIANG_WEBHOOK_ALLOW'];

beforeAll(async () => {
  process.env['HUIXIANG_WEBHOOK_ALLOW'] = '127.0.0.1';
  world = await createWorld();
  ctx = await world.workspace('main');
  server = await openChatServer();
  customer = (await world.call('POST', `${api}/customers`, { externalId: 'C-1', name: '陈晨' })).body.customerId;
});
afterAll(async () => {
  if (allowed === undefined) delete process.env['HUIXIANG_WEBHOOK_ALLOW'];
  else process.env['HUIXIANG_WEBHOOK_ALLOW'] = allowed;
  await server?.close();
  await world?.close();
});
beforeEach(async () => {
  server.fault = null;
  server.asked.length = 0;
  await world.call('DELETE', path);
});

const settings = () => ({ baseUrl: server.baseUrl, model: 'small-1', timeoutMs: 2000, key: server.key });
let count = 0;
async function say(text: string) {
  const take = [{ channel: 'sms' as const, customerId: customer, text, externalId: `m${count++}` }];
  await ctx.tx((tx) => receiveInbound(tx, ctx, take));
  await world.drain();
  return (await world.call('GET', `${api}/feedback/insights?limit=1`)).body.items[0];
}
const priced = (texts: readonly { id: number; text: string }[]) => ({
  items: texts.map(({ id }) => ({ id, reasons: [{ code: 'price', polarity: 'negative', quote: '收费离谱' }] })),
});

test('set up, tried, used; the key is never shown', async () => {
  expect((await world.call('GET', path)).body).toMatchObject({ settings: null, status: { state: 'off' } });
  const saved = await world.call('PUT', path, settings());
  expect(saved.body).toMatchObject({
    settings: { model: 'small-1', use: 'reasons', keySet: true, keyUnreadable: false },
  });
  expect(JSON.stringify(saved.body)).not.toContain(server.key);
  server.reply = (texts) => ({
    items: texts.map(({ id }) => ({ id, reasons: [{ code: 'waiting', polarity: 'negative', quote: '等了两个小时' }] })),
  });
  expect((await world.call('POST', `${path}/probe`)).body).toMatchObject({
    ok: true,
    fallback: null,
    reasons: [{ quote: '等了两个小时' }],
  });
  server.reply = priced;
  const insight = await say('收费离谱，我电话13812345678');
  expect(insight).toMatchObject({
    provider: 'endpoint',
    fallback: null,
    reasons: [{ code: 'price', quote: '收费离谱' }],
  });
  expect(server.asked.at(-1)?.raw).not.toContain('13812345678');
  expect((await world.call('GET', path)).body.status).toMatchObject({ state: 'working', answered: 1, fellBack: 0 });
  const stored = await ctx.tx((tx) =>
    tx
      .selectFrom('text_model' as never)
      .selectAll()
      .execute(),
  );
  expect(JSON.stringify(stored)).not.toContain(server.key);
});

test('when it fails the insight says so, and so does the status', async () => {
  await world.call('PUT', path, settings());
  server.fault = { status: 500 };
  expect(await say('收费离谱')).toMatchObject({ provider: 'built-in', fallback: 'status' });
  const { status } = (await world.call('GET', path)).body;
  expect(status).toMatchObject({ state: 'falling_back', last: { fallback: 'status' } });
  expect(status.why).toContainEqual({ fallback: 'status', n: 1 });
  expect((await world.call('POST', `${path}/probe`)).body).toMatchObject({
    ok: false,
    fallback: 'status',
    reasons: expect.any(Array),
  });
  server.fault = { status: 429, headers: { 'retry-after': '60' } };
  expect(await say('还是收费离谱')).toMatchObject({ fallback: 'rate_limited' });
  expect(await say('仍然收费离谱')).toMatchObject({ fallback: 'resting' });
  expect((await world.call('GET', path)).body.status.restsUntil).not.toBeNull();
});

test('the key stays when it is left out, and is asked for again when the server changes', async () => {
  await world.call('PUT', path, settings());
  const { key: _, ...rest } = settings();
  expect((await world.call('PUT', path, { ...rest, use: 'whole' })).body.settings).toMatchObject({
    keySet: true,
    use: 'whole',
  });
  const moved = await world.call('PUT', path, { ...rest, baseUrl: 'https://evil.example/v1' });
  expect(moved.status).toBe(400);
  expect(moved.body.errors).toMatchObject([{ field: 'key' }]);
  expect((await world.call('PUT', path, { ...rest, key: '' })).body.settings.keySet).toBe(false);
});

test('addresses only we can reach are refused; who may only read cannot set it', async () => {
  for (const baseUrl of ['http://169.254.169.254/v1', 'http://100.64.0.1/v1', 'https://[::1]/v1', 'http://8.8.8.8/v1'])
    expect((await world.call('PUT', path, { ...settings(), baseUrl })).body.code, baseUrl).toBe('text_model_refused');
  expect((await world.call('POST', `${path}/probe`)).body.code).toBe('text_model_not_set');
  const writer = { authorization: `Bearer ${await world.key('main', ['feedback:read', 'feedback:write'])}` };
  expect((await world.call('PUT', path, settings(), writer)).status).toBe(403);
  expect((await world.call('POST', `${path}/probe`, undefined, writer)).status).toBe(403);
});
