import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptTo, describeChannel } from '../../testing/describe-channel.ts';
import { numberOf } from '../../testing/sms/peer.ts';
import { APP, KEY, openTencent, TEMPLATE, type TencentPeer } from '../../testing/sms/tencent.ts';
import { openTools } from '../../testing/tools.ts';
import { outcomeOfCode } from './codes.ts';
import { type TencentSettings, tencentSmsAdapter } from './index.ts';
import { canonicalTc3, signingKey, tc3Signature } from './sign.ts';

let peer: TencentPeer;
beforeAll(async () => {
  peer = await openTencent();
});
afterAll(() => peer.close());

const settings = (part: Partial<TencentSettings> = {}): TencentSettings => ({
  ...KEY,
  appId: APP,
  sign: TEMPLATE.sign,
  region: 'ap-guangzhou',
  pull: true,
  baseUrl: peer.url,
  ...part,
});
// Written in the wrong order: it is the number that counts.
const content = { text: '沈女士您好，复诊已完成', template: { ref: TEMPLATE.id, params: { 2: '复诊', 1: '沈女士' } } };
const posted = (items: unknown) => ({
  method: 'POST',
  url: 'https://huixiang.example/c/token',
  headers: {},
  body: Buffer.from(JSON.stringify(items)),
});
const receipt = {
  user_receive_time: '2026-11-24 10:00:04',
  nationcode: '86',
  mobile: '13800000001',
  report_status: 'SUCCESS',
  errmsg: 'DELIVRD',
  description: '用户短信送达成功',
  sid: '2433:1',
};

describeChannel({
  adapter: tencentSmsAdapter,
  settings,
  content,
  to: { good: numberOf('good'), nobody: numberOf('nobody'), later: numberOf('later'), lost: numberOf('lost') },
  nowhere: () => settings({ baseUrl: 'http://127.0.0.1:2' }),
  received: async (address) => peer.to(address).length,
  callback: { right: () => posted([receipt]), wrong: () => posted([{ ...receipt, report_status: 'MAYBE' }]) },
});

test('the published vectors', () => {
  const payload = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
  const old = { host: 'cvm.tencentcloudapi.com', service: 'cvm', payload, timestamp: 1551113065 };
  const now = { ...old, action: 'DescribeInstances' };
  const hash = (request: typeof old) => createHash('sha256').update(canonicalTc3(request).text).digest('hex');
  expect(hash(now)).toBe('7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84');
  expect(hash(old)).toMatch(/^5ffe6a04.*7031$/);
  const key = signingKey('Gu5t9xGARNpq86cd98joQYCN3*******', '2019-02-25', 'cvm');
  expect(tc3Signature(now, key)).toBe('be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3');
  expect(tc3Signature(old, key)).toBe('2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c');
  // The page of today hides its key; the key derived from it is printed.
  const derived = Buffer.from('b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af', 'hex');
  expect(tc3Signature(now, derived)).toMatch(/^10b1a37a/);
});

test('variables go by their numbers; the answer for the number counts, with its parts', async () => {
  const attempt = attemptTo(numberOf('good', 2), { content });
  expect(await tencentSmsAdapter.send(settings(), attempt, openTools())).toMatchObject({ kind: 'accepted', parts: 1 });
  expect(peer.to(numberOf('good', 2))[0]).toMatchObject({ params: ['沈女士', '复诊'], ours: attempt.deliveryId });
  const again = attemptTo(numberOf('good', 2), { content });
  expect(await tencentSmsAdapter.send(settings(), again, openTools())).toMatchObject({ kind: 'throttled' });
});

