import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowTree } from '../../engine/flow/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { checkFlow, stopRuns } from './index.ts';
import { makePlugins } from './testing/plugins.ts';
import { FlowWorld } from './testing/world.ts';

const plugins = makePlugins();
let world: World;
let flows: FlowWorld;

beforeAll(async () => {
  world = await createWorld([plugins.feature]);
  flows = new FlowWorld(world);
  // A Friday, 16:00 in Shanghai.
  await flows.begin('2026-03-06T08:00:00Z');
});
afterAll(() => world.close());

const tag = (id: string, name: string) => ({ id, kind: 'action', action: 'tag', params: { tag: name } }) as const;
const city = { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] };

const definition: FlowTree = {
  nodes: [
    tag('hello', 'asked'),
    {
      id: 'answer',
      kind: 'wait',
      event: 'response',
      own: true,
      timeout: { after: { n: 4, unit: 'hour', working: true }, do: [] },
    },
    {
      id: 'score',
      kind: 'branch',
      name: { zh: '按得分', en: 'By score' },
      cases: [
        {
          key: 'low',
          name: { zh: '低分', en: 'Low' },
          of: 'answer',
          where: [{ field: 'csat', operator: '<=', value: 2 }],
          when: city,
          do: [tag('sorry', 'unhappy')],
        },
      ],
      otherwise: [],
    },
    { id: 'rest', kind: 'delay', for: { n: 1, unit: 'day' }, at: '10:00' },
  ],
  exits: [{ event: 'purchase', where: [{ field: 'amount', operator: '>=', value: 100 }], result: 'bought' }],
};

test('a run tells why, in both languages, and its flow counts who stands where', async () => {
  const id = await flows.customer('why');
  await world.call('PATCH', `/api/w/main/customers/${id}`, { city: '上海' });
  await flows.start('told', 1, definition, [id]);
  const runId = (await flows.runs('told'))[0]?.run_id ?? '';
  // Somebody else's answer is not this run's.
  await flows.event('why', 'response', { csat: 1, run: 'another' });
  expect(await flows.tags(id)).toEqual(['asked']);
  await flows.event('why', 'response', { csat: 1, run: runId });
  expect(await flows.tags(id)).toEqual(['asked', 'unhappy']);

  const list = await world.call('GET', `/api/w/main/customers/${id}/flow-runs`);
  expect(list.body.runs).toMatchObject([
    { runId, flow: 'told', state: 'running', at: [{ node: 'rest', until: '2026-03-08T02:00:00.000Z' }] },
  ]);
  const told = await world.call('GET', `/api/w/main/customers/${id}/flow-runs/${runId}`);
  const said = told.body.steps.map((step: { happened: { sentence: string }[] }) =>
    step.happened.map((each) => each.sentence),
  );
  expect(said).toEqual([
    ['完成：打上标签「asked」', '到达：等待「答卷」'],
    ['等到了「答卷」', '按得分：走「低分」', '完成：打上标签「unhappy」', '到达：等 1 天，到 10:00'],
  ]);
  expect(told.body.steps[1].happened[1].because).toEqual([
    { sentence: 'csat ≤ 2', value: '1', held: true },
    { sentence: expect.stringContaining('上海') as string, value: '「上海」', held: true },
  ]);
  const picture = await world.call('GET', '/api/w/main/flows/told');
  const counted = Object.fromEntries(
    picture.body.counters.map((each: { node: string; entered: number; waiting: number; done: number }) => [
      each.node,
      [each.entered, each.waiting, each.done],
    ]),
  );
  expect(counted).toEqual({
    '': [1, 1, 0],
    answer: [1, 0, 1],
    hello: [1, 0, 1],
    rest: [1, 1, 0],
    score: [1, 0, 1],
    'score/low': [1, 0, 0],
    sorry: [1, 0, 1],
  });
  expect(picture.body.nodes[2].inner.map((each: { key: string }) => each.key)).toEqual(['low', 'otherwise']);

  await flows.event('why', 'purchase', { amount: 100 });
  expect((await flows.runs('told'))[0]).toMatchObject({ ended: false });
});

