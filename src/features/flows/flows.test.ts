import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowTree } from '../../engine/flow/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { settle } from './index.ts';
import { makePlugins } from './testing/plugins.ts';
import { FlowWorld } from './testing/world.ts';

const plugins = makePlugins();
let world: World;
let flows: FlowWorld;

beforeAll(async () => {
  world = await createWorld([plugins.feature]);
  flows = new FlowWorld(world);
  await flows.begin('2026-03-02T02:00:00Z');
});
afterAll(() => world.close());

const tag = (id: string, name: string) => ({ id, kind: 'action', action: 'tag', params: { tag: name } }) as const;

test('a run acts, waits, branches on the answer, and ends', async () => {
  const definition: FlowTree = {
    nodes: [
      tag('hello', 'asked'),
      {
        id: 'answer',
        kind: 'wait',
        event: 'response',
        timeout: {
          after: { n: 2, unit: 'day' },
          do: [tag('silent', 'silent'), { id: 'gave-up', kind: 'end', result: 'silent' }],
        },
      },
      {
        id: 'score',
        kind: 'branch',
        cases: [
          {
            key: 'low',
            of: 'answer',
            where: [{ field: 'csat', operator: '<=', value: 2 }],
            do: [tag('sorry', 'unhappy')],
          },
        ],
        otherwise: [tag('thanks', 'happy')],
      },
    ],
  };
  const [low, high, silent] = [
    await flows.customer('low'),
    await flows.customer('high'),
    await flows.customer('silent'),
  ];
  if (!low || !high || !silent) throw new Error('no customers');
  expect(await flows.start('ask', 1, definition, [low, high, silent])).toBe(3);
  expect(await flows.start('ask', 1, definition, [low, high, silent])).toBe(0);
  expect(await flows.tags(low)).toEqual(['asked']);
  await flows.event('low', 'response', { csat: 2, comment: '太贵' });
  await flows.event('high', 'response', { csat: 5 });
  expect(await flows.tags(low)).toEqual(['asked', 'unhappy']);
  expect(await flows.tags(high)).toEqual(['asked', 'happy']);
  await flows.pass(2 * 24 * 60 - 1);
  expect(await flows.tags(silent)).toEqual(['asked']);
  await flows.pass(1);
  expect(await flows.tags(silent)).toEqual(['asked', 'silent']);
  const runs = await flows.runs('ask');
  expect(runs.map((run) => [run.ended, run.result, run.timers, run.subscriptions])).toEqual([
    [true, '', 0, 0],
    [true, '', 0, 0],
    [true, 'silent', 0, 0],
  ]);
});

test('a later action goes on when it is settled, once', async () => {
  const definition: FlowTree = {
    nodes: [
      {
        id: 'call',
        kind: 'action',
        action: 'call',
        params: { say: 'hello' },
        timeout: { after: { n: 1, unit: 'hour' }, do: [tag('late', 'called late')] },
      },
      {
        id: 'how',
        kind: 'branch',
        cases: [
          {
            key: 'done',
            of: 'call',
            where: [{ field: 'result', operator: '=', value: 'done' }],
            do: [tag('ok', 'called')],
          },
        ],
        otherwise: [],
      },
    ],
  };
  const one = await flows.customer('one');
  const two = await flows.customer('two');
  await flows.start('calls', 1, definition, [one, two]);
  const [first, second] = plugins.calls;
  if (!first || !second) throw new Error('not called');
  const ctx = await flows.ctx();
  for (let times = 0; times < 2; times++)
    await ctx.tx((tx) =>
      settle(tx, ctx, [{ runId: first.runId, token: first.token, result: 'done', data: { mood: 'good' } }]),
    );
  await world.drain();
  expect(await flows.tags(first.customerId)).toEqual(['called']);
  await flows.pass(60);
  expect(plugins.cancelled).toEqual([{ runId: second.runId, token: second.token }]);
  expect(await flows.tags(second.customerId)).toEqual(['called late']);
  await ctx.tx((tx) => settle(tx, ctx, [{ runId: second.runId, token: second.token, result: 'done' }]));
  await world.drain();
  expect((await flows.runs('calls')).map((run) => run.ended)).toEqual([true, true]);
  expect(await flows.tags(second.customerId)).toEqual(['called late']);
});

test('an answer recorded in time counts, though the timer is worked before the job that brings it', async () => {
  const definition: FlowTree = {
    nodes: [
      {
        id: 'reply',
        kind: 'wait',
        event: 'reply',
        timeout: { after: { n: 1, unit: 'hour' }, do: [{ id: 'lost', kind: 'end', result: 'lost' }] },
      },
    ],
  };
  const id = await flows.customer('in-time');
  await flows.start('in-time', 1, definition, [id]);
  const event = { source: 'test', externalId: 'r1', type: 'reply', at: flows.now, customer: { externalId: 'in-time' } };
  await world.call('POST', '/api/w/main/events', { events: [event] });
  await flows.pass(60);
  expect((await flows.runs('in-time'))[0]).toMatchObject({ ended: true, result: '', timers: 0, subscriptions: 0 });
});
