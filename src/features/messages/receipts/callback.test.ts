/** What channels tell, through the door they use: a callback of the provider, and a channel that is asked. */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { on } from '../../../kit/bus.ts';
import type { Feature } from '../../../kit/feature.ts';
import { fillSlot } from '../../../kit/slots/slot.ts';
import { CallbackRefused, channelAdapter, type ChannelEvent, defineAdapter } from '../adapter.ts';
import { inboundReceived, type InboundItem, strangerWrote } from '../events.ts';
import { adoptStranger } from '../inbound/strangers.ts';
import { type Letters, openLetters } from '../testing/letters.ts';

const KEY = 'provider-key';
const signed = (body: string): string => createHmac('sha256', KEY).update(body).digest('hex');

/** A provider on whose side everything can be seen: what it was given, what it will tell when asked. */
const pages: { events: ChannelEvent[]; fails?: boolean }[] = [];
const asked: (string | null)[] = [];
const tokens: (string | null)[] = [];
const provider = defineAdapter<{ key: string }>({
  name: 'test-sms',
  kind: 'sms',
  words: { zh: '测试', en: 'Test' },
  settings: z.strictObject({ key: z.string() }),
  fields: [{ key: 'key', kind: 'secret', label: { zh: '密钥', en: 'Key' } }],
  needs: 'phone',
  receipts: true,
  atOnce: 5,
  async send(_settings, attempt, tools) {
    const token = await tools.cache.get('token');
    if (!token) await tools.cache.set('token', `t-${attempt.deliveryId}`, 60_000);
    tokens.push(token);
    return { kind: 'accepted', providerId: `p-${attempt.deliveryId}` };
  },
  readCallback(settings, { headers, body }) {
    if (headers['x-sign'] !== createHmac('sha256', settings.key).update(body).digest('hex'))
      throw new CallbackRefused('signature');
    const events = JSON.parse(body.toString()).map((each: { at: string }) => ({ ...each, at: new Date(each.at) }));
    return { events, reply: { status: 200, body: '{"code":0}', type: 'application/json' } };
  },
  async poll(_settings, cursor) {
    asked.push(cursor);
    const page = pages.shift();
    if (page?.fails) throw new Error('provider is away');
    return { events: page?.events ?? [], cursor: String(Number(cursor ?? 0) + 1), more: pages.length > 0 };
  },
});

const heard: InboundItem[] = [];
const strangers: { address: string; text: string }[] = [];
const listener: Feature = {
  name: 'listener',
  words: { zh: '听', en: 'Listener' },
  fillings: [fillSlot(channelAdapter, provider)],
  subscribers: [
    on(inboundReceived, 'listener.heard', { handle: async (_ctx, { items }) => void heard.push(...items) }),
    on(strangerWrote, 'listener.strangers', { handle: async (_ctx, { items }) => void strangers.push(...items) }),
  ],
};

let letters: Letters;
let url: string;
beforeAll(async () => {
  letters = await openLetters([listener]);
  await letters.template();
  const set = await letters.world.call('PUT', '/api/w/main/channels/sms', {
    adapter: 'test-sms',
    settings: { key: KEY },
  });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  url = new URL(set.body.callbackUrl).pathname;
});
afterAll(() => letters.world.close());

const post = (body: string, at = url, sign = signed(body)) =>
  letters.world.app.inject({ method: 'POST', url: at, payload: body, headers: { 'x-sign': sign } });
const tell = (...events: object[]) =>
  post(JSON.stringify(events.map((each) => ({ at: '2026-11-24T02:00:00Z', ...each }))));

test('receipts move the attempt they are about, by our id or by the provider’s; the same again is the same', async () => {
  const id = await letters.customer('C-1', { phone: '13800000001' });
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  const [attempt] = await letters.attempts(id);
  expect(attempt).toMatchObject({ state: 'accepted' });
  const receipt = { type: 'receipt', key: 'r1', providerId: `p-${attempt?.delivery_id}`, status: 'delivered' };
  for (let n = 0; n < 2; n++) {
    const answer = await tell(receipt, { ...receipt, key: 'r0', status: 'accepted' });
    expect([answer.statusCode, answer.body]).toEqual([200, '{"code":0}']);
  }
  expect((await letters.attempts(id))[0]).toMatchObject({ state: 'delivered' });
});

test('a wrong signature, a forged address and too much are refused, and change nothing', async () => {
  const body = JSON.stringify([
    { type: 'inbound', key: 'x', from: '+8613800000001', text: 'R', at: '2026-11-24T02:00:00Z' },
  ]);
  expect((await post(body, url, 'forged')).statusCode).toBe(403);
  expect((await post(body, `${url.slice(0, -2)}AA`)).statusCode).toBe(404);
  expect((await post(body, url.replace('/c/main.sms', '/c/other.sms'))).statusCode).toBe(404);
  expect((await post(body, url.replace('.sms.', '.email.'))).statusCode).toBe(404);
  expect((await letters.world.app.inject({ method: 'GET', url: '/c/nothing' })).statusCode).toBe(404);
  expect((await post('x'.repeat(1_100_000))).statusCode).toBe(413);
  await letters.world.drain();
  expect(heard).toEqual([]);
});