test('an exit ends a run wherever it stands', async () => {
  const id = await flows.customer('exit');
  await flows.start('told', 1, definition, [id]);
  await world.call('POST', '/api/w/main/events', {
    events: [
      {
        source: 'test',
        externalId: 'buy',
        type: 'purchase',
        amount: 120,
        at: flows.now,
        customer: { externalId: 'exit' },
      },
    ],
  });
  await world.drain();
  const run = (await flows.runs('told')).find((each) => each.customer_id === id);
  expect(run).toMatchObject({ ended: true, result: 'bought', timers: 0, subscriptions: 0 });
});

test('working time skips the weekend; an event dated before the wait is not what it waits for', async () => {
  const id = await flows.customer('late');
  await flows.start('told', 1, definition, [id]);
  const runId = (await flows.runs('told')).find((each) => each.customer_id === id)?.run_id ?? '';
  await flows.event('late', 'response', { csat: 1, run: runId }, '2026-03-06T07:59:00Z');
  // 16:00 on Friday and four hours of work: Monday morning.
  await flows.pass(60 * 60);
  expect((await flows.runs('told')).find((each) => each.customer_id === id)?.state.at[0]?.[1]).toBe('answer');
  await flows.pass(12 * 60);
  expect((await flows.runs('told')).find((each) => each.customer_id === id)?.state.at[0]?.[1]).toBe('rest');
});

test('many runs start by jobs, and all of a flow are stopped', async () => {
  const events = Array.from({ length: 130 }, (_each, n) => ({
    source: 'test',
    externalId: `many${n}`,
    type: 'known',
    at: flows.now,
    customer: { externalId: `many${n}` },
  }));
  await world.call('POST', '/api/w/main/events', { events });
  const found = await world.call('GET', '/api/w/main/customers?q=many&limit=200');
  const ids = found.body.items.map((each: { customerId: string }) => each.customerId) as string[];
  const all = ids.length;
  expect(all).toBeGreaterThan(100);
  const wait: FlowTree = { nodes: [tag('in', 'in'), { id: 'stay', kind: 'wait', event: 'never' }] };
  expect(await flows.start('many', 1, wait, ids)).toBe(all);
  expect((await flows.runs('many')).every((run) => run.state.at[0]?.[1] === 'stay')).toBe(true);
  const ctx = await flows.ctx();
  await ctx.tx((tx) => stopRuns(tx, ctx, { flow: 'many' }, 'over'));
  await world.drain();
  expect((await flows.runs('many')).every((run) => run.result === 'over' && run.subscriptions === 0)).toBe(true);
});

test('all that is wrong with a flow is said, each with its path', async () => {
  const ctx = await flows.ctx();
  const wrong: FlowTree = {
    nodes: [
      { id: 'a', kind: 'action', action: 'nothing', params: {} },
      { id: 'b', kind: 'action', action: 'tag', params: {} },
      { id: 'b', kind: 'delay' },
      { id: 'c', kind: 'parallel', join: 3, lanes: [{ key: 'x', do: [] }] },
      {
        id: 'd',
        kind: 'branch',
        cases: [
          { key: 'k', of: 'e', where: [{ field: 'csat', operator: 'nonsense', value: 1 }], do: [] },
          { key: 'l', when: { combinator: 'and', rules: [{ field: 'attr.none', operator: '=', value: 1 }] }, do: [] },
        ],
        otherwise: [],
      },
      { id: 'e', kind: 'wait', event: 'response' },
    ],
  };
  const errors = await ctx.tx((tx) => checkFlow(tx, ctx, wrong, {}));
  expect(errors.map((each) => each.path).sort()).toEqual([
    'nodes.0.action',
    'nodes.1.params.tag',
    'nodes.2',
    'nodes.2.id',
    'nodes.3.join',
    'nodes.4.cases.0.of',
    'nodes.4.cases.0.where',
    'nodes.4.cases.1.when.0',
  ]);
  expect(await ctx.tx((tx) => checkFlow(tx, ctx, definition, {}))).toEqual([]);
});
