import { expect, test } from 'vitest';
import { reachOf } from '../../kit/net/addresses.ts';
import { decideNext, type Outcome } from './decide.ts';
import { signatureHeaders } from './sign.ts';

/** The example in the documents of Standard Webhooks (Svix). */
test('the signature is that of the published example', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
  const headers = signatureHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

const outcome = (more: Partial<Outcome>): Outcome => ({
  status: 500,
  error: 'status',
  response: null,
  retryAfter: null,
  ms: 1,
  ...more,
});

test.each([
  [outcome({ status: 200, error: null }), 1, { state: 'sent' }],
  [outcome({}), 1, { state: 'waiting', seconds: 5 }],
  [outcome({}), 2, { state: 'waiting', seconds: 300 }],
  [outcome({ status: 429, retryAfter: 60 }), 1, { state: 'waiting', seconds: 60 }],
  [outcome({ status: 503, retryAfter: 9e9 }), 1, { state: 'waiting', seconds: 86_400 }],
  [outcome({}), 9, { state: 'waiting', seconds: 86_400 }],
  [outcome({}), 10, { state: 'failed', gone: false }],
  [outcome({ status: 410 }), 1, { state: 'failed', gone: true }],
] as const)('%o after attempt %i', (ended, attempts, next) => expect(decideNext(ended, attempts, 0)).toEqual(next));

test.each([
  ['8.8.8.8', 'public'],
  ['127.0.0.1', 'refused'],
  [[10, 0, 0, 1].join('.'), 'refused'],
  ['100.64.1.1', 'refused'],
  [[172, 31, 255, 255].join('.'), 'refused'],
  [[192, 168, 1, 1].join('.'), 'refused'],
  ['172.32.0.1', 'public'],
  ['169.254.169.254', 'refused'],
  ['0.0.0.0', 'refused'],
  ['255.255.255.255', 'refused'],
  ['::1', 'refused'],
  ['::', 'refused'],
  ['::ffff:8.8.8.8', 'public'],
  ['::ffff:127.0.0.1', 'refused'],
  ['::ffff:7f00:1', 'refused'],
  ['64:ff9b::7f00:1', 'refused'],
  ['fe80::1%eth0', 'refused'],
  ['fd00::1', 'refused'],
  ['2002:7f00:1::', 'refused'],
  ['2606:4700::1111', 'public'],
  ['nonsense', 'refused'],
])('%s is %s', (address, reach) => expect(reachOf(address)).toBe(reach));
