/** The contact policy on its way to real attempts: persons, duplicates, money, lists, and what a change of it does to those who wait. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_POLICY } from './contract-policy.ts';
import { type Letters, openLetters } from './testing/letters.ts';

let letters: Letters;
const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
const policy = async (part: Partial<typeof DEFAULT_POLICY> = {}) => {
  const answer = await call('PUT', '/contact-policy', { ...DEFAULT_POLICY, ...part });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const go = async () => {
  await letters.world.sweep();
  await letters.world.drain();
};
const said = async (id: string) =>
  (await letters.attempts(id)).map(({ channel, state, reason }) => [channel, state, reason].filter(Boolean).join(' '));

beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
  await letters.template({ key: 'again' });
});
beforeEach(async () => {
  await letters.at('2026-11-24T10:00:00');
  await policy();
});
afterAll(() => letters.world.close());

test('customers who share a number, or a mailbox by way of a third, are one person for caps', async () => {
  const phone = '13900000001';
  const a = await letters.customer('P-1', { phone, email: 'one@home.example' });
  const b = await letters.customer('P-2', { phone, email: 'two@home.example' });
  const c = await letters.customer('P-3', { phone: '13900000003', email: 'two@home.example' });
  await policy({ duplicateHours: 0 });
  await letters.send([a, b, c], [{ channel: 'sms' }]);
  await go();
  const states = [...(await said(a)), ...(await said(b)), ...(await said(c))];
  expect(states.filter((state) => state === 'sms queued frequency')).toHaveLength(1);
  expect(states.filter((state) => state === 'sms delivered')).toHaveLength(2);
});

test('the same words reach a person once in a day, also by another of her records; her fallback is no repetition', async () => {
  const a = await letters.customer('D-1', { phone: '13900000011', email: 'd1@home.example' });
  const b = await letters.customer('D-2', { phone: '13900000011', email: 'd2@home.example' });
  await letters.send([a], [{ channel: 'wecom' }]);
  await go();
  await letters.send([b], [{ channel: 'wecom' }]);
  await go();
  expect(await said(b)).toEqual(['wecom refused duplicate']);
  await letters.at('2026-11-25T10:00:01');
  await letters.send([b], [{ channel: 'wecom' }]);
  await go();
  expect((await said(b)).at(-1)).toBe('wecom delivered');
});

test('a deferred attempt starts the wait of the next channel when it really goes', async () => {
  await letters.at('2026-11-24T23:00:00');
  const id = await letters.customer('F-1');
  await letters.send([id], [{ channel: 'sms', wait: { n: 15, unit: 'minute' }, until: 'read' }, { channel: 'email' }]);
  await go();
  expect(await said(id)).toEqual(['sms queued hours']);
  expect((await letters.message(id)).due_at).toBeNull();
  await letters.at('2026-11-24T23:30:00');
  await go();
  expect(await said(id)).toEqual(['sms queued hours']);
  await letters.at('2026-11-25T09:00:00');
  await go();
  expect((await letters.message(id)).due_at).toEqual(new Date('2026-11-25T09:15:00+08:00'));
  await letters.at('2026-11-25T09:14:59');
  await go();
  expect(await said(id)).toEqual(['sms delivered']);
  await letters.at('2026-11-25T09:15:00');
  await go();
  expect(await said(id)).toEqual(['sms delivered', 'email delivered']);
});

test('hours changed while something waits are taken at once, both ways', async () => {
  await letters.at('2026-11-24T21:00:00');
  const id = await letters.customer('H-1');
  await letters.send([id], [{ channel: 'sms' }]);
  await go();
  expect(await said(id)).toEqual(['sms queued hours']);
  const late = [{ from: '09:00', to: '21:30' }];
  await policy({ hours: { ...DEFAULT_POLICY.hours, sms: { service: late, marketing: late } } });
  await letters.world.drain();
  expect(await said(id)).toEqual(['sms delivered']);
  const closed = await letters.customer('H-2');
  await letters.at('2026-11-25T10:00:00');
  const noon = [{ from: '12:00', to: '13:00' }];
  await letters.send([closed], [{ channel: 'sms' }]);
  await policy({ hours: { ...DEFAULT_POLICY.hours, sms: { service: noon, marketing: noon } } });
  await go();
  expect(await said(closed)).toEqual(['sms queued hours']);
});

test('abroad she is written to by her own clock', async () => {
  const [berlin, known] = [
    await letters.customer('Z-1', { phone: '+4915112345678' }),
    await letters.customer('Z-2', { phone: '+4915112345679' }),
  ];
  await letters.send([berlin], [{ channel: 'sms' }]);
  await go();
  const [attempt] = await letters.attempts(berlin);
  expect(attempt?.due_at).toEqual(new Date('2026-11-24T09:00:00+01:00'));
  const ctx = await letters.ctx();
  await ctx.tx((tx) =>
    sql`update customer set attributes = '{"time_zone":"Asia/Shanghai"}' where workspace_id = ${ctx.workspace.id} and customer_id = ${known}`.execute(
      tx,
    ),
  );
  await letters.send([known], [{ channel: 'sms' }]);
  await go();
  expect(await said(known)).toEqual(['sms delivered']);
});

test('a budget is spent once, whoever spends it; used up it waits or refuses, and says so once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) ids.push(await letters.customer(`B-${n}`));
  const budget = { channel: 'sms', playbook: null, per: 'day', amount: 0.2, then: 'defer' } as const;
  await policy({ prices: { sms: 0.05 }, budgets: [budget] });
  await letters.send(ids, [{ channel: 'sms' }]);
  await go();
  const states = async () => (await Promise.all(ids.map(said))).flat();
  expect((await states()).filter((state) => state === 'sms delivered')).toHaveLength(4);
  expect((await states()).filter((state) => state === 'sms queued budget')).toHaveLength(2);
  const audit = async () =>
    (await call('GET', '/audit?limit=100')).body.items.filter(
      (each: { action: string }) => each.action === 'messages.budget_used_up',
    );
  expect(await audit()).toHaveLength(1);
  await letters.at('2026-11-25T09:00:00');
  await go();
  expect((await states()).filter((state) => state === 'sms delivered')).toHaveLength(6);
  const more = await letters.customer('B-9');
  await policy({ prices: { sms: 0.05 }, budgets: [{ ...budget, amount: 0.1, then: 'refuse' }] });
  await letters.send([more], [{ channel: 'sms' }]);
  await go();
  expect(await said(more)).toEqual(['sms refused budget']);
});
