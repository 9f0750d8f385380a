import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { manyCustomers, manyResponses } from '../forms/testing/many.ts';
import { decideIntent, levelsOf, priorOf } from './decide-intent.ts';

const words = (zh: string, en: string) => ({ zh, en });
const even = (n: number, shares: readonly number[]) =>
  shares.map((share, level) => ({ level, n, k: Math.round(n * share) }));

describe('the decision', () => {
  test('informative: rising shares, a prior per level that never falls', () => {
    const decision = decideIntent(even(100, [0.05, 0.08, 0.07, 0.2, 0.35, 0.5]));
    expect(decision.verdict).toBe('informative');
    expect(decision.p).toBeLessThan(1e-10);
    expect(decision.slope).toBeCloseTo(0.0911, 3);
    const priors = decision.levels.map(({ prior }) => prior ?? -1);
    expect(priors).toEqual([...priors].sort((a, b) => a - b));
    expect(priors[5]).toBeLessThan(0.5);
    expect(priorOf(decision, 5)).toBe(priors[5]);
    expect(priorOf(decision, null)).toBeNull();
    expect(decision.contrast?.ci[0]).toBeGreaterThan(0.25);
  });

  test.each([
    ['too_few', even(20, [0, 0.1, 0.2, 0.3, 0.4, 0.5])],
    ['no_trend', even(200, [0.2, 0.22, 0.19, 0.2, 0.21, 0.2])],
    ['reversed', even(100, [0.5, 0.4, 0.3, 0.2, 0.1, 0.05])],
    ['not_monotone', even(200, [0.05, 0.05, 0.4, 0.1, 0.4, 0.5])],
    ['tiny', even(200_000, [0.1, 0.101, 0.102, 0.103, 0.104, 0.105])],
  ] as const)('%s gives no prior', (verdict, counts) => {
    const decision = decideIntent(counts);
    expect(decision.verdict).toBe(verdict);
    expect(decision.levels.every(({ prior }) => prior === null)).toBe(true);
    expect(priorOf(decision, 5)).toBeNull();
  });

  test('nobody said anything', () => {
    expect(decideIntent([])).toMatchObject({ verdict: 'too_few', n: 0, p: null, contrast: null });
    expect(levelsOf([{ level: 4, n: 10, k: 0 }])[4]).toMatchObject({ rate: 0, n: 10, k: 0 });
  });

  test('where intent says nothing, it is called informative about once in a hundred looks at most', () => {
    let state = 20261127;
    const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    let false_ = 0;
    for (let round = 0; round < 600; round++) {
      const counts = Array.from({ length: 6 }, (_, level) => ({
        level,
        n: 80,
        k: Array.from({ length: 80 }, () => chance() < 0.25).filter(Boolean).length,
      }));
      if (decideIntent(counts).verdict === 'informative') false_++;
    }
    // Two-sided .01, of which the rising half can be called informative: 3 of 600 expected.
    expect(false_).toBeLessThanOrEqual(8);
  });
});

