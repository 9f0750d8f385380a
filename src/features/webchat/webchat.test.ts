import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveForms } from '../forms/index.ts';
import { sendMessages } from '../messages/index.ts';
import { type Letters, openLetters } from '../messages/testing/letters.ts';
import { loadBuilt } from '../../kit/pages/assets.ts';
import { DEFAULT_LOOK } from './contract.ts';

let letters: Letters;
let site = '';
beforeAll(async () => {
  letters = await openLetters();
  await letters.template({ channels: { web: { text: { zh: '您的号排到了', en: 'It is your turn' } } } });
});
afterAll(() => letters.world.close());

const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
const threads = async () => (await call('GET', '/inbox/conversations')).body.items;
const visit = (method: string, path: string, body?: unknown, token?: string) =>
  letters.world.call(method, `/chat/${site}${path}`, body, token ? { authorization: `Bearer ${token}` } : {});
async function begin(): Promise<string> {
  const begun = await visit('POST', '/visitors', { consent: true, locale: 'zh', page: 'https://shop.example/a' });
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  return begun.body.token;
}
let n = 0;
const say = (token: string, text: string, key = `k-${++n}-00000`) => visit('POST', '/lines', { key, text }, token);

test('what a page embeds, and the window, weigh less than 15 KB compressed', async () => {
  const { chat } = await loadBuilt();
  const weight = gzipSync(chat.loader).length + gzipSync(`${chat.js}${chat.css}`).length;
  expect(weight).toBeLessThan(15 * 1024);
  expect(`${chat.loader}${chat.js}`).not.toMatch(/document\.cookie|sessionStorage|innerHTML\s*=\s*[^'"`]/);
});

test('off, there is no chat; on, only the company’s origins may frame it', async () => {
  site = /data-site="([^"]+)"/.exec((await call('GET', '/web-chat')).body.snippet)?.[1] ?? '';
  expect((await visit('GET', '/frame')).status).toBe(404);
  expect((await visit('POST', '/visitors', { consent: true, locale: 'zh' })).status).toBe(404);
  expect((await visit('GET', '/frame?preview=dark')).status).toBe(200);
  const look = { ...DEFAULT_LOOK, origins: ['https://shop.example'], greeting: { zh: '</script><b>您好', en: 'Hi' } };
  expect((await call('PUT', '/web-chat', { isOn: true, look })).body).toMatchObject({ isOn: true });
  const frame = await visit('GET', '/frame?lang=zh');
  expect(frame.raw.headers['content-security-policy']).toContain("frame-ancestors 'self' https://shop.example");
  expect(frame.raw.headers['set-cookie']).toBeUndefined();
  expect(frame.body).not.toContain('</script><b>');
  const loader = await letters.world.call('GET', '/chat/loader.js', undefined, {});
  expect(loader.raw.headers['content-type']).toContain('text/javascript');
  const wrong = await call('PUT', '/web-chat', { isOn: true, look: { ...look, origins: ['javascript:alert(1)'] } });
  expect(wrong.status).toBe(400);
});

test('a visitor writes, a colleague answers, she sees it and it is read', async () => {
  const token = await begin();
  expect((await say(token, '<img src=x onerror=alert(1)> 在吗', 'same-key-1')).body.lines).toMatchObject([
    { from: 'me', text: '<img src=x onerror=alert(1)> 在吗' },
  ]);
  expect((await say(token, '<img src=x onerror=alert(1)> 在吗', 'same-key-1')).body.lines).toHaveLength(1);
  await letters.world.drain();
  const [thread] = await threads();
  expect(thread).toMatchObject({
    channel: 'web',
    customer: null,
    unread: 1,
    last: { text: '<img src=x onerror=alert(1)> 在吗' },
  });
  const path = `/inbox/conversations/${thread.conversationId}`;
  expect((await call('GET', path)).body).toMatchObject({ carried: 'yes', window: { most: 50, left: 50 } });
  await call('POST', `${path}/reply`, { key: 'answer-1', text: '在的', seen: null });
  await letters.world.drain();
  const before = (await call('GET', `${path}/lines`)).body.items[0];
  expect(before).toMatchObject({ text: '在的', state: 'accepted' });
  const seen = (await visit('GET', '/lines?seen=true', undefined, token)).body;
  expect(seen).toMatchObject({ online: true, lines: [{ from: 'me' }, { from: 'us', text: '在的', name: 'test' }] });
  expect((await visit('GET', `/lines?rev=${seen.rev}`, undefined, token)).body).toMatchObject({ lines: null });
  expect((await call('GET', `${path}/lines`)).body.items[0]).toMatchObject({ state: 'read' });
  expect((await call('GET', path)).body.window).toMatchObject({ left: 49 });
});

test('a token is of one visitor and one company, and nobody makes one up', async () => {
  const token = await begin();
  expect((await visit('GET', '/lines', undefined, token)).body.lines).toEqual([]);
  expect((await visit('GET', '/lines', undefined, `${token.slice(0, -1)}A`)).status).toBe(404);
  expect((await visit('GET', '/lines')).status).toBe(404);
  await letters.world.workspace('other');
  const key = { authorization: `Bearer ${await letters.world.key('other')}` };
  const other = await letters.world.call('GET', '/api/w/other/web-chat', undefined, key);
  const there = /data-site="([^"]+)"/.exec(other.body.snippet)?.[1];
  const answer = await letters.world.call('GET', `/chat/${there}/lines`, undefined, {
    authorization: `Bearer ${token}`,
  });
  expect(answer.status).toBe(404);
});

