/** The contact policy on its way to real attempts: persons, duplicates, money, lists, and what a change of it does to those who wait. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../contract-policy.ts';
import { type Letters, openLetters } from '../testing/letters.ts';

let letters: Letters;
const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
const policy: Letters['policy'] = (part) => letters.policy(part);
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

test('who is blocked is not contacted: by number, mailbox or customer, for a while, and again when it is taken back', async () => {
  const [byPhone, byMail, whole, free] = [
    await letters.customer('L-1', { phone: '13900000021' }),
    await letters.customer('L-2', { email: 'l2@home.example' }),
    await letters.customer('L-3'),
    await letters.customer('L-4'),
  ];
  const text = '号码,原因,到期\n139 0000 0021,投诉,2026-12-01\nL2@home.example\nL-3，要求不再联系\n不是号码\n';
  const added = await call('POST', '/contact-blocks', { text, reason: '名单' });
  expect(added.body).toEqual({ added: 3, renewed: 0, wrong: [{ line: 5, text: '不是号码' }] });
  expect((await call('POST', '/contact-blocks', { text, reason: '名单' })).body).toMatchObject({
    added: 0,
    renewed: 3,
  });
  await letters.send([byPhone, byMail, whole, free], [{ channel: 'wecom' }]);
  await go();
  for (const id of [byPhone, byMail, whole]) expect(await said(id)).toEqual(['wecom refused blocked']);
  expect(await said(free)).toEqual(['wecom delivered']);
  const listed = (await call('GET', '/contact-blocks?q=139')).body;
  expect(listed).toMatchObject({ active: 3, items: [{ kind: 'phone', reason: '投诉', expired: false }] });
  expect(JSON.stringify(await stored())).not.toContain('null');
  const { blockId } = listed.items[0];
  expect((await call('PUT', `/contact-blocks/${blockId}`, { blocked: false })).body.expired).toBe(true);
  await letters.send([byPhone], [{ channel: 'wecom' }], { message: 'again' });
  await go();
  expect((await said(byPhone)).at(-1)).toBe('wecom delivered');
  const again = await call('PUT', `/contact-blocks/${blockId}`, { blocked: true, until: '2026-12-01' });
  expect(again.body).toMatchObject({ expired: false, expiresAt: '2026-12-01T16:00:00.000Z' });
  // What is known of her is gone, and she comes in again under the same number: the hash knows her.
  const ctx = await letters.ctx();
  await ctx.tx((tx) => sql`update contact_block set shown = null where workspace_id = ${ctx.workspace.id}`.execute(tx));
  const back = await letters.customer('L-5', { phone: '+86 139-0000-0021' });
  await letters.send([back], [{ channel: 'sms' }]);
  await go();
  expect(await said(back)).toEqual(['sms refused blocked']);
});

async function stored(): Promise<unknown[]> {
  const ctx = await letters.ctx();
  const { rows } = await ctx.tx((tx) =>
    sql`select kind, hash, shown from contact_block where workspace_id = ${ctx.workspace.id}`.execute(tx),
  );
  return rows;
}

test('may we contact her now: one customer with every rule, a list by reason, and nothing is sent', async () => {
  const ok = await letters.customer('J-1');
  const out = await letters.customer('J-2');
  const none = await letters.customer('J-3', { phone: undefined, email: undefined });
  await call('POST', `/customers/${out}/consents`, { purpose: 'service', channels: ['sms'], granted: false });
  const one = await call('GET', `/customers/${out}/contactable`);
  expect(one.body.best).toBe('wecom');
  const sms = one.body.channels.find((each: { channel: string }) => each.channel === 'sms').decision;
  expect(sms).toMatchObject({ result: 'refuse', reason: 'optOut' });
  const ask = (more: object) =>
    call('POST', '/contactable', {
      channels: ['sms'],
      purpose: 'service',
      customers: [ok, out, none, 'cus_nobody'],
      ...more,
    });
  expect((await ask({})).body).toMatchObject({
    asked: 3,
    sendable: 1,
    byChannel: { sms: 1 },
    refused: { optOut: 1, address: 1 },
  });
  expect((await ask({ channels: ['sms', 'wecom'] })).body.byChannel).toEqual({ sms: 1, wecom: 2 });
  expect((await ask({ at: '2026-11-24T23:00:00+08:00' })).body).toMatchObject({
    sendable: 0,
    later: 1,
    waiting: { hours: 1 },
  });
  await policy({
    prices: { sms: 0.05 },
    budgets: [{ channel: 'any', playbook: null, per: 'month', amount: 0.04, then: 'refuse' }],
  });
  expect((await ask({})).body.refused).toEqual({ optOut: 1, address: 1, budget: 1 });
  expect(await letters.attempts(ok)).toEqual([]);
});
