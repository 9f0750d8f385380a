import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptTo, describeChannel } from '../../testing/describe-channel.ts';
import { type AliyunPeer, KEY, openAliyun, TEMPLATE } from '../../testing/sms/aliyun.ts';
import { numberOf } from '../../testing/sms/peer.ts';
import { openTools } from '../../testing/tools.ts';
import { CallbackRefused } from '../../adapter.ts';
import { outcomeOfCode } from './codes.ts';
import { type AliyunSettings, aliyunSmsAdapter } from './index.ts';
import { canonicalAcs, signAcs } from './sign.ts';

let peer: AliyunPeer;
beforeAll(async () => {
  peer = await openAliyun();
});
afterAll(() => peer.close());

const settings = (part: Partial<AliyunSettings> = {}): AliyunSettings => ({
  ...KEY,
  sign: TEMPLATE.sign,
  baseUrl: peer.url,
  ...part,
});
const content = {
  text: '您好沈女士，您的复诊已完成，请回复1-5分',
  template: { ref: TEMPLATE.code, params: { name: '沈女士', thing: '复诊' } },
};
const posted = (items: unknown, ip?: string) => ({
  method: 'POST',
  url: 'https://huixiang.example/c/token',
  headers: {},
  body: Buffer.from(JSON.stringify(items)),
  ...(ip ? { ip } : {}),
});
const receipt = {
  phone_number: '13800000001',
  success: true,
  err_code: 'DELIVERED',
  biz_id: '1^0',
  out_id: `dlv_${'0'.repeat(32)}`,
  report_time: '2026-11-24 10:00:05',
};

describeChannel({
  adapter: aliyunSmsAdapter,
  settings,
  content,
  to: { good: numberOf('good'), nobody: numberOf('nobody'), later: numberOf('later'), lost: numberOf('lost') },
  nowhere: () => settings({ baseUrl: 'http://127.0.0.1:2' }),
  received: async (address) => peer.to(address).length,
  callback: {
    right: () => posted([receipt]),
    wrong: () => posted([{ ...receipt, phone_number: 'x' }]),
  },
});

test('the published vector', () => {
  const request = {
    method: 'POST',
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    query: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
    date: '2023-10-26T10:22:32Z',
    nonce: '3156853299f313e23d1673dc12e1703d',
  } as const;
  const hash = createHash('sha256').update(canonicalAcs(request).text).digest('hex');
  expect(hash).toBe('7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
  const key = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };
  expect(signAcs(request, key)['authorization']).toMatch(
    /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
  );
});

test('what was lost on the line is found by our id; what nobody knows stays unknown until it surely would be known', async () => {
  const to = numberOf('lost', 7);
  const attempt = attemptTo(to, { content });
  expect(await aliyunSmsAdapter.send(settings(), attempt, openTools())).toMatchObject({ kind: 'unknown' });
  const lost = { deliveryId: attempt.deliveryId, to, providerId: null, sentAt: new Date() };
  const ask = (part: object) => aliyunSmsAdapter.reconcile?.(settings(), { ...lost, ...part }, openTools());
  expect(await ask({})).toMatchObject({ kind: 'confirmed' });
  expect(await ask({ deliveryId: 'dlv_other00000' })).toBeNull();
  expect(peer.to(to)).toHaveLength(1);
  const long = new Date(Date.now() - 3_600_000);
  expect(await ask({ deliveryId: 'dlv_other00000', sentAt: long })).toMatchObject({ kind: 'transient' });
});

test('receipts come in heaps and twice, replies among them; only from addresses that may', () => {
  const up = { phone_number: '13800000001', content: ' ５ ', send_time: '2026-11-24 10:01:00', sequence_id: 77 };
  const heap = [receipt, { ...receipt, success: false, err_code: 'MK:0001' }, receipt, up];
  const read = aliyunSmsAdapter.readCallback?.(settings(), posted(heap), new Date());
  expect(read?.reply.body).toBe('{"code":0,"msg":"接收成功"}');
  expect(read?.events).toMatchObject([
    { type: 'receipt', deliveryId: receipt.out_id, status: 'delivered', at: new Date('2026-11-24T02:00:05Z') },
    { status: 'failed', code: 'MK:0001' },
    { status: 'delivered' },
    { type: 'inbound', key: '77', from: '+8613800000001', text: ' ５ ' },
  ]);
  const fenced = settings({ allowed: '203.0.113.1\n203.0.113.2' });
  expect(() => aliyunSmsAdapter.readCallback?.(fenced, posted([receipt], '203.0.113.3'), new Date())).toThrow(
    CallbackRefused,
  );
  expect(() => aliyunSmsAdapter.readCallback?.(fenced, posted([receipt]), new Date())).toThrow(CallbackRefused);
  expect(
    aliyunSmsAdapter.readCallback?.(fenced, posted([receipt], '::ffff:203.0.113.2'), new Date())?.events,
  ).toHaveLength(1);
  expect(aliyunSmsAdapter.settings.safeParse(settings({ allowed: 'not an address' })).success).toBe(false);
});

test.each([
  ['isv.MOBILE_NUMBER_ILLEGAL', 'rejected', 'recipient'],
  ['isv.SMS_TEMPLATE_ILLEGAL', 'rejected', 'content'],
  ['isv.BLACK_KEY_CONTROL_LIMIT', 'rejected', 'content'],
  ['isv.SMS_SIGNATURE_ILLEGAL', 'rejected', 'config'],
  ['isv.SIGN_STATE_ILLEGAL', 'rejected', 'config'],
  ['isv.SMS_SIGNATURE_SCENE_ILLEGAL', 'rejected', 'config'],
  ['isv.AMOUNT_NOT_ENOUGH', 'rejected', 'config'],
  ['isv.OUT_OF_SERVICE', 'rejected', 'config'],
  ['isv.DENY_IP_RANGE', 'rejected', 'config'],
  ['isv.DAY_LIMIT_CONTROL', 'rejected', 'config'],
  ['isv.MONTH_LIMIT_CONTROL', 'rejected', 'config'],
  ['isv.BUSINESS_LIMIT_CONTROL', 'throttled', undefined],
  ['isp.SYSTEM_ERROR', 'unknown', undefined],
  ['', 'unknown', undefined],
])('%s is %s %s', (code, kind, scope) => {
  expect(outcomeOfCode(code, '', 200)).toMatchObject({ kind, ...(scope ? { scope } : {}) });
});

test('limits by the day wait a day; a wrong key is to be mended; without a template nothing is sent', async () => {
  expect(outcomeOfCode('isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:10', 200)).toMatchObject({
    retryAfterMs: 86_400_000,
  });
  const wrong = settings({ accessKeySecret: 'wrong' });
  const send = (with_: AliyunSettings, part: object) =>
    aliyunSmsAdapter.send(with_, attemptTo(numberOf('good', 3), part), openTools());
  expect(await send(wrong, { content })).toMatchObject({
    kind: 'rejected',
    scope: 'config',
    code: 'SignatureDoesNotMatch',
  });
  expect(await aliyunSmsAdapter.probe?.(wrong, openTools())).toMatchObject({ ok: false });
  expect(await aliyunSmsAdapter.probe?.(settings(), openTools())).toMatchObject({ ok: true });
  expect(await send(settings(), {})).toMatchObject({ kind: 'rejected', scope: 'content', code: 'no_template' });
  expect(await send(settings({ sign: '' }), { content })).toMatchObject({ scope: 'config', code: 'no_sign' });
  expect(peer.to(numberOf('good', 3))).toHaveLength(0);
});
