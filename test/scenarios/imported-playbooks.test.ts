/** Two playbooks written by somebody else, with other triggers and conditions, run without a code change. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../src/kit/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
});
afterAll(() => world.close());

const base = '/api/w/main';

async function record(events: readonly Record<string, unknown>[]): Promise<void> {
  const answer = await world.call('POST', `${base}/events`, { events });
  expect(answer.status).toBe(200);
  expect(answer.body.rejected).toEqual([]);
}

async function publish(definition: Record<string, unknown>): Promise<void> {
  const made = await world.call('POST', `${base}/playbooks`, { definition });
  expect(made.body).toMatchObject({ key: definition['key'], status: 'draft', version: 1 });
  const enabled = await world.call('POST', `${base}/playbooks/${definition['key']}/enable`, {});
  expect(enabled.body).toMatchObject({ status: 'running', epoch: 1 });
}

const event = (id: string, customer: string, type: string, at: string, more: Record<string, unknown> = {}) => ({
  source: 'shop',
  externalId: id,
  type,
  at,
  customer: { externalId: customer },
  ...more,
});

test('an event with a property, only of customers with a history: both arms are written at once, with reasons', async () => {
  await world.setClock('main', '2026-03-01T02:00:00Z');
  await publish({
    key: 'complaint-care',
    name: { zh: '投诉安抚', en: 'Complaint care' },
    description: { zh: '老客户的严重投诉', en: 'Grave complaints of returning customers' },
    trigger: { kind: 'event', event: 'complaint', where: [{ field: 'grade', operator: '>=', value: 3 }] },
    audience: {
      combinator: 'and',
      rules: [{ field: 'event_count', operator: '>=', value: { event: 'purchase', n: 2 } }],
    },
    consent: null,
    goal: { event: 'purchase', name: { zh: '再次购买', en: 'Purchase again' } },
    windowDays: 14,
    control: { holdout: 0.5, serviceCritical: false },
  });
  const customers = Array.from({ length: 40 }, (_, index) => `K${index}`);
  await record(
    customers.flatMap((customer, index) => [
      event(`a-${customer}`, customer, 'purchase', '2026-02-01T02:00:00Z', { amount: 100 }),
      // The first ten bought only once.
      ...(index < 10 ? [] : [event(`b-${customer}`, customer, 'purchase', '2026-02-10T02:00:00Z', { amount: 50 })]),
    ]),
  );
  // The next ten complain mildly.
  await record(
    customers.map((customer, index) =>
      event(`c-${customer}`, customer, 'complaint', '2026-03-01T01:00:00Z', {
        properties: { grade: index < 20 ? 1 : 4 },
      }),
    ),
  );
  await world.drain();
  const { body } = await world.call('GET', `${base}/playbooks/complaint-care/enrolments?limit=200`);
  expect(body.enrolments).toHaveLength(20);
  const arms = new Set(body.enrolments.map((enrolment: { arm: string }) => enrolment.arm));
  expect(arms).toEqual(new Set(['treatment', 'control']));
  for (const enrolment of body.enrolments) {
    expect(Number(enrolment.externalId.slice(1))).toBeGreaterThanOrEqual(20);
    expect(enrolment.arm).toBe(enrolment.u < 0.5 ? 'control' : 'treatment');
    expect(enrolment.because).toEqual([expect.objectContaining({ held: true, value: expect.stringContaining('2') })]);
  }
  // The same batch again adds nothing.
  await record([event('c-K25', 'K25', 'complaint', '2026-03-01T01:00:00Z', { properties: { grade: 4 } })]);
  await world.drain();
  const again = await world.call('GET', `${base}/playbooks/complaint-care/enrolments?limit=200`);
  expect(again.body.enrolments).toHaveLength(20);
});

test('a view that is not followed by an order within 15 minutes', async () => {
  await world.setClock('main', '2026-03-02T02:00:00Z');
  await publish({
    key: 'viewed-not-bought',
    name: { zh: '浏览未下单', en: 'Viewed, not bought' },
    description: { zh: '15 分钟内没有下单', en: 'No order within 15 minutes' },
    trigger: { kind: 'eventWithout', event: 'product_viewed', without: 'purchase', within: { n: 15, unit: 'minute' } },
    audience: { combinator: 'and', rules: [{ field: 'tag', operator: 'hasNot', value: ['blocked'] }] },
    consent: null,
    goal: { event: 'purchase', name: { zh: '下单', en: 'Order' } },
    control: { holdout: 0, serviceCritical: true },
  });
  await record(
    [
      event('v1', 'V1', 'product_viewed', '2026-03-02T02:01:00Z'),
      event('v2', 'V2', 'product_viewed', '2026-03-02T02:02:00Z'),
      event('o2', 'V2', 'purchase', '2026-03-02T02:10:00Z', { amount: 10 }),
      event('v3', 'V3', 'product_viewed', '2026-03-02T02:20:00Z'),
      event('v4', 'V4', 'product_viewed', '2026-03-02T02:03:00Z'),
    ].map((each) => ({ ...each, at: each.at })),
  );
  const found = await world.call('GET', `${base}/customers?q=V4`);
  const { customerId } = found.body.items[0];
  await world.call('POST', `${base}/customers/${customerId}/tags`, { tag: 'blocked' });

  const enrolled = async (): Promise<string[]> => {
    const { body } = await world.call('GET', `${base}/playbooks/viewed-not-bought/enrolments?limit=200`);
    return body.enrolments.map((enrolment: { externalId: string }) => enrolment.externalId).sort();
  };
  await world.setClock('main', '2026-03-02T02:15:00Z');
  await world.sweep();
  expect(await enrolled()).toEqual([]);
  await world.setClock('main', '2026-03-02T02:30:00Z');
  await world.sweep();
  expect(await enrolled()).toEqual(['V1']);
  await world.setClock('main', '2026-03-02T03:00:00Z');
  await world.sweep();
  await world.sweep();
  expect(await enrolled()).toEqual(['V1', 'V3']);
});

test('a document with mistakes is refused with every path, and nothing is kept', async () => {
  const { status, body } = await world.call('POST', `${base}/playbooks`, {
    definition: { key: 'Bad Key', name: { zh: '坏' }, audience: {}, trigger: { kind: 'never' } },
  });
  expect(status).toBe(400);
  expect(body.code).toBe('playbook_invalid');
  const paths = body.errors.map((error: { path: string }) => error.path);
  for (const path of ['key', 'name.en', 'trigger.kind', 'description', 'goal']) expect(paths).toContain(path);
  const unknown = await world.call('POST', `${base}/playbooks`, {
    definition: {
      key: 'unknown-field',
      name: { zh: '未知', en: 'Unknown' },
      description: { zh: '未知', en: 'Unknown' },
      trigger: { kind: 'manual' },
      audience: { combinator: 'and', rules: [{ field: 'customer.shoe_size', operator: '=', value: 42 }] },
      goal: { event: 'purchase', name: { zh: '买', en: 'buy' } },
    },
  });
  expect(unknown.status).toBe(400);
  expect(unknown.body.errors[0].path).toBe('audience.0');
  const { body: list } = await world.call('GET', `${base}/playbooks`);
  expect(list.playbooks.map((playbook: { key: string }) => playbook.key)).not.toContain('unknown-field');
});

test('a variable that nobody knows is refused with its path and the one that was meant', async () => {
  await world.call('POST', `${base}/attributes`, { key: 'skin_type', type: 'text', zh: '肤质', en: 'Skin type' });
  const said = (zh: string) => ({ zh, en: 'Hello' });
  const step = (id: string, say: string, hint?: string) => ({
    id,
    title: said('开场'),
    say: said(say),
    ...(hint ? { hint: said(hint) } : {}),
  });
  const document = (text: string, steps: object[]) => ({
    key: 'unknown-variable',
    name: said('变量'),
    description: said('变量'),
    trigger: { kind: 'manual' },
    audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] },
    goal: { event: 'purchase', name: said('买') },
    messages: [{ key: 'hello', name: said('问候'), purpose: 'service', channels: { sms: { text: said(text) } } }],
    scripts: [{ key: 'sh-1', number: 'SH-1', name: said('话术'), steps }],
  });
  const bad = document('{{customer.nmae|您}}好，{{order.day}}', [
    step('hello', '我是{{agent.nam}}，{{customer.first|您}}', '{{customer.skin_tpye|?}}'),
    step('link', '{{survey.link}}'),
  ]);
  const refused = await world.call('POST', `${base}/playbooks`, { definition: bad });
  expect([refused.status, refused.body.code]).toEqual([400, 'playbook_invalid']);
  expect(refused.body.errors).toMatchObject([
    { path: 'scripts.0.steps.0.say.zh', message: '没有变量「agent.nam」，是不是「agent.name」？' },
    { path: 'scripts.0.steps.0.hint.zh', message: '没有变量「customer.skin_tpye」，是不是「customer.skin_type」？' },
    {
      path: 'scripts.0.steps.1.say.zh',
      message: expect.stringContaining('没有变量「survey.link」；可以用：customer.'),
    },
    { path: 'messages.0.channels.sms.text.zh', message: '没有变量「customer.nmae」，是不是「customer.name」？' },
  ]);
  const good = document('{{customer.name|您}}好，{{order.day}}', [
    step('hello', '我是{{agent.name}}，{{customer.first|您}}', '{{customer.skin_type|?}}'),
  ]);
  expect((await world.call('POST', `${base}/playbooks`, { definition: good })).status).toBe(200);
});
