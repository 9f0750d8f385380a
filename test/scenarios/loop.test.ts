/** The shipped playbooks together: an order, a questionnaire, a low score, a task that nobody accepts, and what is learned from it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { type RunningWorker, startWorker } from '../../src/kit/jobs/worker.ts';
import { createWorld, type World } from '../../src/kit/testing/world.ts';
import { until } from '../process.ts';

let world: World;
let worker: RunningWorker;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  worker = await startWorker(world.runtime, 'all');
});
afterAll(async () => {
  await worker.stop();
  await world.close();
});

const base = '/api/w/main';

async function ok(method: string, path: string, body?: unknown) {
  const answer = await world.call(method, `${base}${path}`, body);
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
}

/** Lets the workspace live on; what is due on the way happens on the way. */
async function live(to: string): Promise<void> {
  await ok('POST', '/clock', { to });
  await until('the clock has arrived', 60_000, async () => (await ok('GET', '/clock')).target === null);
}

test('an order is asked about next morning; a low score becomes a task, the task is escalated, the words become a tag', {
  timeout: 120_000,
}, async () => {
  await world.setClock('main', '2026-03-02T02:00:00Z');
  const team = await ok('POST', '/teams', { name: '一组' });
  for (const [role, name] of [
    ['agent', '林晓彤'],
    ['supervisor', '周予安'],
  ])
    await ok('POST', '/members', { name, role, email: `${role}@huixiang.example`, teamIds: [team.id] });
  for (const key of ['after-sales-satisfaction', 'low-score-recovery'])
    await ok('POST', `/playbooks/${key}/enable`, key === 'after-sales-satisfaction' ? { holdout: 0 } : {});
  const { customerId } = await ok('POST', '/customers', { externalId: 'C-1', name: '沈佳怡', phone: '13800006027' });
  const order = {
    externalId: 'o-1',
    type: 'purchase',
    at: '2026-03-02T01:59:00Z',
    amount: 320,
    customer: { externalId: 'C-1' },
  };
  await ok('POST', '/events', { events: [order] });
  await live('2026-03-04T03:00:00Z');
  const post = await answer(await linkOf(customerId), {
    'csat.quality': '4',
    'csat.service': '2',
    'csat.speed': '3',
    nps: '3',
    nps_why: COMPLAINT,
    intent: '1',
  });
  expect(post).toBe(303);
  // An answer on one channel stops the others.
  await until('a task is open', 30_000, async () => (await tasksOf(customerId)).length === 1);
  await until('the complaint is understood', 30_000, async () => (await tagsOf(customerId)).has('不满-价格因素'));
  const tags = await tagsOf(customerId);
  expect([...tags.keys()]).toEqual(expect.arrayContaining(['贬损者', '低分待挽回', '不满-服务态度', '不满-价格因素']));
  expect(tags.get('不满-价格因素')).toContain('价格还这么贵');
  expect((await tasksOf(customerId))[0]).toMatchObject({ title: { zh: '低分安抚' }, state: 'open', escalated: null });

  // Nobody accepts it: four working hours later, with the lunch break between, the superior answers for it.
  await live('2026-03-04T09:00:00Z');
  expect((await tasksOf(customerId))[0]).toMatchObject({ state: 'open', escalated: { to: { name: '周予安' } } });
  const { runs } = await ok('GET', `/customers/${customerId}/flow-runs`);
  expect(runs.length).toBe(2);

  const [{ taskId }] = await tasksOf(customerId);
  const done = { result: 'done', answers: { cause: 'attitude', solved: 'yes' }, openReason: '一次说完' };
  await ok('POST', `/tasks/${taskId}/finish`, done);
  await until('the flow goes on', 30_000, async () => (await tagsOf(customerId)).has('已挽回'));
  const { figure } = await ok('GET', '/metrics/csat/figure?playbook=after-sales-satisfaction');
  expect(figure).toMatchObject({ n: 1, value: null, missing: 'too_few', rate: { asked: 1, answered: 1 } });
  expect((await ok('GET', '/flow-runs/stuck')).items).toEqual([]);
});