test('who is on its blacklist has refused; what ended unknown is found in its records', async () => {
  const send = (to: string) => tencentSmsAdapter.send(settings(), attemptTo(to, { content }), openTools());
  expect(await send(numberOf('black'))).toMatchObject({ kind: 'rejected', scope: 'recipient', optOut: true });
  expect(await send(numberOf('odd'))).toMatchObject({ kind: 'unknown', code: 'InternalError.Timeout' });
  const to = numberOf('lost', 5);
  const lost = { deliveryId: 'dlv_lost000000', to, providerId: null, sentAt: new Date() };
  expect(await tencentSmsAdapter.reconcile?.(settings(), lost, openTools())).toBeNull();
  expect(await send(to)).toMatchObject({ kind: 'unknown' });
  expect(await tencentSmsAdapter.reconcile?.(settings(), lost, openTools())).toMatchObject({ kind: 'confirmed' });
  const long = { ...lost, sentAt: new Date(Date.now() - 3_600_000) };
  expect(await tencentSmsAdapter.reconcile?.(settings(), long, openTools())).toMatchObject({ kind: 'transient' });
});

test('receipts and replies: posted, or fetched where that is on', async () => {
  const up = {
    extend: '01',
    mobile: '13800000001',
    nationcode: '86',
    sign: '安和口腔',
    text: 'ＴＤ',
    time: 1_795_485_600,
  };
  const read = tencentSmsAdapter.readCallback?.(settings(), posted([receipt, receipt, up]), new Date());
  expect(read?.reply.body).toBe('{"result":0,"errmsg":"OK"}');
  expect(read?.events).toMatchObject([
    { type: 'receipt', key: '2433:1:delivered', providerId: '2433:1', at: new Date('2026-11-24T02:00:04Z') },
    { key: '2433:1:delivered' },
    { type: 'inbound', from: '+8613800000001', text: 'ＴＤ' },
  ]);
  expect(tencentSmsAdapter.readCallback?.(settings(), posted(up), new Date())?.events).toHaveLength(1);
  const ours = `dlv_${'0'.repeat(32)}`;
  peer.pulls.receipts.push({
    UserReceiveTime: 1_795_485_600,
    SerialNo: '2433:2',
    ReportStatus: 'FAIL',
    Description: '空号',
    SessionContext: ours,
  });
  peer.pulls.replies.push({
    PhoneNumber: '+8613800000001',
    ReplyContent: '4',
    ReplyTime: 1_795_485_601,
    ExtendCode: '',
  });
  const polled = await tencentSmsAdapter.poll?.(settings(), null, openTools());
  expect(polled).toMatchObject({
    more: false,
    events: [
      { status: 'failed', deliveryId: ours },
      { type: 'inbound', text: '4' },
    ],
  });
  expect(await tencentSmsAdapter.poll?.(settings({ pull: false }), null, openTools())).toMatchObject({ events: [] });
});

const at = (time: string) => new Date(`2026-11-24T${time}+08:00`);
test.each([
  ['FailedOperation.SignatureIncorrectOrUnapproved', 'rejected', 'config'],
  ['FailedOperation.TemplateIncorrectOrUnapproved', 'rejected', 'content'],
  ['FailedOperation.InsufficientBalanceInSmsPackage', 'rejected', 'config'],
  ['UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'rejected', 'config'],
  ['AuthFailure.SignatureExpire', 'rejected', 'config'],
  ['InvalidParameterValue.IncorrectPhoneNumber', 'rejected', 'recipient'],
  ['LimitExceeded.PhoneNumberDailyLimit', 'throttled', undefined],
  ['RequestLimitExceeded', 'throttled', undefined],
  ['InternalError.Timeout', 'unknown', undefined],
])('%s is %s %s', (code, kind, scope) => {
  expect(outcomeOfCode(code, '', at('10:00:00'))).toMatchObject({ kind, ...(scope ? { scope } : {}) });
});

test('marketing waits for eight o’clock', () => {
  const wait = (time: string) => outcomeOfCode('FailedOperation.MarketingSendTimeConstraint', '', at(time));
  expect(wait('23:00:00')).toMatchObject({ kind: 'throttled', retryAfterMs: 9 * 3_600_000 });
  expect(wait('07:30:00')).toMatchObject({ kind: 'throttled', retryAfterMs: 30 * 60_000 });
});
