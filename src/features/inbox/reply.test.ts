import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Letters, openLetters } from '../messages/testing/letters.ts';

let letters: Letters;
beforeAll(async () => {
  letters = await openLetters();
});
afterAll(() => letters.world.close());

const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
const inbox = (method: string, url: string, body?: unknown) => call(method, `/inbox${url}`, body);
const threads = async (query = '') => (await inbox('GET', `/conversations${query}`)).body.items;
const lines = async (id: string) => (await inbox('GET', `/conversations/${id}/lines`)).body.items;
const reply = (id: string, key: string, text: string, more: Record<string, unknown> = {}) =>
  inbox('POST', `/conversations/${id}/reply`, { key: `${key}-00000000`, text, seen: null, ...more });

test('an answer goes out at any hour, once for one key, and stands in the record with its reasons', async () => {
  const phone = '13900001111';
  const id = await letters.customer('R-1', { phone });
  await letters.at('2026-11-24T23:30:00');
  await letters.write('sms', `+86${phone}`, '伤口有点疼，正常吗？');
  const [thread] = await threads();
  expect(thread).toMatchObject({ channel: 'sms', customer: { customerId: id }, unread: 1 });
  const sent = await reply(thread.conversationId, 'a', '{{正常}}，<b>冰敷</b>一下');
  expect(sent.body).toMatchObject({ fresh: true });
  await letters.world.drain();
  expect((await reply(thread.conversationId, 'a', '{{正常}}，<b>冰敷</b>一下')).body).toEqual({
    ...sent.body,
    fresh: false,
  });
  expect(await lines(thread.conversationId)).toMatchObject([
    {
      kind: 'out',
      id: sent.body.messageId,
      text: '{{正常}}，<b>冰敷</b>一下',
      state: 'delivered',
      by: { name: 'test' },
      playbook: null,
    },
    { kind: 'in', text: '伤口有点疼，正常吗？' },
  ]);
  const record = (await call('GET', `/messages/${sent.body.messageId}`)).body;
  expect(record).toMatchObject({ name: { zh: '人工回复' }, purpose: 'service' });
  expect(record.attemptsMade[0].decision.checks.map((check: { rule: string }) => check.rule)).toEqual([
    'optOut',
    'consent',
    'address',
    'answer',
    'variables',
  ]);
  expect(await threads('?waiting=true')).toEqual([]);
  expect(await threads()).toMatchObject([{ unread: 0, last: { from: 'out' } }]);
});

test('two days later it is a message of ours: hours hold', async () => {
  const [thread] = await threads();
  await letters.at('2026-11-27T22:30:00');
  await reply(thread.conversationId, 'b', '好些了吗？', { anyway: true });
  await letters.world.drain();
  expect((await lines(thread.conversationId))[0]).toMatchObject({
    text: '好些了吗？',
    state: 'queued',
    reason: 'hours',
  });
});

test('a colleague who answered meanwhile is told before a second answer goes out', async () => {
  await letters.write('sms', '+8613900001111', '在吗');
  const [thread] = await threads();
  const first = await reply(thread.conversationId, 'c', '在的', { anyway: true });
  const second = await reply(thread.conversationId, 'd', '您好，在的');
  expect(second).toMatchObject({ status: 409, body: { code: 'conversation_answered' } });
  expect(second.body.detail).toContain('在的');
  expect((await reply(thread.conversationId, 'd', '您好，在的', { seen: first.body.messageId })).body.fresh).toBe(true);
});

test('who wanted no more gets no answer, and why is stored', async () => {
  await letters.write('sms', '+8613900001111', '退订');
  const [thread] = await threads();
  await reply(thread.conversationId, 'e', '已为您退订', { anyway: true });
  await letters.world.drain();
  expect((await lines(thread.conversationId))[0]).toMatchObject({ state: 'refused', reason: 'optOut' });
});

test('an unknown sender is answered, and what was said goes with her when a person says who she is', async () => {
  await letters.at('2026-11-28T10:00:00');
  await letters.write('email', 'new@example.com', '想约一次洁牙');
  const [thread] = await threads('?channel=email');
  expect(thread).toMatchObject({ customer: null, address: 'new@example.com', unread: 1 });
  await reply(thread.conversationId, 'f', '周六上午可以吗？');
  await letters.world.drain();
  await letters.write('email', 'new@example.com', '可以');
  expect(await lines(thread.conversationId)).toMatchObject([
    { kind: 'in', text: '可以' },
    { kind: 'out', text: '周六上午可以吗？', subject: '安和口腔回复您', state: 'delivered' },
    { kind: 'in', text: '想约一次洁牙' },
  ]);
  const linked = await inbox('POST', `/conversations/${thread.conversationId}/link`, { create: { name: '周敏' } });
  expect(linked.body).toMatchObject({ conversationId: thread.conversationId, customer: { name: '周敏' }, unread: 1 });
  await letters.world.drain();
  expect(await lines(thread.conversationId)).toMatchObject([{ kind: 'entry', action: 'linked' }, {}, {}, {}]);
  const customer = (await call('GET', `/customers/${linked.body.customer.customerId}`)).body;
  expect(customer).toMatchObject({ email: 'new@example.com' });
  await letters.write('email', 'new@example.com', '谢谢');
  expect(await threads('?channel=email')).toMatchObject([
    { conversationId: thread.conversationId, last: { text: '谢谢' } },
  ]);
  const again = await inbox('POST', `/conversations/${thread.conversationId}/link`, { create: { name: '周敏' } });
  expect(again).toMatchObject({ status: 409, body: { code: 'conversation_linked' } });
});

test('two customers share a number: both are shown, and the one chosen keeps it', async () => {
  const phone = '13900002222';
  const mother = await letters.customer('R-3', { phone, name: '母亲' });
  const daughter = await letters.customer('R-4', { phone, name: '女儿' });
  await letters.write('sms', `+86${phone}`, '改到下午可以吗');
  const [thread] = await threads('?channel=sms');
  expect(thread).toMatchObject({ customer: null });
  const path = `/conversations/${thread.conversationId}`;
  expect((await inbox('GET', path)).body.candidates).toMatchObject([
    { customerId: mother, name: '母亲', by: 'address' },
    { customerId: daughter, name: '女儿', by: 'address' },
  ]);
  await inbox('POST', `${path}/link`, { customer: daughter });
  await letters.world.drain();
  await letters.write('sms', `+86${phone}`, '四点');
  await letters.world.drain();
  const items = await threads('?channel=sms&q=女儿');
  expect(items).toMatchObject([{ conversationId: thread.conversationId, unread: 2, last: { text: '四点' } }]);
});

test('a thread that is hers already takes the unknown one in', async () => {
  const id = await letters.customer('R-5', { name: '高志远', phone: '13900003333' });
  await letters.write('sms', '+8613900003333', '第一句');
  await letters.write('sms', '+8613900004444', '换号了，我是高志远');
  const [other] = await threads('?channel=sms');
  expect(other.customer).toBeNull();
  const linked = await inbox('POST', `/conversations/${other.conversationId}/link`, { customer: id });
  await letters.world.drain();
  expect((await inbox('GET', `/conversations/${other.conversationId}`)).status).toBe(404);
  expect((await lines(linked.body.conversationId)).map((line: { text: string }) => line.text)).toEqual([
    null,
    '换号了，我是高志远',
    '第一句',
  ]);
  await letters.write('sms', '+8613900004444', '收到了吗');
  expect(await threads('?q=高志远')).toMatchObject([{ customer: { customerId: id }, last: { text: '收到了吗' } }]);
});
