/** Questions answered by replying, from the message to the response, against a provider that can be seen from both sides. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Form } from '../../engine/forms/index.ts';
import { saveForms } from '../forms/index.ts';
import { type Letters, openLetters } from '../messages/testing/letters.ts';
import { numberOf } from '../messages/testing/sms/peer.ts';
import { ACCOUNT, openTwilio, type TwilioPeer } from '../messages/testing/sms/twilio.ts';

const same = (text: string) => ({ zh: text, en: text });
const SHORT: Form = {
  key: 'short',
  title: same('回访'),
  questions: [
    { id: 'care', kind: 'stars', title: same('这次还满意吗？'), metric: 'csat', required: true },
    { id: 'words', kind: 'text', title: same('还想说的') },
  ],
};
const LONG: Form = {
  ...SHORT,
  key: 'long',
  dialogue: 'all',
  questions: [
    ...SHORT.questions.slice(0, 1),
    {
      id: 'again',
      kind: 'single',
      title: same('还会再来吗？'),
      options: [
        { value: 'yes', label: same('会') },
        { value: 'no', label: same('不会') },
      ],
    },
    ...SHORT.questions.slice(1),
  ],
};

let letters: Letters;
let peer: TwilioPeer;
let url: string;
const call = (method: string, path: string, body?: unknown) => letters.world.call(method, `/api/w/main${path}`, body);
const post = (payload: string, path: string, headers: Record<string, string>) =>
  letters.world.app.inject({ method: 'POST', url: path, payload, headers });

beforeAll(async () => {
  [letters, peer] = await Promise.all([openLetters(), openTwilio()]);
  const settings = { ...ACCOUNT, from: '+14155550100', baseUrl: peer.url };
  const set = await call('PUT', '/channels/sms', { adapter: 'twilio-sms', settings });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  url = set.body.callbackUrl;
  const ctx = await letters.ctx();
  await ctx.tx((tx) => saveForms(tx, ctx, { playbook: 'demo', version: 1 }, [SHORT, LONG]));
  const sms = (text: string) => ({ sms: { text: same(text) } });
  await letters.template({
    key: 'short',
    form: 'short',
    channels: sms('您好，{{survey.ask}}，或打开 {{survey.link}}'),
  });
  await letters.template({ key: 'long', form: 'long', channels: sms('您好，{{survey.ask}}') });
  await letters.template({ key: 'link', form: 'short', channels: sms('您好，{{survey.link}}') });
  await letters.template({ key: 'code', form: 'short', channels: sms('请打开 hx.example/hf 输入 {{survey.code}}') });
});
afterAll(() => Promise.all([letters.world.close(), peer.close()]));

let n = 0;
/** A customer at a number of her own who was sent a message. */
async function told(message: string): Promise<{ id: string; phone: string }> {
  n += 1;
  const phone = numberOf('good', n);
  const id = await letters.customer(`D-${n}`, { phone });
  await letters.send([id], [{ channel: 'sms' }], { message });
  await letters.world.drain();
  expect(peer.to(phone)).toHaveLength(1);
  return { id, phone };
}
const lastTo = (phone: string) => peer.to(phone).at(-1)?.text;
async function tell(params: Record<string, string>, at = url): Promise<void> {
  const { body, headers } = peer.post(at, params);
  const answer = await post(body, at.replace(/^https?:\/\/[^/]+/, ''), headers);
  expect(answer.statusCode).toBe(200);
  await letters.world.drain();
}
let sids = 0;
const reply = (phone: string, text: string, sid = `SMin${sids++}`) =>
  tell({ MessageSid: sid, SmsStatus: 'received', From: phone, To: '+14155550100', Body: text });
const responses = async (id: string) => (await call('GET', `/customers/${id}/responses`)).body.items;
const events = async (id: string, type: string) =>
  (await call('GET', `/customers/${id}/events?type=${type}&limit=50`)).body.items;

test('sent, receipt, a digit: the response of the link is there, and nothing is heard twice', async () => {
  const { id, phone } = await told('short');
  expect(lastTo(phone)).toMatch(/^您好，请回复1-5分，5分为非常满意，或打开 http\S+\/s\/\S+$/);
  const [taken] = peer.taken.filter((each) => each.to === phone);
  const status = { MessageSid: taken?.id ?? '', MessageStatus: 'delivered', To: phone };
  await tell(status, taken?.callback);
  await tell(status, taken?.callback);
  expect((await letters.attempts(id))[0]).toMatchObject({ state: 'delivered' });
  await reply(phone, ' ５分 ', 'SMtwice');
  await reply(phone, ' ５分 ', 'SMtwice');
  const all = await responses(id);
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ via: 'reply', channel: 'sms', complete: true, csat: 5, answers: { care: 5 } });
  expect(await events(id, 'response')).toHaveLength(1);
  expect((await call('GET', `/customers/${id}/survey-links`)).body.items).toMatchObject([{ state: 'answered' }]);
  expect(await letters.message(id)).toMatchObject({ state: 'answered' });
  // Asked for one question only: no more words of ours.
  expect(peer.to(phone)).toHaveLength(1);
});

