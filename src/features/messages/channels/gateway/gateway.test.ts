import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RawCallback } from '../../adapter.ts';
import { attemptTo, describeChannel } from '../../testing/describe-channel.ts';
import { type GatewayPeer, openGateway } from './testing/gateway.ts';
import { GATEWAY_SECRET } from './testing/gateway-secret.ts';
import { openTools } from '../../testing/tools.ts';
import { gatewayAdapter } from './index.ts';
import { isSigned, sign, SIGNATURE } from './sign.ts';

let peer: GatewayPeer;
beforeAll(async () => {
  peer = await openGateway();
});
afterAll(() => peer.close());

const post = (body: string, secret = GATEWAY_SECRET, now = Date.now()): RawCallback => ({
  method: 'POST',
  url: 'https://huixiang.example/c/token',
  headers: { [SIGNATURE]: sign(secret, body, now) },
  body: Buffer.from(body),
});
const events = JSON.stringify({
  events: [
    { type: 'receipt', key: 'r1', message: 'dlv_1', status: 'delivered', at: '2026-11-24T10:00:00+08:00' },
    { type: 'inbound', key: 'i1', from: '+8613800000000', text: '5', at: '2026-11-24T10:00:00+08:00' },
    { type: 'optOut', key: 'o1', from: '+8613800000000', evidence: '黑名单', at: '2026-11-24T10:00:00+08:00' },
  ],
});

describeChannel({
  adapter: gatewayAdapter,
  settings: () => peer.settings,
  to: { good: '+8613800001000', nobody: '+8613800000001', later: '+8613800000002', lost: '+8613800000003' },
  nowhere: () => ({ ...peer.settings, url: 'http://127.0.0.1:2/messages' }),
  received: async (address) =>
    (await peer.taken()).filter((each) => each.to === address).reduce((sum, each) => sum + each.n, 0),
  callback: { right: () => post(events), wrong: () => post(events, 'another-secret-of-sixteen') },
});

test('it is asked what became of an attempt: taken, or never there', async () => {
  const tools = openTools();
  const attempt = attemptTo('+8613800000003');
  expect((await gatewayAdapter.send(peer.settings, attempt, tools)).kind).toBe('unknown');
  const ask = (deliveryId: string) =>
    gatewayAdapter.reconcile?.(
      peer.settings,
      { deliveryId, to: attempt.to, providerId: null, sentAt: new Date() },
      tools,
    );
  expect(await ask(attempt.deliveryId)).toMatchObject({ kind: 'accepted', providerId: `gw-${attempt.deliveryId}` });
  expect(await ask('dlv_nothing')).toMatchObject({ kind: 'transient' });
  expect(await gatewayAdapter.probe?.(peer.settings, tools)).toEqual({ ok: true, note: 'HTTP 200' });
  expect(await gatewayAdapter.probe?.({ ...peer.settings, secret: 'wrong-secret-of-sixteen' }, tools)).toMatchObject({
    ok: false,
  });
});

test('a signature is of this body, this secret and of now', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  expect(isSigned('key', sign('key', 'body', now), 'body', now + 60_000)).toBe(true);
  for (const [header, body, at] of [
    [sign('other', 'body', now), 'body', now],
    [sign('key', 'body', now), 'other', now],
    [sign('key', 'body', now), 'body', now + 301_000],
    [undefined, 'body', now],
    ['t=1,v1=00', 'body', now],
  ] as const)
    expect(isSigned('key', header, body, at), String(header)).toBe(false);
});
