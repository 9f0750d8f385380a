import { afterAll, beforeAll, expect, test } from 'vitest';
import { Plan } from './contract-plan.ts';
import { type Letters, openLetters } from './testing/letters.ts';

let letters: Letters;
beforeAll(async () => {
  letters = await openLetters();
  await letters.template();
});
afterAll(() => letters.world.close());

test('a message is written with its first attempt, sent once by the job, and is an event of the customer', async () => {
  const id = await letters.customer('A-1');
  expect(await letters.send([id], [{ channel: 'sms' }], { run: 'run_a' })).toBe(1);
  expect((await letters.attempts(id)).map((each) => each.state)).toEqual(['queued']);
  // The same run and token again is the same message.
  expect(await letters.send([id], [{ channel: 'sms' }], { run: 'run_a' })).toBe(0);
  await letters.world.drain();
  await letters.world.drain();
  const [attempt, ...more] = await letters.attempts(id);
  expect(more).toEqual([]);
  expect(attempt).toMatchObject({ state: 'delivered', adapter: 'sandbox', channel: 'sms' });
  expect(attempt?.content?.text.map((each) => each.text).join('')).toBe('【安和口腔】沈女士好');
  expect(attempt?.decision?.checks.every((check) => check.ok)).toBe(true);
  expect(await letters.message(id)).toMatchObject({ state: 'delivered', reason: null });
  const timeline = await letters.world.call('GET', `/api/w/main/customers/${id}/events`);
  expect(timeline.body.items.map((item: { type: string }) => item.type).sort()).toEqual([
    'message_delivered',
    'message_sent',
  ]);
  expect(timeline.body.items[0].properties).toMatchObject({ playbook: 'demo', message: 'hello', channel: 'sms' });
});

test('a customer without an address is told on the next channel, and on none when there is none', async () => {
  const id = await letters.customer('A-2', { phone: undefined });
  await letters.send([id], [{ channel: 'sms' }, { channel: 'email' }]);
  await letters.world.drain();
  expect((await letters.attempts(id)).map(({ channel, state, reason }) => ({ channel, state, reason }))).toEqual([
    { channel: 'sms', state: 'refused', reason: 'address' },
    { channel: 'email', state: 'delivered', reason: null },
  ]);
  const none = await letters.customer('A-3', { phone: undefined, email: undefined });
  await letters.send([none], [{ channel: 'sms' }, { channel: 'email' }]);
  await letters.world.drain();
  expect(await letters.message(none)).toMatchObject({ state: 'refused', reason: 'address' });
});

test('a refused recipient bounces to the next channel at once', async () => {
  const id = await letters.customer('A-4', { phone: '13800000000' });
  await letters.send([id], [{ channel: 'sms' }, { channel: 'email' }]);
  await letters.world.drain();
  expect((await letters.attempts(id)).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    'sms failed',
    'email delivered',
  ]);
});

test('who does not read in time is told on the next channel; who reads late is not', async () => {
  const [slow, late] = [await letters.customer('A-5'), await letters.customer('A-6')];
  const plan = [
    { channel: 'wecom' as const, wait: { n: 2, unit: 'hour' as const }, until: 'read' as const },
    { channel: 'sms' as const },
  ];
  await letters.send([slow, late], plan);
  await letters.world.drain();
  const first = (await letters.attempts(late))[0];
  expect(first).toMatchObject({ channel: 'wecom', state: 'delivered' });
  await letters.at('2026-11-24T11:00:00');
  expect(await letters.receipt(first?.delivery_id ?? '', 'read')).toBe(1);
  await letters.at('2026-11-24T12:00:00');
  await letters.world.sweep();
  await letters.world.drain();
  expect((await letters.attempts(slow)).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    'wecom delivered',
    'sms delivered',
  ]);
  expect(await letters.attempts(late)).toHaveLength(1);
  expect(await letters.message(late)).toMatchObject({ state: 'read', due_at: null });
  await letters.at('2026-11-24T10:00:00');
});