test('a number she leaves is a claim: candidates are shown to colleagues, nothing of theirs to her', async () => {
  const phone = '13900005555';
  const id = await letters.customer('V-1', { phone, name: '真客户' });
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  const token = await begin();
  await say(token, '查一下我的预约');
  await letters.world.drain();
  expect((await visit('POST', '/contact', { phone: 'nonsense' }, token)).status).toBe(400);
  expect((await visit('POST', '/contact', { name: '小真', phone: '139 0000 5555' }, token)).body).toEqual({
    kept: true,
  });
  const [thread] = await threads();
  const path = `/inbox/conversations/${thread.conversationId}`;
  const detail = (await call('GET', path)).body;
  expect(detail).toMatchObject({
    conversation: { name: '小真', customer: null },
    claim: { phone: `+86${phone}` },
    candidates: [{ customerId: id, name: '真客户', by: 'claim' }],
    customer: null,
  });
  await call('POST', `${path}/link`, { customer: id });
  await letters.world.drain();
  const hers = (await visit('GET', '/lines', undefined, token)).body.lines;
  expect(hers.map((line: { text: string }) => line.text)).toEqual(['查一下我的预约']);
  await say(token, '好了吗');
  await letters.world.drain();
  expect((await threads())[0]).toMatchObject({
    customer: { customerId: id, name: '真客户' },
    last: { text: '好了吗' },
  });
  // A flow reaches her in the open chat too.
  const ctx = await letters.ctx();
  const entry = { playbook: 'demo', version: 1, message: 'hello', run: null, epoch: null, customerId: id };
  await ctx.tx((tx) => sendMessages(tx, ctx, [{ ...entry, plan: [{ channel: 'web' }] }]));
  await letters.world.drain();
  expect((await visit('GET', '/lines', undefined, token)).body.lines.at(-1)).toMatchObject({
    from: 'us',
    text: '您的号排到了',
  });
});

test('a question comes with its answers to be touched; a touch is an answer, and the next question follows', async () => {
  const ctx = await letters.ctx();
  const form = {
    key: 'menu',
    title: { zh: '回访', en: 'Follow-up' },
    dialogue: 'all' as const,
    questions: [
      { id: 'care', kind: 'stars' as const, title: { zh: '还满意吗', en: 'Satisfied?' }, required: true },
      {
        id: 'again',
        kind: 'single' as const,
        title: { zh: '还会来几次', en: 'How often again?' },
        // A value that looks like the number of another one.
        options: ['2', '1'].map((value) => ({ value, label: { zh: `${value} 次`, en: `${value} times` } })),
      },
    ],
  };
  await ctx.tx((tx) => saveForms(tx, ctx, { playbook: 'demo', version: 1 }, [form]));
  const text = { zh: '您好，{{survey.ask}}', en: 'Hello, {{survey.ask}}' };
  await letters.template({ key: 'asking', form: 'menu', channels: { web: { text } } });
  const id = await letters.customer('V-3');
  const token = await begin();
  await say(token, '在吗');
  await letters.world.drain();
  const [thread] = await threads();
  await call('POST', `/inbox/conversations/${thread.conversationId}/link`, { customer: id });
  await letters.send([id], [{ channel: 'web' }], { message: 'asking' });
  await letters.world.drain();
  const lines = async () => (await visit('GET', '/lines', undefined, token)).body.lines;
  expect((await lines()).at(-1)).toMatchObject({
    text: '您好，请回复1-5分，5分为非常满意',
    choices: [5, 4, 3, 2, 1].map((score) => ({ id: String(score), text: `${score} 分` })),
  });
  await visit('POST', '/lines', { key: 'touch-0001', text: '4 分', choice: '4' }, token);
  await letters.world.drain();
  expect((await lines()).at(-1)).toMatchObject({ from: 'us', choices: [{ id: '2', text: '2 次' }, { id: '1' }] });
  await visit('POST', '/lines', { key: 'touch-0002', text: '2 次', choice: '2' }, token);
  await letters.world.drain();
  expect((await lines()).at(-1)).toMatchObject({ text: '收到，谢谢您！', choices: null });
  const [response] = (await call('GET', `/customers/${id}/responses`)).body.items;
  expect(response).toMatchObject({ complete: true, channel: 'web', answers: { care: 4, again: '2' } });
});

test('a flow does not reach who has not written', async () => {
  const id = await letters.customer('V-2', { name: '没来过' });
  const ctx = await letters.ctx();
  const entry = { playbook: 'demo', version: 1, message: 'hello', run: null, epoch: null, customerId: id };
  await ctx.tx((tx) => sendMessages(tx, ctx, [{ ...entry, plan: [{ channel: 'web' }] }]));
  await letters.world.drain();
  expect(await letters.message(id)).toMatchObject({ state: 'refused', reason: 'address' });
});

test('who writes too fast is told when to go on', async () => {
  const token = await begin();
  const answers = await Promise.all(Array.from({ length: 22 }, (_, at) => say(token, `第 ${at} 句`)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(2);
  expect(Number(refused[0]?.raw.headers['retry-after'])).toBeGreaterThan(0);
});

test('switched off, the chat is gone and the thread stays', async () => {
  const token = await begin();
  await call('PUT', '/web-chat', { isOn: false, look: DEFAULT_LOOK });
  expect((await visit('GET', '/lines', undefined, token)).status).toBe(404);
  expect((await threads()).length).toBeGreaterThan(0);
});
