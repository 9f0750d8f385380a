/** The client against the stand-in, over real HTTP: tokens, numbers, lines that break. Not run against Tencent's servers. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChannelTools } from '../../../messages/index.ts';
import { openStandIn, CORP, type StandIn } from '../../testing/stand-in.ts';
import { openClient } from './client.ts';
import { outcomeOf, WecomError } from './errors.ts';

const USERS = '/cgi-bin/externalcontact/get_follow_user_list';

let peer: StandIn;
beforeAll(async () => {
  peer = await openStandIn();
});
afterAll(() => peer.close());
beforeEach(() => {
  peer.calls.length = 0;
  peer.tokens = 0;
});

/** A cache that says how long it was asked to keep. */
function openCache() {
  const kept = new Map<string, string>();
  const kept4: number[] = [];
  const cache: ChannelTools['cache'] = {
    get: async (key) => kept.get(key) ?? null,
    set: async (key, value, ttl) => {
      kept.set(key, value);
      kept4.push(ttl);
    },
    drop: async (key) => void kept.delete(key),
  };
  return { cache, kept, kept4 };
}

const account = (secret = 'app-secret', baseUrl = peer.url) => ({ baseUrl, corpId: CORP, secret });
const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => null).catch((error: unknown) => error);

test('a token per secret, got once however many want it, given up 300 s before its end (path/91039)', async () => {
  const { cache, kept, kept4 } = openCache();
  const app = openClient(account(), { cache });
  await Promise.all(Array.from({ length: 8 }, () => app.get(USERS)));
  expect(peer.tokens).toBe(1);
  await openClient(account('contact-secret'), { cache }).get(USERS);
  expect(peer.tokens).toBe(2);
  expect(kept4).toEqual([6_900_000, 6_900_000]);
  expect([...kept.keys()].join()).not.toContain('secret');
  peer.tokenSeconds = 120;
  const short = openCache();
  await openClient(account(), { cache: short.cache }).get(USERS);
  expect(short.kept4).toEqual([]);
  peer.tokenSeconds = 7200;
});

test.each([42001, 40014, 40001])(
  'a token that ended (%i) is got anew and the call made again, once (path/90313)',
  async (code) => {
    const { cache } = openCache();
    const client = openClient(account(), { cache });
    await client.get(USERS);
    if (code === 42001) peer.expire();
    else peer.inject(USERS, code);
    await client.get(USERS);
    expect(peer.tokens).toBe(2);
    peer.inject(USERS, code, 5);
    peer.calls.length = 0;
    expect(await caught(client.get(USERS))).toMatchObject({ failure: 'refused', code });
    expect(peer.calls.filter((each) => each.path === USERS)).toHaveLength(2);
    peer.inject(USERS, 0, 0);
    for (let n = 0; n < 3; n++) await caught(client.get(USERS));
  },
);

test('a token that another process has renewed meanwhile is used, not dropped', async () => {
  const { cache, kept } = openCache();
  const client = openClient(account(), { cache });
  await client.get(USERS);
  const [key = ''] = [...kept.keys()];
  const good = kept.get(key) ?? '';
  kept.set(key, 'token-of-before');
  const get = cache.get;
  let asked = 0;
  const slow: ChannelTools['cache'] = {
    ...cache,
    get: async (each) => (asked++ === 0 ? get(each) : (kept.set(key, good), good)),
  };
  await openClient(account(), { cache: slow }).get(USERS);
  expect(peer.tokens).toBe(1);
});

test('busy is asked again, three times at most (path/90313)', async () => {
  const { cache } = openCache();
  const client = openClient(account(), { cache });
  peer.inject(USERS, -1, 1);
  await client.get(USERS);
  expect(peer.calls.filter((each) => each.path === USERS)).toHaveLength(2);
});

test('what numbers mean', () => {
  const outcome = (code: number) => outcomeOf(new WecomError('refused', code, 'x'));
  expect(outcome(45009)).toMatchObject({ kind: 'throttled', retryAfterMs: 60_000 });
  expect(outcome(45033)).toMatchObject({ kind: 'throttled', retryAfterMs: 60_000 });
  expect(outcome(-1)).toMatchObject({ kind: 'transient' });
  for (const [code, scope] of [
    [84061, 'recipient'],
    [40096, 'recipient'],
    [81013, 'recipient'],
    [45002, 'content'],
    [44004, 'content'],
    [60020, 'config'],
    [48002, 'config'],
    [301002, 'config'],
    [40013, 'config'],
    [99_999, 'config'],
    [95001, 'window'],
    [95018, 'window'],
  ] as const)
    expect(outcome(code), String(code)).toMatchObject({ kind: 'rejected', scope, code: String(code) });
});

test('nothing there, cut before and after: surely not, and perhaps', async () => {
  const { cache } = openCache();
  const nowhere = await caught(openClient(account('app-secret', 'http://127.0.0.1:1'), { cache }).get(USERS));
  expect(nowhere).toMatchObject({ failure: 'unreached' });
  const client = openClient(account(), { cache });
  await client.get(USERS);
  peer.cut(USERS, 'after');
  expect(await caught(client.get(USERS))).toMatchObject({ failure: 'lost' });
  expect(peer.calls.filter((each) => each.path === USERS)).toHaveLength(2);
  peer.cut('/cgi-bin/gettoken', 'after');
  expect(await caught(openClient(account('contact-secret'), openCache()).get(USERS))).toMatchObject({
    failure: 'unreached',
  });
});