/** 240 customers, 40 per level, who bought 20 days later: as many as the share says. */
describe.each([
  ['informative', [0.05, 0.1, 0.1, 0.3, 0.5, 0.8]],
  ['no_trend', [0.3, 0.25, 0.35, 0.3, 0.25, 0.3]],
] as const)('a company where intent is %s', (verdict, shares) => {
  let world: World;
  const base = '/api/w/main';
  const ids: string[] = [];
  const get = async (path: string) => {
    const got = await world.call('GET', `${base}${path}`);
    expect(got.status, JSON.stringify(got.body)).toBe(200);
    return got.body;
  };

  beforeAll(async () => {
    world = await createWorld();
    await world.workspace('main');
    await world.setClock('main', '2026-01-10T04:00:00Z');
    const question = { kind: 'scale', id: 'again', title: words('再来吗', 'Again?'), from: 0, to: 5, metric: 'intent' };
    const definition = { key: 'intent', title: words('意愿', 'Intent'), questions: [question] };
    expect((await world.call('POST', `${base}/forms`, { definition })).status).toBe(200);
    const ctx = await world.workspace('main');
    ids.push(
      ...(await manyCustomers(
        ctx,
        Array.from({ length: 240 }, (_, i) => `C${i}`),
      )),
    );
    const said = ids.map((customerId, i) => ({ customerId, responseKey: `k${i}`, answers: { again: i % 6 } }));
    await manyResponses(ctx, 'intent', said);
    await world.drain();
    await world.setClock('main', '2026-02-01T04:00:00Z');
    const buyers = ids.flatMap((_, i) => (Math.floor(i / 6) < 40 * (shares[i % 6] ?? 0) ? [i] : []));
    const events = buyers.map((i) => ({
      externalId: `o${i}`,
      type: 'purchase',
      at: '2026-01-30T04:00:00Z',
      amount: 100,
      customer: { externalId: `C${i}` },
    }));
    expect((await world.call('POST', `${base}/events`, { events })).status).toBe(200);
    await world.drain();
  }, 120_000);
  afterAll(() => world?.close());

  test('before the window is over nothing is counted and nothing decided', async () => {
    const early = await get('/classes/intent?window=90');
    expect(early).toMatchObject({ waiting: 240, overall: { verdict: 'too_few', n: 0 }, prior: null, periods: [] });
    await world.sweep();
    expect((await get('/classes/intent')).prior.decision.verdict).toBe('too_few');
    expect((await get(`/customers/${ids[5]}/class`)).prior).toMatchObject({ value: null, missing: 'too_few' });
  });

  test('then each level has its share with interval and n, and the verdict decides about the prior', async () => {
    await world.setClock('main', '2026-04-11T04:00:00Z');
    await world.sweep();
    await world.drain();
    const found = await get('/classes/intent?window=90');
    expect(found).toMatchObject({ waiting: 0, overall: { verdict, n: 240 } });
    expect(found.overall.levels.map((one: { k: number }) => one.k)).toEqual(
      shares.map((share) => Math.round(40 * share)),
    );
    for (const { rate, ci } of found.overall.levels) {
      expect(ci[0]).toBeLessThanOrEqual(rate);
      expect(ci[1]).toBeGreaterThanOrEqual(rate);
    }
    expect(found.periods.map((one: { period: string; n: number }) => [one.period, one.n])).toEqual([['2026-Q1', 240]]);
    expect((await get('/classes/intent?by=month')).periods[0].period).toBe('2026-01');
    // The sweep of the new month has decided.
    expect(found.prior).toMatchObject({ window: 90, decision: { verdict } });
    const { prior } = await get(`/customers/${ids[5]}/class`);
    const likely = { combinator: 'and', rules: [{ field: 'intent_prior', operator: '>=', value: 0.5 }] };
    const asked = await world.call('POST', `${base}/conditions/preview`, { condition: likely });
    if (verdict === 'informative') {
      expect(prior).toMatchObject({ missing: null, window: 90, n: 240 });
      expect(prior.value).toBeGreaterThan(0.6);
      expect(asked.body.count).toBe(40);
    } else {
      expect(prior).toMatchObject({ value: null, missing: 'no_trend' });
      expect(asked.body.count).toBe(0);
    }
  });

  test('an order that comes late counts as when it was placed; one after the window does not', async () => {
    const late = (at: string, i: number) => ({
      externalId: `late${i}`,
      type: 'purchase',
      at,
      amount: 1,
      customer: { externalId: `C${i}` },
    });
    const before = (await get('/classes/intent?window=30')).overall.k;
    const events = [late('2026-02-05T00:00:00Z', 6 * 39), late('2026-03-01T00:00:00Z', 6 * 38)];
    expect((await world.call('POST', `${base}/events`, { events })).status).toBe(200);
    await world.drain();
    expect((await get('/classes/intent?window=30')).overall.k).toBe(before + 1);
    expect((await get('/classes/intent?window=90')).overall.k).toBe(before + 2);
    const decided = await world.call('POST', `${base}/classes/intent/prior`, { window: 30 });
    expect(decided.body).toMatchObject({ window: 30, decision: { verdict } });
  });
});
