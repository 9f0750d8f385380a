import { afterAll, beforeAll, expect, test } from 'vitest';
import { VISIT } from '../../engine/forms/testing/visit.ts';
import type { Context } from '../../kit/context.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { requireForm, saveForms, saveResponses } from '../forms/index.ts';
import { manyCustomers } from '../forms/testing/many.ts';

let world: World;
let ctx: Context;
const api = '/api/w/main';
const ref = { playbook: 'after-sales', version: 1, form: 'visit' };

beforeAll(async () => {
  world = await createWorld();
  ctx = await world.workspace('main');
  await ctx.tx((tx) => saveForms(tx, ctx, ref, [VISIT]));
}, 120_000);
afterAll(() => world.close());

type Said = readonly [name: string, recommend: number, words: string];

async function answer(...all: readonly Said[]): Promise<void> {
  const ids = await manyCustomers(
    ctx,
    all.map(([name]) => name),
  );
  const care = { doctor: 4, wait: 4, price: 4 };
  await ctx.tx(async (tx) => {
    const form = await requireForm(tx, ctx, ref);
    const items = all.map(([name, recommend, words], at) => ({
      form,
      input: {
        responseKey: name,
        ref,
        customerId: ids[at] ?? '',
        via: 'h5',
        epoch: 1,
        channel: 'email',
        answers: { care, recommend, words, ...(recommend <= 6 ? { recommend_why: '没有' } : {}) },
        complete: true,
      },
    }));
    await saveResponses(tx, ctx, items);
  });
}
const drivers = async (query = '') => (await world.call('GET', `${api}/feedback/drivers${query}`)).body;

test('no figure with too few; then the reason that goes with low scores, and the way to its words', async () => {
  await answer(['first', 2, '等了两个小时']);
  await world.drain();
  expect(await drivers()).toMatchObject({
    metric: 'nps',
    low: { n: 1, atMost: 6 },
    high: { n: 0, from: 9 },
    least: 30,
  });
  expect((await drivers()).drivers).toMatchObject([
    { code: 'waiting', low: { k: 1, n: 1 }, difference: null, ci: null, stands: false },
  ]);
  await answer(
    ...Array.from({ length: 39 }, (_, at): Said => [`low${at}`, 3, at % 2 ? '等了两个小时' : '价格太贵了']),
    ...Array.from({ length: 40 }, (_, at): Said => [`high${at}`, 10, at % 2 ? '医生很耐心' : '价格太贵了']),
    ['between', 8, '等了两个小时'],
  );
  await world.drain();
  const found = await drivers();
  expect([found.low.n, found.high.n]).toEqual([40, 40]);
  const [waiting, price] = found.drivers;
  expect(waiting).toMatchObject({
    code: 'waiting',
    label: { zh: '等候时间' },
    low: { k: 20, n: 40 },
    high: { k: 0, n: 40 },
    stands: true,
  });
  expect(waiting.difference).toBeCloseTo(0.5, 10);
  expect(waiting.ci[0]).toBeGreaterThan(0.3);
  expect(price).toMatchObject({ code: 'price', stands: false });
  const said = await world.call(
    'GET',
    `${api}/feedback/insights?reason=waiting&polarity=negative&metric=nps&group=low&limit=100`,
  );
  expect(said.body.items).toHaveLength(20);
  expect((await world.call('GET', `${api}/feedback/insights?reason=waiting&metric=nps&group=high`)).body.items).toEqual(
    [],
  );
  expect((await drivers('?metric=csat')).low.n + (await drivers('?metric=csat')).high.n).toBe(81);
  expect((await world.call('GET', `${api}/feedback/drivers?metric=nosuch`)).status).toBe(404);
});

test('a metric of the company’s own has drivers too, by what its definition calls good and bad', async () => {
  const save = (formula: object, base: number) =>
    world.call('PUT', `${api}/own-metrics/warmth`, {
      name: { zh: '推荐热度', en: 'Warmth' },
      definition: { bind: [{ question: 'recommend' }], scale: { low: 0, high: 10 }, formula },
      base,
    });
  expect((await save({ kind: 'mean' }, 0)).status).toBe(200);
  expect((await drivers('?metric=warmth')).code).toBe('not_found');
  await world.drain();
  // The lower third of 0 to 10 holds the 3s and the 2, the upper one the 10s and the 8.
  const found = await drivers('?metric=warmth');
  expect(found.metrics).toContainEqual({ metric: 'warmth', name: { zh: '推荐热度', en: 'Warmth' }, own: true });
  expect(found).toMatchObject({ low: { n: 40, atMost: null }, high: { n: 41, from: null } });
  expect(found.drivers[0]).toMatchObject({
    code: 'waiting',
    low: { k: 20, n: 40 },
    high: { k: 1, n: 41 },
    stands: true,
  });
  const said = await world.call(
    'GET',
    `${api}/feedback/insights?reason=waiting&polarity=negative&metric=warmth&group=high&limit=100`,
  );
  expect(said.body.items).toHaveLength(1);
  await save({ kind: 'net', promoter: 9, detractor: 6 }, 1);
  await world.drain();
  expect(await drivers('?metric=warmth')).toMatchObject({ low: { n: 40 }, high: { n: 40 } });
});

test('what rises is marked by a test', async () => {
  const { reasons } = (await world.call('GET', `${api}/feedback/reasons?days=30`)).body;
  expect(reasons.every(({ negative }: { negative: { tendency: unknown } }) => negative.tendency === null)).toBe(true);
});