test('an answer on any channel stops what was not sent', async () => {
  const id = await letters.customer('A-7');
  await letters.send([id], [{ channel: 'wecom', wait: { n: 1, unit: 'day' }, until: 'responded' }, { channel: 'sms' }]);
  await letters.world.drain();
  expect(await letters.message(id)).toMatchObject({ state: 'delivered', step: 0 });
  expect(await letters.reply(id, 'wecom', '打算下月初来看看', 'x1')).toBe(1);
  expect(await letters.reply(id, 'wecom', '打算下月初来看看', 'x1')).toBe(0);
  expect(await letters.message(id)).toMatchObject({ state: 'answered', due_at: null });
  const [attempt] = await letters.attempts(id);
  expect(attempt?.state).toBe('read');
});

test('two channels at the same time are one contact; the next one is for when neither was enough, and an answer ends it', async () => {
  const together = [
    { channel: 'wecom' as const },
    { channel: 'sms' as const, together: true as const, wait: { n: 2, unit: 'hour' as const }, until: 'read' as const },
    { channel: 'email' as const },
  ];
  const channels = async (id: string) =>
    (await letters.attempts(id)).map(({ channel, state }) => `${channel} ${state}`);
  const [reads, silent, half] = [
    await letters.customer('T-1'),
    await letters.customer('T-2'),
    await letters.customer('T-3', { phone: '13812340000' }),
  ];
  await letters.send([reads, silent, half], together);
  await letters.world.drain();
  for (const id of [reads, silent]) {
    expect(await channels(id)).toEqual(['wecom delivered', 'sms delivered']);
    expect(await letters.message(id)).toMatchObject({ step: 1, due_at: new Date('2026-11-24T12:00:00+08:00') });
  }
  // One refused, the other on its way: the third is not tried yet.
  expect(await channels(half)).toEqual(['wecom delivered', 'sms failed']);
  const second = (await letters.attempts(reads)).find(({ channel }) => channel === 'sms');
  await letters.receipt(second?.delivery_id ?? '', 'read');
  await letters.receipt((await letters.attempts(reads))[0]?.delivery_id ?? '', 'delivered', 'late');
  expect(await letters.message(reads)).toMatchObject({ state: 'read', due_at: null });
  await letters.at('2026-11-24T12:00:00');
  await letters.world.sweep();
  await letters.world.drain();
  expect(await channels(reads)).toHaveLength(2);
  expect(await channels(silent)).toEqual(['wecom delivered', 'sms delivered', 'email delivered']);
  expect(await channels(half)).toEqual(['wecom delivered', 'sms failed', 'email delivered']);
  await letters.at('2026-11-24T10:00:00');

  // Neither reached her: the next one at once.
  const none = await letters.customer('T-4', { phone: '13812350000' });
  await letters.send([none], [{ channel: 'sms' }, { channel: 'voice', together: true }, { channel: 'email' }]);
  await letters.world.drain();
  expect(await channels(none)).toEqual(['sms failed', 'voice refused', 'email delivered']);

  // As a fallback, and closed by her answer before its turn.
  const later = await letters.customer('T-5');
  const [first, ...rest] = together;
  await letters.send(
    [later],
    [
      { channel: 'email', wait: { n: 1, unit: 'hour' }, until: 'responded' },
      first as { channel: 'wecom' },
      ...rest.slice(0, 1),
    ],
  );
  await letters.world.drain();
  await letters.at('2026-11-24T11:00:00');
  await letters.world.sweep();
  await letters.reply(later, 'email', '好的');
  await letters.world.drain();
  expect(await channels(later)).toEqual(['email read', 'wecom cancelled', 'sms cancelled']);
  expect(await letters.message(later)).toMatchObject({ state: 'answered', due_at: null });
  await letters.at('2026-11-24T10:00:00');
});

test('steps together say their wait at the last, and none stands first', () => {
  const wait = { n: 1, unit: 'hour' as const };
  expect(Plan.safeParse([{ channel: 'sms', together: true }]).success).toBe(false);
  expect(
    Plan.safeParse([
      { channel: 'sms', wait },
      { channel: 'email', together: true },
    ]).success,
  ).toBe(false);
  expect(Plan.safeParse([{ channel: 'sms' }, { channel: 'email', together: true, wait }]).success).toBe(true);
});

