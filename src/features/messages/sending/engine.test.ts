/** The delivery engine against a gateway that can be asked: groups that are held, accounts with a pace, receipts that are faster than answers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GatewayPeer, openGateway } from '../channels/gateway/testing/gateway.ts';
import { deliver } from './deliver.ts';
import { countGroup, pauseGroup, resumeGroup, stopGroup } from '../groups/groups.ts';
import { takeReceipts } from '../receipts/receipts.ts';
import { sendMessages } from './send.ts';
import { type Letters, openLetters } from '../testing/letters.ts';

let letters: Letters;
let gateway: GatewayPeer;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
  gateway = await openGateway();
  await setUp();
});
afterAll(async () => {
  await gateway.close();
  await letters.world.close();
});

async function setUp(more: object = {}): Promise<void> {
  const body = { adapter: 'gateway', settings: gateway.settings, ...more };
  const set = await letters.world.call('PUT', '/api/w/main/channels/sms', body);
  expect(set.status, JSON.stringify(set.body)).toBe(200);
}

let numbers = 0;
async function customers(n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let each = 0; each < n; each++)
    ids.push(await letters.customer(`E-${numbers++}`, { phone: `138000${String(10_000 + numbers * 10)}` }));
  return ids;
}

async function sendTogether(ids: readonly string[], group: string): Promise<void> {
  const ctx = await letters.ctx();
  await ctx.tx((tx) =>
    sendMessages(
      tx,
      ctx,
      ids.map((customerId, token) => ({
        run: { runId: `run_${group}`, token },
        epoch: null,
        customerId,
        playbook: 'demo',
        version: 1,
        message: 'hello',
        plan: [{ channel: 'sms' as const }],
        group,
      })),
    ),
  );
}

const arrived = async (ids: readonly string[]): Promise<number> => {
  const attempts = await Promise.all(ids.map((id) => letters.attempts(id)));
  const mine = new Set(attempts.flat().map((each) => each.delivery_id));
  return (await gateway.taken()).filter((each) => mine.has(each.id)).length;
};

const counts = async (group: string) => {
  const ctx = await letters.ctx();
  const found = await ctx.tx((tx) => countGroup(tx, ctx.workspace.id, group));
  return Object.fromEntries(found.map(({ state, n }) => [state, n]));
};

test('a paused group sends nothing until it goes on, at the pace it is given; a stopped one never again', async () => {
  const ids = await customers(6);
  const ctx = await letters.ctx();
  await ctx.tx((tx) => pauseGroup(tx, ctx, 'grp_a'));
  await sendTogether(ids, 'grp_a');
  await letters.world.drain();
  expect(await counts('grp_a')).toEqual({ waiting: 6 });
  expect(await arrived(ids)).toBe(0);
  // Two a minute: one now, the next in half a minute.
  expect(await ctx.tx((tx) => resumeGroup(tx, ctx, 'grp_a', 2))).toBe(6);
  await letters.world.drain();
  expect(await arrived(ids)).toBe(1);
  await letters.at('2026-11-24T10:01:00');
  await letters.world.sweep();
  await letters.world.drain();
  expect(await arrived(ids)).toBe(3);
  await letters.at('2026-11-24T10:02:00');
  expect(await stopGroup(await letters.ctx(), 'grp_a')).toBe(3);
  await letters.world.sweep();
  await letters.world.drain();
  expect(await arrived(ids)).toBe(3);
  expect(await counts('grp_a')).toEqual({ sent: 3, cancelled: 3 });
  // Stopped is stopped: neither going on nor sending more with it helps.
  const later = await letters.ctx();
  expect(await later.tx((tx) => resumeGroup(tx, later, 'grp_a', null))).toBe(0);
  const more = await customers(1);
  await sendTogether(more, 'grp_a_more');
  await letters.world.drain();
  expect(await arrived(more)).toBe(1);
});

test('an account of so many a second is not asked for more, with several processes at it', async () => {
  await setUp({ perSecond: 10 });
  const ids = await customers(14);
  const began = performance.now();
  await letters.send(ids, [{ channel: 'sms' }]);
  const contexts = [await letters.ctx(), await letters.ctx()];
  await Promise.all(contexts.map((ctx) => deliver(ctx, { signal: new AbortController().signal })));
  // A burst of ten, then one each tenth of a second.
  expect(performance.now() - began).toBeGreaterThan(390);
  expect(await arrived(ids)).toBe(14);
  await setUp();
});

test('a receipt that comes before the provider’s id is known waits for it', async () => {
  const [id = ''] = await customers(1);
  await letters.send([id], [{ channel: 'sms' }]);
  const [attempt] = await letters.attempts(id);
  const ctx = await letters.ctx();
  const receipt = { key: 'early', providerId: `gw-${attempt?.delivery_id}`, channel: 'sms' as const, at: ctx.now };
  expect(await ctx.tx((tx) => takeReceipts(tx, ctx, [{ ...receipt, status: 'delivered' }]))).toBe(0);
  await letters.world.drain();
  expect(await letters.attempts(id)).toMatchObject([{ state: 'delivered' }]);
  expect(await letters.message(id)).toMatchObject({ state: 'delivered' });
});

test('where nobody knows, the next channel is tried only when the plan says so; what is found out later still counts', async () => {
  const [waits = '', goes = ''] = await customers(2);
  await gateway.drop(1);
  const plan = (onUnknown: 'wait' | 'next') => [{ channel: 'sms' as const, onUnknown }, { channel: 'email' as const }];
  await letters.send([waits], plan('wait'));
  await letters.send([goes], plan('next'));
  await letters.world.drain();
  await gateway.drop(0);
  expect((await letters.attempts(waits)).map(({ channel, state }) => `${channel} ${state}`)).toEqual(['sms unknown']);
  expect((await letters.attempts(goes)).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    'sms unknown',
    'email refused',
  ]);
  await letters.at('2026-11-24T10:05:00');
  await letters.world.sweep();
  await letters.world.drain();
  for (const id of [waits, goes]) {
    expect((await letters.attempts(id))[0]).toMatchObject({ channel: 'sms', state: 'accepted' });
    expect(await letters.message(id)).toMatchObject({ state: 'sent' });
  }
  expect(await arrived([waits, goes])).toBe(2);
});

test('a channel that is not set up beside one that is: shown in the sandbox, counted as nothing, and the next one at once', async () => {
  const { world } = letters;
  const [id = ''] = await customers(1);
  const reached = async () => (await world.call('GET', '/api/w/main/sandbox/people')).body.totals.delivered;
  const before = await reached();
  await letters.send([id], [{ channel: 'email', wait: { n: 1, unit: 'day' } }, { channel: 'sms' }]);
  await world.drain();
  const attempts = await letters.attempts(id);
  expect(attempts).toMatchObject([
    { channel: 'email', adapter: 'sandbox', state: 'refused', reason: 'channel', contacted_at: null },
    { channel: 'sms', adapter: 'gateway', state: 'accepted' },
  ]);
  expect(attempts[0]?.content?.subject?.map(({ text }) => text).join('')).toBe('沈佳怡好');
  expect(await reached()).toBe(before);
  const { body: standIn } = await world.call('GET', '/api/w/main/sandbox');
  expect(standIn).toEqual({ standsIn: 'some', channels: ['email'], settable: true });
  const { body: thread } = await world.call('GET', `/api/w/main/sandbox/people/${id}`);
  expect(thread.bubbles).toContainEqual(
    expect.objectContaining({ channel: 'email', state: 'refused', sandbox: true, from: 'us' }),
  );
  const reply = await world.call('POST', `/api/w/main/sandbox/people/${id}/reply`, { channel: 'email', text: '好' });
  expect(reply.status).toBe(409);
});
