/** Templates that a provider approves: registered, read from it, and without them nothing leaves the house. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Letters, openLetters } from '../testing/letters.ts';
import { type AliyunPeer, KEY, openAliyun, TEMPLATE } from '../testing/sms/aliyun.ts';
import { numberOf } from '../testing/sms/peer.ts';

let letters: Letters;
let peer: AliyunPeer;
const call = (method: string, path: string, body?: unknown) => letters.world.call(method, `/api/w/main${path}`, body);
const same = (text: string) => ({ zh: text, en: text });

beforeAll(async () => {
  [letters, peer] = await Promise.all([openLetters(), openAliyun()]);
  const settings = { ...KEY, sign: TEMPLATE.sign, baseUrl: peer.url };
  const set = await call('PUT', '/channels/sms', { adapter: 'aliyun-sms', settings });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
});
afterAll(() => Promise.all([letters.world.close(), peer.close()]));

const NOTICE = {
  name: '完成通知',
  adapter: 'aliyun-sms',
  ref: '',
  sign: '安和口腔',
  text: '您好${name}，您的${thing}已完成，请回复1-5分',
  purpose: 'notice',
  linkMode: 'none',
  state: 'draft',
  reason: '',
};

let n = 0;
async function tell(key: string, sms: object) {
  await letters.template({ key, channels: { sms } as never });
  n += 1;
  const phone = numberOf('good', n);
  const id = await letters.customer(`T-${n}`, { phone });
  await letters.send([id], [{ channel: 'sms' }], { message: key });
  await letters.world.drain();
  const [attempt] = await letters.attempts(id);
  return { attempt, taken: peer.to(phone) };
}
const why = (attempt: { decision: { checks: object[] } | null } | undefined) => attempt?.decision?.checks.at(-1);

test('before anything is registered nothing goes out, and it says why', async () => {
  expect((await call('POST', '/channels/sms/test', { to: numberOf('good', 901) })).status).toBe(409);
  const { attempt, taken } = await tell('early', { text: same('您好沈女士，您的复诊已完成，请回复1-5分') });
  expect(attempt).toMatchObject({ state: 'refused', reason: 'content' });
  expect(why(attempt)).toMatchObject({ rule: 'content', ok: false, values: { why: 'none' } });
  expect(taken).toEqual([]);
});

test('the provider’s list is read with its states; once more changes nothing', async () => {
  expect((await call('POST', '/channel-templates/import')).body).toEqual({ fresh: 3, changed: 0 });
  expect((await call('POST', '/channel-templates/import')).body).toEqual({ fresh: 0, changed: 0 });
  const { body } = await call('GET', '/channel-templates');
  expect(body).toMatchObject({ adapter: 'aliyun-sms', imports: true });
  const items = body.items.map(({ key, state, purpose, reason, variables }: Record<string, unknown>) => ({
    key,
    state,
    purpose,
    reason,
    variables,
  }));
  expect(items).toEqual([
    { key: 'aliyun-sms-sms-1000', state: 'approved', purpose: 'notice', reason: '', variables: ['name', 'thing'] },
    { key: 'aliyun-sms-sms-1001', state: 'pending', purpose: 'marketing', reason: '', variables: [] },
    { key: 'aliyun-sms-sms-1002', state: 'rejected', purpose: 'notice', reason: '变量不支持链接', variables: ['url'] },
  ]);
});

test('a test message goes by an approved template', async () => {
  const to = numberOf('good', 900);
  expect((await call('POST', '/channels/sms/test', { to })).body).toMatchObject({ ok: true });
  expect(peer.to(to)).toMatchObject([{ template: 'SMS_1000', params: '{"name":"测试","thing":"测试"}' }]);
});

test('the text that an approved template gives goes out by it; so does one that names it, with values of its own', async () => {
  const fits = await tell('fits', { text: same('您好{{customer.first|您}}，您的复诊已完成，请回复1-5分') });
  expect(fits.attempt).toMatchObject({ state: 'accepted' });
  expect(fits.taken).toMatchObject([{ template: 'SMS_1000', params: '{"name":"沈女士","thing":"复诊"}' }]);
  const template = { key: 'aliyun-sms-sms-1000', values: { name: '{{customer.name|您}}', thing: '洗牙' } };
  const named = await tell('named', { text: same('洗牙好了'), template });
  expect(named.taken).toMatchObject([{ params: '{"name":"沈佳怡","thing":"洗牙"}' }]);
  expect(named.attempt?.content?.text.map(({ text }) => text).join('')).toBe('您好沈佳怡，您的洗牙已完成，请回复1-5分');
});

test('what no template fits is no question: no link is made for it', async () => {
  const text = same('请打开 {{survey.link}}');
  await letters.template({ key: 'asks', form: 'visit', channels: { sms: { text } } });
  const id = await letters.customer('T-asks', { phone: numberOf('good', 800) });
  await letters.send([id], [{ channel: 'sms' }], { message: 'asks' });
  await letters.world.drain();
  const [attempt] = await letters.attempts(id);
  expect(attempt).toMatchObject({ state: 'refused', reason: 'content' });
  expect(attempt?.content?.text).toMatchObject([{ text: '请打开 ' }, { text: '〈survey.link〉', path: 'survey.link' }]);
  expect((await call('GET', `/customers/${id}/survey-links`)).body.items).toEqual([]);
});

test.each([
  ['wait', '新品上市，到店有礼，拒收请回复R', undefined, { why: 'state', state: 'pending' }],
  ['gone', '您好', { key: 'not-there', values: {} }, { why: 'missing' }],
  ['less', '您好', { key: 'aliyun-sms-sms-1000', values: { name: '甲' } }, { why: 'missing', variable: 'thing' }],
  ['link', '您好', { key: 'aliyun-sms-sms-1000', values: { name: '甲', thing: 'https://a.cn/s' } }, { why: 'link' }],
  ['long', '您好', { key: 'aliyun-sms-sms-1000', values: { name: '长'.repeat(36), thing: '乙' } }, { why: 'long' }],
])('refused before the network: %s', async (key, text, template, values) => {
  const { attempt, taken } = await tell(key, { text: same(text), ...(template ? { template } : {}) });
  expect(attempt).toMatchObject({ state: 'refused', reason: 'content' });
  expect(why(attempt)).toMatchObject({ rule: 'content', values });
  expect(taken).toEqual([]);
});

test('rules of the platforms hold where a template is written; another text is approved no more', async () => {
  const bad = await call('POST', '/channel-templates', {
    ...NOTICE,
    key: 'bad',
    text: '【安和】点 https://a.cn ${a}${b}',
  });
  expect(bad.status).toBe(400);
  expect(bad.body.errors.map(({ message }: { message: string }) => message)).toEqual([
    '正文里不能有【】，签名会自动加上',
    '两个变量不能挨着',
    '写了链接，要把链接方式选成“固定链接＋短码”',
  ]);
  expect((await call('POST', '/channel-templates', { ...NOTICE, key: 'done', state: 'approved' })).status).toBe(400);
  const made = await call('POST', '/channel-templates', { ...NOTICE, key: 'done', ref: 'SMS_1', state: 'approved' });
  expect(made.body).toMatchObject({ key: 'done', state: 'approved', variables: ['name', 'thing'], flaws: [] });
  expect((await call('POST', '/channel-templates', { ...NOTICE, key: 'done' })).status).toBe(409);
  const changed = await call('PUT', '/channel-templates/done', {
    ...NOTICE,
    ref: 'SMS_1',
    state: 'approved',
    text: '您好${name}，满意度问卷',
  });
  expect(changed.body).toMatchObject({ state: 'draft', flaws: [{ rule: 'doubtful', level: 'warn' }] });
  expect((await call('DELETE', '/channel-templates/done')).body).toEqual({ removed: true });
  expect((await call('DELETE', '/channel-templates/done')).status).toBe(404);
});