test('where asked for, the channel on which she answers comes first, and what she asked for before it; the wait stays with its place', async () => {
  const [writes, silent] = [await letters.customer('A-7a'), await letters.customer('A-7b')];
  const path = `/api/w/main/customers/${writes}/channel`;
  const plan = [
    { channel: 'wecom' as const, wait: { n: 2, unit: 'hour' as const }, until: 'read' as const },
    { channel: 'sms' as const },
    { channel: 'email' as const },
  ];
  const first = async (id: string) => (await letters.attempts(id)).at(-1)?.channel;
  expect((await letters.world.call('GET', path)).body).toMatchObject({ wish: null, why: null });
  const { body: standIn } = await letters.world.call('GET', '/api/w/main/sandbox');
  expect(standIn).toEqual({ standsIn: 'all', channels: [], settable: true });
  // Told twice by e-mail, answered once; written to once by WeCom without an answer.
  for (const channel of ['email', 'wecom', 'email'] as const) {
    await letters.send([writes], [{ channel }]);
    await letters.world.drain();
    await letters.at(channel === 'wecom' ? '2026-11-26T10:00:00' : '2026-11-25T10:00:00');
  }
  await letters.at('2026-11-27T10:00:00');
  await letters.reply(writes, 'email', '请发邮件给我');
  const known = await letters.world.call('GET', path);
  expect(known.body.why).toEqual({ channel: 'email', by: 'answers', reached: 2, answered: 1 });
  expect(known.body.channels[0]).toMatchObject({ channel: 'email', timesReached: 2, timesAnswered: 1 });
  expect(known.body.channels[0].reached).toBeLessThan(2);

  await letters.send([writes, silent], plan, { preferred: true });
  await letters.world.drain();
  expect(await first(silent)).toBe('wecom');
  expect(await first(writes)).toBe('email');
  const message = await letters.message(writes);
  expect(message.due_at).toEqual(new Date('2026-11-27T12:00:00+08:00'));
  await letters.at('2026-11-27T12:00:00');
  await letters.world.sweep();
  await letters.world.drain();
  expect((await letters.attempts(writes)).slice(-2).map(({ channel }) => channel)).toEqual(['email', 'wecom']);

  // What she asks for goes before; asked twice is asked once, and it can be taken back.
  const asked = await letters.world.call('PUT', path, { channel: 'sms', note: '短信就好' });
  expect(asked.body).toMatchObject({ wish: { channel: 'sms', note: '短信就好' }, why: { channel: 'sms', by: 'wish' } });
  await letters.world.call('PUT', path, { channel: 'sms', note: '短信就好' });
  const { body: log } = await letters.world.call('GET', '/api/w/main/audit?action=messages.channel_wished');
  expect(log.items).toHaveLength(1);
  await letters.at('2026-11-29T10:00:00');
  await letters.send([writes], plan, { preferred: true });
  await letters.world.drain();
  expect(await first(writes)).toBe('sms');
  const { body: records } = await letters.world.call('GET', `/api/w/main/messages?customer=${writes}&limit=1`);
  const { body: detail } = await letters.world.call('GET', `/api/w/main/messages/${records.items[0].messageId}`);
  expect(detail.choice).toEqual({ channel: 'sms', by: 'wish', reached: null, answered: null });
  expect((await letters.world.call('PUT', path, { channel: null })).body.wish).toBe(null);
  expect((await letters.world.call('PUT', path, { channel: 'fax' })).status).toBe(400);
  await letters.at('2026-11-24T10:00:00');
});

test('a word of refusal withdraws the channel, and the next message is refused with its reason', async () => {
  const id = await letters.customer('A-8');
  await letters.send([id], [{ channel: 'sms' }]);
  await letters.world.drain();
  await letters.reply(id, 'sms', ' Ｔ ');
  const consents = (await letters.world.call('GET', `/api/w/main/customers/${id}`)).body.consents;
  expect(consents).toMatchObject([
    { purpose: 'marketing', channel: 'sms', granted: false, evidence: ' Ｔ ' },
    { purpose: 'service', channel: 'sms', granted: false },
  ]);
  await letters.send([id], [{ channel: 'sms' }, { channel: 'email' }]);
  await letters.world.drain();
  const attempts = await letters.attempts(id);
  expect(attempts.slice(1).map(({ channel, state, reason }) => `${channel} ${state} ${reason}`)).toEqual([
    'sms refused optOut',
    'email delivered null',
  ]);
});

