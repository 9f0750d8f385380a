import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowTree } from '../../engine/flow/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
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
const fragile = (id: string) => ({ id, kind: 'action', action: 'fragile', params: {} }) as const;

const mend = (how: string, items: readonly { runId: string; token: number }[]) =>
  world.call('POST', '/api/w/main/flow-runs/mend', {
    how,
    items: items.map(({ runId, token }) => ({ runId, token })),
  });
const stuck = async (query = '') => (await world.call('GET', `/api/w/main/flow-runs/stuck${query}`)).body;

test('an action that fails for some stops only them, and they are tried again, skipped or stopped', async () => {
  const definition: FlowTree = { nodes: [fragile('break'), tag('after', 'through')] };
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(await flows.customer(name));
  const [a, b, c, d, e] = ids as [string, string, string, string, string];
  for (const id of [b, c, d]) plugins.failing.add(id);
  await flows.start('fragile', 1, definition, ids);
  // Once for all, then one by one.
  expect(plugins.batches).toEqual([5, 1, 1, 1, 1, 1]);
  for (const id of [a, e]) expect(await flows.tags(id)).toEqual(['through']);
  for (const id of [b, c, d]) expect(await flows.tags(id)).toEqual([]);

  const list = await stuck();
  expect(list.total).toBe(3);
  expect(list.flows).toEqual([{ flow: 'fragile', name: null, stuck: 3 }]);
  expect(list.items.map((item: { error: string }) => item.error)).toEqual([
    `broken for ${b}`,
    `broken for ${c}`,
    `broken for ${d}`,
  ]);
  expect(list.items[0]).toMatchObject({ node: 'break', says: '易碎', tries: 1, since: flows.now });
  const first = await stuck('?limit=2');
  expect(first.items).toHaveLength(2);
  expect((await stuck(`?limit=2&cursor=${encodeURIComponent(first.next)}`)).items).toHaveLength(1);

  plugins.failing.delete(b);
  const of = (id: string) =>
    list.items.filter((item: { customer: { customerId: string } }) => item.customer.customerId === id);
  expect((await mend('retry', [...of(b), ...of(c)])).body).toEqual({ mended: 1, still: 1, gone: 0 });
  expect(await flows.tags(b)).toEqual(['through']);
  expect((await stuck()).items[0]).toMatchObject({ tries: 2 });
  expect((await mend('skip', of(c))).body).toEqual({ mended: 1, still: 0, gone: 0 });
  expect(await flows.tags(c)).toEqual(['through']);
  expect((await mend('stop', of(d))).body).toEqual({ mended: 1, still: 0, gone: 0 });
  expect(await flows.tags(d)).toEqual([]);
  expect((await mend('retry', list.items)).body).toEqual({ mended: 0, still: 0, gone: 3 });
  expect((await stuck()).total).toBe(0);
  const runs = await flows.runs('fragile');
  expect(runs.every((run) => run.ended && !run.stuck)).toBe(true);
  expect(runs.filter((run) => run.result === 'stopped').map((run) => run.customer_id)).toEqual([d]);
});

test('a stuck lane holds only itself, and its timeout still counts', async () => {
  const definition: FlowTree = {
    nodes: [
      {
        id: 'both',
        kind: 'parallel',
        join: 'all',
        lanes: [
          {
            key: 'one',
            do: [{ ...fragile('lane'), timeout: { after: { n: 1, unit: 'hour' }, do: [tag('late', 'late')] } }],
          },
          { key: 'two', do: [{ id: 'rest', kind: 'delay', for: { n: 10, unit: 'minute' } }, tag('fine', 'fine')] },
        ],
      },
      tag('end', 'end'),
    ],
  };
  const id = await flows.customer('lanes');
  plugins.failing.add(id);
  await flows.start('lanes', 1, definition, [id]);
  expect((await stuck('?flow=lanes')).total).toBe(1);
  await flows.pass(10);
  expect(await flows.tags(id)).toEqual(['fine']);
  await flows.pass(50);
  expect(await flows.tags(id)).toEqual(['fine', 'end', 'late']);
  expect((await stuck('?flow=lanes')).total).toBe(0);
  expect(await flows.runs('lanes')).toMatchObject([{ ended: true, stuck: false, timers: 0 }]);
});

test('a branch that cannot be judged and an action nobody offers stand still too', async () => {
  const id = await flows.customer('judge');
  const when = { combinator: 'and', rules: [{ field: 'attr.gone', operator: '=', value: 'x' }] };
  await flows.start(
    'judge',
    1,
    {
      nodes: [{ id: 'if', kind: 'branch', cases: [{ key: 'yes', when, do: [] }], otherwise: [tag('no', 'otherwise')] }],
    },
    [id],
  );
  await flows.start(
    'gone',
    1,
    { nodes: [{ id: 'gone', kind: 'action', action: 'gone', params: {} }, tag('then', 'then')] },
    [id],
  );
  const list = await stuck();
  expect(list.items.map((item: { node: string }) => item.node).sort()).toEqual(['gone', 'if']);
  expect((await mend('skip', list.items)).body).toMatchObject({ mended: 2 });
  expect(await flows.tags(id)).toEqual(['otherwise', 'then']);
});

test('who may not write flows cannot mend them', async () => {
  const authorization = `Bearer ${await world.key('main', ['flows:read'])}`;
  const items = [{ runId: 'x', token: 1 }];
  expect(
    (await world.call('POST', '/api/w/main/flow-runs/mend', { how: 'stop', items }, { authorization })).status,
  ).toBe(403);
});
