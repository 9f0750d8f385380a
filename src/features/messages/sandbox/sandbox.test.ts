import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveForms } from '../../forms/index.ts';
import { type Letters, openLetters } from '../testing/letters.ts';

let letters: Letters;
const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
});
afterAll(() => letters.world.close());

test('what a customer got, read and answered stands on her phone and in the record', async () => {
  const id = await letters.customer('S-1');
  await letters.send([id], [{ channel: 'wecom', wait: { n: 1, unit: 'day' }, until: 'read' }, { channel: 'sms' }]);
  await letters.world.drain();
  const people = await call('GET', '/sandbox/people');
  expect(people.body).toMatchObject({
    items: [
      { customerId: id, name: '沈佳怡', state: 'delivered', channel: 'wecom', sandbox: true, preview: '沈女士好' },
    ],
    totals: { people: 1, delivered: 1, read: 0, answered: 0, optedOut: 0 },
    playbooks: [{ key: 'demo', name: null }],
  });
  expect((await call('POST', `/sandbox/people/${id}/read`, { channel: 'wecom' })).body).toEqual({ done: true });
  expect((await call('POST', `/sandbox/people/${id}/read`, { channel: 'wecom' })).body).toEqual({ done: false });
  await call('POST', `/sandbox/people/${id}/reply`, { channel: 'wecom', text: '价格太贵了' });
  const thread = await call('GET', `/sandbox/people/${id}`);
  expect(thread.body.bubbles).toMatchObject([
    {
      from: 'us',
      channel: 'wecom',
      state: 'read',
      written: { text: [{ text: '沈女士', path: 'customer.first' }, { text: '好' }] },
    },
    { from: 'customer', channel: 'wecom', text: '价格太贵了' },
  ]);
  const line = (await call('GET', '/messages')).body.items[0];
  expect(line).toMatchObject({ state: 'answered', attempts: 1, dueAt: null });
  const detail = await call('GET', `/messages/${line.messageId}`);
  expect(detail.body).toMatchObject({
    closeReason: 'answered',
    attemptsMade: [{ state: 'read', receipts: [{ status: 'read', moved: true }], decision: { result: 'send' } }],
    replies: [{ text: '价格太贵了', kind: 'reply' }],
  });
  expect(detail.body.attemptsMade[0].decision.checks.map((check: { rule: string }) => check.rule)).toEqual([
    'optOut',
    'consent',
    'address',
    'hours',
    'frequency',
    'variables',
  ]);
});

test('a person who opts out is shown so, and the list is filtered', async () => {
  const id = await letters.customer('S-2', { name: '龚子墨', gender: 'male' });
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  expect((await call('POST', `/sandbox/people/${id}/opt-out`, { channel: 'sms' })).body).toEqual({ done: true });
  expect((await call('POST', `/sandbox/people/${id}/reply`, { channel: 'email', text: '好' })).body.code).toBe(
    'message_not_sandbox',
  );
  const people = await call('GET', '/sandbox/people?playbook=demo');
  expect(people.body.items.find((each: { customerId: string }) => each.customerId === id)).toMatchObject({
    optedOut: true,
  });
  expect((await call('GET', `/sandbox/people/${id}`)).body.optedOut).toEqual(['sms']);
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  const refused = await call('GET', '/messages?state=refused');
  expect(refused.body.items).toMatchObject([{ customerId: id, reason: 'optOut' }]);
  expect(refused.body.counts).toMatchObject({ refused: 1, answered: 1 });
});

test('pages follow one another', async () => {
  const first = await call('GET', '/messages?limit=2');
  const second = await call('GET', `/messages?limit=2&cursor=${first.body.next}`);
  expect(first.body.items).toHaveLength(2);
  expect(second.body.items).toHaveLength(1);
  expect(second.body.next).toBeNull();
});

test('another customer is tried, through the same gate', async () => {
  const id = await letters.customer('S-3');
  const body = { customerId: id, playbook: 'demo', version: 1, message: 'hello', channel: 'email' };
  const { messageId } = (await call('POST', '/sandbox/try', body)).body;
  await letters.world.drain();
  expect((await call('GET', `/messages/${messageId}`)).body).toMatchObject({ state: 'delivered', channel: 'email' });
  expect((await call('POST', '/sandbox/try', { ...body, message: 'nothing' })).status).toBe(404);
  expect((await call('GET', '/message-templates')).body.items).toMatchObject([
    { playbook: 'demo', version: 1, key: 'hello', channels: ['sms', 'wecom', 'email'] },
  ]);
});

test('what texts may take is told with its words, of messages and of scripts', async () => {
  await letters.world.call('POST', '/api/w/main/attributes', {
    key: 'dentist',
    type: 'text',
    zh: '医生',
    en: 'Dentist',
  });
  const { items } = (await call('GET', '/text-variables')).body;
  const named = (name: string) => items.find((each: { name: string }) => each.name === name);
  expect(named('customer.first')).toMatchObject({ words: { zh: '称呼' }, in: ['message', 'script'] });
  expect(named('survey.link')).toMatchObject({ words: { zh: '问卷链接' }, in: ['message'] });
  expect(named('agent.name')).toMatchObject({ words: { zh: '坐席姓名' }, example: null, in: ['script'] });
  expect(named('customer.dentist')).toMatchObject({ words: { zh: '医生', en: 'Dentist' }, in: ['script'] });
});

test('a menu is shown with its answers, and a touch is the answer', async () => {
  const same = (text: string) => ({ zh: text, en: text });
  const care = { id: 'care', kind: 'stars' as const, title: same('满意吗？'), metric: 'csat' as const, required: true };
  const words = { id: 'words', kind: 'text' as const, title: same('还想说的') };
  const ctx = await letters.ctx();
  const form = { key: 'menu', title: same('回访'), dialogue: 'all' as const, questions: [care, words] };
  await ctx.tx((tx) => saveForms(tx, ctx, { playbook: 'demo', version: 1 }, [form]));
  await letters.template({
    key: 'menu',
    form: 'menu',
    channels: { wechat: { text: same('满意吗？{{survey.ask}}') } },
  });
  const id = await letters.customer('S-4');
  await letters.send([id], [{ channel: 'wechat' }], { message: 'menu' });
  await letters.world.drain();
  const { bubbles } = (await call('GET', `/sandbox/people/${id}`)).body;
  const choices = [5, 4, 3, 2, 1].map((score) => ({ id: String(score), text: `${score} 分` }));
  expect(bubbles).toMatchObject([{ channel: 'wechat', written: { choices } }]);
  const touched = { channel: 'wechat', text: '4 分', choice: '4' };
  expect((await call('POST', `/sandbox/people/${id}/reply`, touched)).body).toEqual({ done: true });
  await letters.world.drain();
  expect((await call('GET', `/customers/${id}/responses`)).body.items).toMatchObject([{ answers: { care: 4 } }]);
  // All of it in one moment of a clock that stands still, and in its order.
  const said = (await call('GET', `/sandbox/people/${id}`)).body.bubbles.map(({ from }: { from: string }) => from);
  expect(said).toEqual(['us', 'customer', 'us']);
});