test('at night it waits for the morning, and the wait for the next channel begins then', async () => {
  await letters.at('2026-11-25T22:30:00');
  const id = await letters.customer('A-9');
  await letters.send([id], [{ channel: 'sms', wait: { n: 3, unit: 'hour' }, until: 'read' }, { channel: 'email' }]);
  await letters.world.drain();
  expect((await letters.attempts(id))[0]).toMatchObject({
    state: 'queued',
    reason: 'hours',
    due_at: new Date('2026-11-26T09:00:00+08:00'),
  });
  await letters.at('2026-11-26T09:00:00');
  await letters.world.sweep();
  await letters.world.drain();
  expect((await letters.attempts(id))[0]).toMatchObject({ state: 'delivered' });
  expect((await letters.message(id)).due_at).toEqual(new Date('2026-11-26T12:00:00+08:00'));
});

test('a variable without a value or a fallback stops the message', async () => {
  await letters.template({
    key: 'order',
    channels: { sms: { text: { zh: '您的订单 {{order.amount}}', en: '{{order.amount}}' } } },
  });
  const id = await letters.customer('A-10');
  await letters.send([id], [{ channel: 'sms' }], { message: 'order' });
  await letters.world.drain();
  expect(await letters.message(id)).toMatchObject({ state: 'refused', reason: 'variables' });
  expect((await letters.attempts(id))[0]).toMatchObject({ contacted_at: null });
});

test('a message whose words nobody knows is refused and shown', async () => {
  const id = await letters.customer('A-11');
  await letters.send([id], [{ channel: 'sms' }], { message: 'nothing' });
  await letters.world.drain();
  expect((await letters.message(id)).state).toBe('refused');
});

test('a message of a playbook is looked at as one customer, saved or not: each channel by itself, and nothing stays', async () => {
  const words = (zh: string) => ({ zh, en: zh });
  const template = {
    key: 'ask',
    name: words('问'),
    purpose: 'service',
    form: 'visit',
    channels: {
      sms: { text: words('{{customer.first|您}}好，{{playbook.name}}：{{survey.ask}}') },
      wecom: { text: words('{{survey.link}} {{order.day}}') },
    },
  };
  const definition = {
    key: 'looked-at',
    name: words('就诊回访'),
    description: words('就诊回访'),
    trigger: { kind: 'manual' },
    audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] },
    goal: { event: 'purchase', name: words('购买') },
    forms: [{ key: 'visit', title: words('就诊'), questions: [{ id: 'q', kind: 'nps', title: words('推荐吗') }] }],
  };
  const { world } = letters;
  expect((await world.call('POST', '/api/w/main/playbooks', { definition })).status).toBe(200);
  await letters.customer('LOOK-1');
  const path = '/api/w/main/playbooks/looked-at/message-preview';
  const { status, body } = await world.call('POST', path, { template, customer: 'LOOK-1' });
  expect(status, JSON.stringify(body)).toBe(200);
  const [sms, wecom] = body.channels;
  expect(sms).toMatchObject({ channel: 'sms', missing: [], parts: 1, decision: { result: 'send' } });
  expect(sms.text).toMatch(/^沈女士好，就诊回访：请回复0-10/);
  expect(wecom).toMatchObject({ missing: ['order.day'], decision: { result: 'refuse', reason: 'variables' } });
  expect(wecom.text).toMatch(/\/s\//);
  // The link it showed leads nowhere.
  const link = new URL(/https?:\S+/.exec(wecom.text)?.[0] ?? '').pathname;
  expect((await world.call('GET', link)).status).toBe(404);
  const empty = { ...template, channels: { sms: { text: words('') } } };
  const wrong = await world.call('POST', path, { template: empty, customer: 'LOOK-1' });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'template.channels.sms.text.zh']);
  expect((await world.call('POST', path, { template, customer: 'nobody' })).status).toBe(404);
});