test('one question after the other; who writes something else is asked once more', async () => {
  const { id, phone } = await told('long');
  await reply(phone, '你们几点开门');
  expect(lastTo(phone)).toBe('抱歉没有看懂。请回复1-5分，5分为非常满意，谢谢');
  await reply(phone, '？？');
  expect(peer.to(phone)).toHaveLength(2);
  await reply(phone, '二');
  expect(lastTo(phone)).toBe('还会再来吗？请回复数字：1会，2不会');
  await reply(phone, '不会');
  expect(lastTo(phone)).toBe('还想说的。请直接回复');
  expect(await responses(id)).toMatchObject([{ complete: false }]);
  await reply(phone, '等了一个小时');
  expect(await responses(id)).toMatchObject([
    { complete: true, answers: { care: 2, again: 'no', words: '等了一个小时' } },
  ]);
  // The answer is understood with its form, not once more as a message.
  const { items } = (await call('GET', `/customers/${id}/events?type=feedback&limit=50`)).body;
  expect(items.filter(({ properties }: { properties: { response?: string } }) => properties.response)).toHaveLength(1);
  expect(items.some(({ properties }: { properties: { text?: string } }) => properties.text === '不会')).toBe(false);
});

test('who falls silent after what had to be answered has answered a day later; a refusal ends it', async () => {
  const { id, phone } = await told('long');
  await reply(phone, '4');
  expect(await responses(id)).toMatchObject([{ complete: false }]);
  await letters.at('2026-11-25T10:00:01');
  await letters.world.sweep();
  await letters.world.drain();
  expect(await responses(id)).toMatchObject([{ complete: true, answers: { care: 4 } }]);
  const other = await told('long');
  await reply(other.phone, 'ＴＤ');
  expect(await events(other.id, 'opted_out')).toHaveLength(1);
  expect(await responses(other.id)).toEqual([]);
  expect(peer.to(other.phone)).toHaveLength(1);
});

test('a link alone: a digit counts, other words are left alone; the page goes on where the reply ended', async () => {
  const { id, phone } = await told('link');
  await reply(phone, '好的谢谢');
  await reply(phone, '9');
  expect(peer.to(phone)).toHaveLength(1);
  expect((await responses(id)).filter(({ complete }: { complete: boolean }) => complete)).toEqual([]);
  await reply(phone, '4');
  expect(await responses(id)).toMatchObject([{ complete: true, answers: { care: 4 } }]);
  expect(peer.to(phone)).toHaveLength(1);
});

test('a code opens the link it belongs to, however it is typed; guesses are slowed down', async () => {
  const { id, phone } = await told('code');
  const code = /输入 (\w{8})$/.exec(lastTo(phone) ?? '')?.[1] ?? '';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const page = await letters.world.app.inject({ method: 'GET', url: '/hf' });
  expect([page.statusCode, page.body.includes('name="code"')]).toEqual([200, true]);
  const typed = encodeURIComponent(`${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`);
  for (const path of ['/hf', '/hf/main']) {
    const opened = await post(`code=${typed}`, path, form);
    expect(opened.statusCode).toBe(303);
    const { url: link } = (await call('GET', `/customers/${id}/survey-links`)).body.items[0];
    expect(opened.headers.location).toBe(new URL(link).pathname);
  }
  expect((await post('code=ZZZZZZZZ', '/hf', form)).statusCode).toBe(404);
  expect((await post(`code=${code}`, '/hf/other', form)).statusCode).toBe(404);
  const codes: number[] = [];
  for (let at = 0; at < 20; at++) codes.push((await post('code=ZZZZZZZZ', '/hf', form)).statusCode);
  expect(codes.at(-1)).toBe(429);
});

test('who is on the provider’s list of refusals is taken off SMS', async () => {
  const id = await letters.customer('D-black', { phone: numberOf('black') });
  await letters.send([id], [{ channel: 'sms' }], { message: 'link' });
  await letters.world.drain();
  expect(await letters.attempts(id)).toMatchObject([{ state: 'failed', reason: 'recipient', code: '21610' }]);
  expect(await events(id, 'opted_out')).toHaveLength(1);
});
