import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptTo, describeChannel } from '../../testing/describe-channel.ts';
import { numberOf } from '../../testing/sms/peer.ts';
import { ACCOUNT, openTwilio, type TwilioPeer } from '../../testing/sms/twilio.ts';
import { openTools } from '../../testing/tools.ts';
import { CallbackRefused } from '../../adapter.ts';
import { type TwilioSettings, twilioSmsAdapter } from './index.ts';
import { isFromTwilio, twilioSignature } from './sign.ts';

let peer: TwilioPeer;
beforeAll(async () => {
  peer = await openTwilio();
});
afterAll(() => peer.close());

const settings = (part: Partial<TwilioSettings> = {}): TwilioSettings => ({
  ...ACCOUNT,
  from: '+14155550100',
  baseUrl: peer.url,
  ...part,
});
const ours = `dlv_${'0'.repeat(32)}`;
const URL_ = `https://huixiang.example/c/token?delivery=${ours}`;
const posted = (params: Record<string, string>, url = URL_) => ({ method: 'POST', url, ...ofPeer(params, url) });
const ofPeer = (params: Record<string, string>, url: string) => {
  const { body, headers } = peer.post(url, params);
  return { body: Buffer.from(body), headers };
};
const status = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+8613800000001', From: '+14155550100' };
const read = (raw: ReturnType<typeof posted>) => twilioSmsAdapter.readCallback?.(settings(), raw, new Date());

describeChannel({
  adapter: twilioSmsAdapter,
  settings,
  to: { good: numberOf('good'), nobody: numberOf('nobody'), later: numberOf('later'), lost: numberOf('lost') },
  nowhere: () => settings({ baseUrl: 'http://127.0.0.1:2' }),
  received: async (address) => peer.to(address).length,
  callback: {
    right: () => posted(status),
    wrong: () => ({ ...posted(status), url: URL_.replace(ours, `${ours.slice(0, -1)}1`) }),
  },
});

test('the published vectors', () => {
  const params = (from: string) =>
    new URLSearchParams({ CallSid: 'CA1234567890ABCDE', Caller: from, Digits: '1234', From: from, To: '+18005551212' });
  const mine = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  expect(twilioSignature('12345', mine, params('+14158675309'))).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  expect(twilioSignature('12345', mine, params('+12349013030'))).toBe('0/KCTR6DLpKmkAf8muzZqo1nDgQ=');
});

test('the signature is over the address in public, with its port or without, and over a body by its hash', () => {
  const body = Buffer.from('{"a":1}');
  const url = `https://a.example/c/t?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
  const sign = twilioSignature('k', url, new URLSearchParams());
  expect(isFromTwilio('k', url, body, sign)).toBe(true);
  expect(isFromTwilio('k', url, Buffer.from('{"a":2}'), sign)).toBe(false);
  const ported = twilioSignature('k', 'https://a.example:443/c/t', new URLSearchParams('B=2'));
  expect(isFromTwilio('k', 'https://a.example/c/t', Buffer.from('B=2'), ported)).toBe(true);
  expect(isFromTwilio('k', 'https://a.example/c/t', Buffer.from('B=3'), ported)).toBe(false);
});

test('receipts carry our id, replies their words and pictures', () => {
  expect(read(posted({ ...status, MessageStatus: 'sent' }))?.events).toMatchObject([
    { status: 'accepted', deliveryId: ours },
  ]);
  const bad = { ...status, MessageStatus: 'undelivered', ErrorCode: '21610' };
  expect(read(posted(bad))?.events).toMatchObject([
    { status: 'failed', code: '21610', providerId: 'SM1' },
    { type: 'optOut', from: '+8613800000001' },
  ]);
  const up = {
    MessageSid: 'SM2',
    SmsStatus: 'received',
    From: '+8613800000001',
    Body: '5',
    NumMedia: '1',
    MediaUrl0: 'https://m/1',
    MediaContentType0: 'image/png',
  };
  const answer = read(posted(up, 'https://huixiang.example/c/token'));
  expect(answer?.events).toMatchObject([
    { type: 'inbound', key: 'SM2', text: '5', media: [{ kind: 'image', ref: 'https://m/1' }] },
  ]);
  expect(answer?.reply).toMatchObject({ status: 200, body: expect.stringContaining('<Response></Response>') });
  expect(() => read({ ...posted(status), headers: { 'x-twilio-signature': 'x' } as never })).toThrow(CallbackRefused);
});

test('outcomes; what was lost on the line is found by number and time', async () => {
  const send = (to: string, part: Partial<TwilioSettings> = {}) =>
    twilioSmsAdapter.send(settings(part), attemptTo(to), openTools());
  expect(await send(numberOf('black'))).toMatchObject({ kind: 'rejected', scope: 'recipient', optOut: true });
  expect(await send(numberOf('broke'))).toMatchObject({ kind: 'rejected', scope: 'config' });
  expect(await send(numberOf('odd'))).toMatchObject({ kind: 'unknown' });
  expect(await send(numberOf('good'), { authToken: 'wrong' })).toMatchObject({ scope: 'config', code: '20003' });
  const to = numberOf('lost', 4);
  const lost = { deliveryId: ours, to, providerId: null, sentAt: new Date() };
  expect(await twilioSmsAdapter.reconcile?.(settings(), lost, openTools())).toBeNull();
  expect(await send(to)).toMatchObject({ kind: 'unknown' });
  expect(await twilioSmsAdapter.reconcile?.(settings(), lost, openTools())).toMatchObject({ kind: 'confirmed' });
  const [taken] = peer.to(to);
  const known = { ...lost, providerId: taken?.id ?? '' };
  expect(await twilioSmsAdapter.reconcile?.(settings(), known, openTools())).toMatchObject({
    kind: 'confirmed',
    providerId: taken?.id,
  });
  expect(await twilioSmsAdapter.probe?.(settings(), openTools())).toMatchObject({ ok: true });
});