test('a reply is hers by her number; from a number of nobody it waits until somebody says whose it is', async () => {
  const id = await letters.customer('C-2', { phone: '13800000002' });
  await tell({ type: 'inbound', key: 'i1', from: '+8613800000002', text: '5', choice: 'five' });
  await tell(
    { type: 'inbound', key: 'i2', from: '+8613900000009', text: '你们几点开门' },
    { type: 'inbound', key: 'i3', from: '+8613900000009', text: '退订' },
  );
  await tell({ type: 'inbound', key: 'i2', from: '+8613900000009', text: '你们几点开门' });
  await letters.world.drain();
  expect(heard).toMatchObject([
    { customerId: id, text: '5', choice: 'five', kind: 'digit', address: '+8613800000002' },
  ]);
  expect(strangers.map(({ text }) => text)).toEqual(['你们几点开门', '退订']);
  const ctx = await letters.ctx();
  const whose = { channel: 'sms' as const, address: '+8613900000009', customerId: await letters.customer('C-3') };
  expect(await ctx.tx((tx) => adoptStranger(tx, ctx, whose))).toBe(2);
  expect(await ctx.tx((tx) => adoptStranger(tx, ctx, whose))).toBe(0);
  await letters.world.drain();
  expect(heard.slice(1)).toMatchObject([
    { customerId: whose.customerId },
    { customerId: whose.customerId, kind: 'optOut' },
  ]);
  const { body } = await letters.world.call('GET', `/api/w/main/customers/${whose.customerId}/events`);
  expect(body.items.map((item: { type: string }) => item.type).sort()).toEqual([
    'feedback',
    'message_replied',
    'opted_out',
  ]);
});

test('of two at one number it is the one we told something last; the provider’s own way out counts', async () => {
  const first = await letters.customer('C-4', { phone: '13800000004' });
  const second = await letters.customer('C-5', { phone: '13800000004' });
  const before = strangers.length;
  await tell({ type: 'inbound', key: 'two1', from: '+8613800000004', text: '好' });
  await letters.send([second], [{ channel: 'sms' }], { run: 'two' });
  await letters.world.drain();
  await tell(
    { type: 'inbound', key: 'two2', from: '+8613800000004', text: '好的' },
    { type: 'optOut', key: 'out', from: '+8613800000004', evidence: '运营商黑名单' },
  );
  await letters.world.drain();
  expect(strangers.slice(before).map(({ text }) => text)).toEqual(['好']);
  expect(heard.at(-1)).toMatchObject({ customerId: second, text: '好的' });
  expect(heard.some(({ customerId }) => customerId === first)).toBe(false);
  await letters.send([second], [{ channel: 'sms' }], { run: 'out' });
  await letters.world.drain();
  expect((await letters.attempts(second)).at(-1)).toMatchObject({ state: 'refused', reason: 'optOut' });
});

test('a channel is asked on and on, from where it was read to; what fails is shown and asked again', async () => {
  const event = (key: string): ChannelEvent => ({
    type: 'inbound',
    key,
    from: '+8613800000002',
    text: key,
    at: new Date('2026-11-24T02:00:00Z'),
  });
  asked.length = 0;
  pages.push({ events: [event('a')] }, { events: [event('a'), event('b')] });
  await letters.world.sweep();
  await letters.world.drain();
  expect(asked.slice(0, 2)).toEqual([null, '1']);
  pages.push({ events: [], fails: true });
  await letters.world.sweep();
  await letters.world.drain();
  const failed = await letters.world.call('GET', '/api/w/main/channels');
  expect(failed.body.items.find((item: { channel: string }) => item.channel === 'sms').asked).toMatchObject({
    error: 'provider is away',
  });
  pages.push({ events: [event('c')] });
  await tell({ type: 'bell' });
  await letters.world.drain();
  expect(heard.slice(-3).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  expect(asked.at(-1)).toBe('2');
});

test('what an adapter keeps is sealed', async () => {
  const ctx = await letters.ctx();
  const kept = await ctx.tx((tx) =>
    sql<{ sealed: string }>`select sealed from channel_cache where workspace_id = ${ctx.workspace.id}`.execute(tx),
  );
  expect(kept.rows).toHaveLength(1);
  expect(kept.rows[0]?.sealed).not.toContain('dlv_');
  expect(tokens).toEqual([null, expect.stringMatching(/^t-dlv_/)]);
});