test('who buys meanwhile is not told on the next channel any more', async () => {
  const words = (text: string) => ({ zh: text, en: text });
  const definition = {
    key: 'come-back',
    name: words('come-back'),
    description: words('come-back'),
    trigger: { kind: 'event', event: 'visit' },
    audience: { combinator: 'and', rules: [{ field: 'customer.name', operator: '!=', value: 'nobody' }] },
    consent: null,
    goal: { event: 'purchase', name: words('purchase') },
    control: { holdout: 0, serviceCritical: false },
    messages: [
      {
        key: 'hello',
        name: words('hello'),
        purpose: 'service',
        channels: { wecom: { text: words('hi') }, sms: { text: words('hi') } },
      },
    ],
    flow: {
      exits: [{ event: 'purchase', result: 'returned' }],
      nodes: [
        {
          id: 'hello',
          kind: 'action',
          action: 'send',
          params: {
            message: 'hello',
            plan: [{ channel: 'wecom', wait: { n: 1, unit: 'day' }, until: 'responded' }, { channel: 'sms' }],
          },
        },
        { id: 'rest', kind: 'delay', for: { n: 9, unit: 'day' } },
      ],
    },
  };
  await ok('POST', '/playbooks', { definition });
  await ok('POST', '/playbooks/come-back/enable', {});
  const visit = (customer: string) => ({
    externalId: `v-${customer}`,
    type: 'visit',
    at: '2026-03-04T09:00:00Z',
    customer: { externalId: customer },
  });
  for (const externalId of ['B-1', 'B-2'])
    await ok('POST', '/customers', {
      externalId,
      name: externalId,
      phone: externalId === 'B-1' ? '13800006001' : '13800006002',
    });
  await ok('POST', '/events', { events: [visit('B-1'), visit('B-2')] });
  await live('2026-03-05T02:00:00Z');
  await ok('POST', '/events', {
    events: [
      { externalId: 'b-1', type: 'purchase', at: '2026-03-05T02:00:00Z', amount: 1, customer: { externalId: 'B-1' } },
    ],
  });
  await live('2026-03-07T02:00:00Z');
  const { items } = await ok('GET', '/messages?playbook=come-back');
  const told = Object.fromEntries(
    items.map(({ customer, attempts, closeReason }: Record<string, unknown>) => [customer, { attempts, closeReason }]),
  );
  expect(told).toEqual({
    'B-1': { attempts: 1, closeReason: 'stopped' },
    'B-2': { attempts: 2, closeReason: null },
  });
});

const COMPLAINT = '服务态度太差了，等了快一个小时都没人管，价格还这么贵。';

/** The newest link that went to the customer. */
async function linkOf(customer: string): Promise<string> {
  const ctx = await world.workspace('main');
  const found = await ctx.tx((tx) =>
    sql<{ content: { text: { path?: string; text: string }[] } }>`
      select content from delivery where workspace_id = 'main' and customer_id = ${customer} and content is not null
      order by created_at desc, delivery_id desc limit 1`.execute(tx),
  );
  const link = found.rows[0]?.content.text.find((piece) => piece.path === 'survey.link')?.text;
  if (!link) throw new Error('no link was sent');
  return new URL(link).pathname;
}

async function answer(path: string, answers: Record<string, string>): Promise<number> {
  const posted = await world.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(answers).toString(),
  });
  return posted.statusCode;
}

async function tasksOf(customer: string) {
  return (await ok('GET', `/tasks?view=all&state=any&customer=${customer}`)).items;
}

async function tagsOf(customer: string): Promise<Map<string, string>> {
  const { tagDetails } = await ok('GET', `/customers/${customer}`);
  return new Map(tagDetails.map(({ tag, reason }: { tag: string; reason: string }) => [tag, reason]));
}
