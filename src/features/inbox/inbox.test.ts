import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveInbound } from '../messages/index.ts';
import { type Letters, openLetters } from '../messages/testing/letters.ts';

let letters: Letters;
let at = Date.parse('2026-11-24T02:00:00Z');
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
});
afterAll(() => letters.world.close());

const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
const inbox = (method: string, url: string, body?: unknown) => call(method, `/inbox${url}`, body);
let n = 0;
/** She writes. */
async function write(customerId: string, text: string, channel: 'sms' | 'wecom' = 'wecom') {
  at += 60_000;
  await letters.world.setClock('main', new Date(at).toISOString());
  const ctx = await letters.world.workspace();
  n += 1;
  await ctx.tx((tx) => receiveInbound(tx, ctx, [{ channel, customerId, text, externalId: `w${n}` }]));
  await letters.world.drain();
}
const only = async (query = '') => (await inbox('GET', `/conversations${query}`)).body.items;

test('what a customer writes opens her thread on that channel, with what was told to her before', async () => {
  const id = await letters.customer('I-1');
  await letters.send([id], [{ channel: 'wecom' }]);
  await letters.world.drain();
  await write(id, '你们几点关门？');
  await write(id, '今天能过来吗');
  await write(id, '短信也能收到吗', 'sms');
  const items = await only();
  expect(items).toMatchObject([
    { channel: 'sms', customer: { customerId: id, name: '沈佳怡' }, unread: 1 },
    { channel: 'wecom', state: 'open', unread: 2, last: { from: 'in', text: '今天能过来吗' } },
  ]);
  const thread = items[1].conversationId;
  const lines = (await inbox('GET', `/conversations/${thread}/lines`)).body.items;
  expect(lines).toMatchObject([
    { kind: 'in', text: '今天能过来吗', said: 'reply' },
    { kind: 'in', text: '你们几点关门？' },
    { kind: 'out', text: '沈女士好', state: 'read', sandbox: true, playbook: { key: 'demo' } },
  ]);
  expect((await inbox('GET', `/conversations/${thread}`)).body).toMatchObject({
    customer: { customerId: id, name: '沈佳怡', inScope: true },
    others: [{ channel: 'sms' }],
    candidates: [],
  });
  expect((await inbox('GET', '/counts')).body).toEqual({ mine: 0, unassigned: 2, all: 2, unread: 2 });
  const first = (await inbox('GET', `/conversations/${thread}/lines?limit=2`)).body;
  const rest = (await inbox('GET', `/conversations/${thread}/lines?limit=2&cursor=${first.next}`)).body;
  expect([...first.items, ...rest.items].map(({ id: line }) => line)).toEqual(
    lines.map((line: { id: string }) => line.id),
  );
  expect(rest.next).toBeNull();
});

test('reading takes the mark off, closing closes, and what she writes next opens it again', async () => {
  const [, wecom] = await only();
  const path = `/conversations/${wecom.conversationId}`;
  expect((await inbox('POST', `${path}/read`)).body).toEqual({ unread: 0 });
  expect((await inbox('PUT', `${path}/state`, { state: 'closed' })).body).toMatchObject({
    state: 'closed',
    waitingSince: null,
  });
  expect(await only()).toHaveLength(1);
  expect(await only('?state=closed')).toMatchObject([{ conversationId: wecom.conversationId }]);
  await write(wecom.customer.customerId, '还在吗');
  expect(await only('?waiting=true&channel=wecom')).toMatchObject([{ state: 'open', unread: 1 }]);
  const lines = (await inbox('GET', `${path}/lines?limit=2`)).body.items;
  expect(lines).toMatchObject([{ text: '还在吗' }, { kind: 'entry', action: 'closed', by: { name: 'test' } }]);
});

test('a way out and a bare answer to a question wait for nobody', async () => {
  const id = await letters.customer('I-2', { name: '龚子墨' });
  await letters.send([id], [{ channel: 'wecom' }]);
  await letters.world.drain();
  await write(id, '5');
  expect(await only('?state=open&q=龚子墨')).toEqual([]);
  await write(id, '退订');
  const [closed] = await only('?state=closed&q=gongzimo');
  expect(closed).toMatchObject({ unread: 0, waitingSince: null, last: { text: '退订' } });
  const detail = (await inbox('GET', `/conversations/${closed.conversationId}`)).body;
  expect(detail).toMatchObject({ optedOut: true });
});

test('it is given to a colleague and found by words, channel and person', async () => {
  const made = await call('POST', '/members', { name: '李娜', email: 'li@example.com', role: 'agent' });
  const member = made.body.member?.id ?? made.body.id;
  const [sms] = await only('?channel=sms');
  expect(await only('?q=短信也能')).toMatchObject([{ conversationId: sms.conversationId }]);
  const path = `/conversations/${sms.conversationId}`;
  expect((await inbox('PUT', `${path}/assignee`, { member })).body).toMatchObject({ assignee: { name: '李娜' } });
  expect(await only('?view=unassigned&channel=sms')).toEqual([]);
  expect((await inbox('PUT', `${path}/assignee`, { member: 'mem_nobody' })).status).toBe(404);
  const hers = (await call('GET', `/customers/${sms.customer.customerId}/conversations`)).body.items;
  expect(hers.map((each: { channel: string }) => each.channel)).toEqual(['wecom', 'sms']);
});
