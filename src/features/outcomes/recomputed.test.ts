/** A definition changed after the epoch was registered: the registered figure stays the figure, today's stands beside it and says so. */
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../kit/pdf/testing/read.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { sheetsOf } from '../../kit/testing/xlsx.ts';
import { manyCustomers, manyResponses } from '../forms/testing/many.ts';
import type { Recomputed, Scorecard } from './contract.ts';
import { ALL, ASK, asking, base, rowOf, words } from './testing/ask.ts';

let world: World;
const { call, enter } = asking(() => world);
const ids: string[] = [];
const N = 400;
const definition = {
  ...ASK,
  goal: { event: 'purchase', name: { zh: '购买', en: 'bought' } },
  windowDays: 30,
  economics: { margin: 0.5, setupCost: 100, monthlyCost: 0, costPerContact: 1 },
};

const scorecard = async (): Promise<Scorecard> => call('GET', '/playbooks/ask/scorecard?epoch=1');
const figuresOf = (recomputed: Recomputed | null | undefined): NonNullable<Recomputed['figures']> => {
  if (!recomputed?.figures) throw new Error('nothing recomputed');
  return recomputed.figures;
};

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-01T02:00:00Z');
  const made = await world.workspace('main');
  ids.push(
    ...(await manyCustomers(
      made,
      Array.from({ length: N }, (_, i) => `C${i}`),
    )),
  );
  await call('POST', '/playbooks', { definition });
  await call('POST', '/playbooks/ask/enable', {});
  await call('POST', '/forms', {
    definition: ALL,
  });
  await enter(
    'ask',
    ...ids.map((id, at) => ({
      customer: id,
      unit: `C${at}`,
      arm: at % 2 ? ('control' as const) : ('treatment' as const),
      at: '2026-03-01T02:00:00Z',
    })),
  );
  await world.setClock('main', '2026-03-10T02:00:00Z');
  await manyResponses(
    await world.workspace('main'),
    'all',
    ids
      .slice(0, 160)
      .map((customerId, at) => ({ customerId, responseKey: `k${at}`, answers: { tell: at % 2 ? 8 : 9 } })),
  );
  const order = (at: number, day: string) => ({ customer: { externalId: `C${at}` }, at: day, amount: 100 });
  // within 30 days: 60 treated, 40 of control; within 60 days 40 and 20 more
  const early = [...Array.from({ length: 60 }, (_, i) => i * 2), ...Array.from({ length: 40 }, (_, i) => i * 2 + 1)];
  const late = [
    ...Array.from({ length: 40 }, (_, i) => 200 + i * 2),
    ...Array.from({ length: 20 }, (_, i) => 201 + i * 2),
  ];
  await call('POST', '/orders', { orders: early.map((at) => order(at, '2026-03-05T00:00:00Z')) });
  await world.drain();
  await world.setClock('main', '2026-04-20T02:00:00Z');
  await call('POST', '/orders', { orders: late.map((at) => order(at, '2026-04-12T00:00:00Z')) });
  await world.drain();
  await world.setClock('main', '2026-06-01T02:00:00Z');
}, 120_000);
afterAll(() => world?.close());

test('while nothing is changed nothing is recomputed', async () => {
  const card = await scorecard();
  expect(card.recomputed).toBeNull();
  expect(card.conversion).toMatchObject({ t: { n: 200, k: 60 }, c: { n: 200, k: 40 } });
  expect(await call('GET', '/playbooks/ask/scorecard/recomputed')).toEqual({ recomputed: null });
});

let registered: Scorecard;

test('a version that is saved and not switched on stands beside, and says so', async () => {
  registered = await scorecard();
  const changed = { ...definition, windowDays: 60, target: { lift: 0.1, mode: 'fixed', plannedN: null } };
  await call('POST', '/playbooks', { definition: changed });
  const card = await scorecard();
  const { recomputed, ...rest } = card;
  const { recomputed: _nothing, ...before } = registered;
  // Not a digit of what was registered moves.
  expect(rest).toEqual(before);
  expect(recomputed?.pre_registered).toBe(false);
  expect(recomputed?.changes.map(({ field, live, effect }) => [field, live, effect])).toEqual([
    ['window_days', false, 'recomputed'],
    ['mode', false, 'recomputed'],
    ['target', false, 'recomputed'],
  ]);
  const [window] = recomputed?.changes ?? [];
  expect(window?.words.zh).toBe(`观察窗口由 30 天 改为 60 天：第 2 版，2026-06-01，${window?.by}，保存了还没有启用。`);
  expect(window?.words.en).toBe(
    `The window was changed from 30 days to 60 days: version 2, 2026-06-01, ${window?.by}; saved, not switched on.`,
  );
  expect(window?.by).not.toBe('');
});

test('the same customers under today’s definition: n, interval, and no verdict about an effect', async () => {
  const card = await scorecard();
  const today = figuresOf(card.recomputed);
  expect(today).toMatchObject({
    window: { days: 60, refund_days: 14 },
    mode: 'fixed',
    definition_version: 2,
    target: 0.1,
  });
  expect(today.matured).toEqual({ t: 200, c: 200 });
  expect(today.conversion).toMatchObject({ t: { n: 200, k: 100 }, c: { n: 200, k: 60 }, diff: 0.2, verdict: null });
  // Newcombe for 100/200 against 60/200, worked out apart
  expect(today.conversion.ci?.[0]).toBeCloseTo(0.1042277, 6);
  expect(today.conversion.ci?.[1]).toBeCloseTo(0.2906763, 6);
  expect(rowOf(today, 'revenue')?.verdict).toBeNull();
  expect(card.conversion.diff).toBeCloseTo(0.1, 12);
  expect(card.verdict).toBe(registered.verdict);
  expect(await call('GET', '/playbooks/ask/scorecard/recomputed?epoch=1')).toEqual({ recomputed: card.recomputed });
});

test('switched on: the old epoch keeps its figures; who was drawn stays drawn', async () => {
  await world.setClock('main', '2026-06-02T02:00:00Z');
  const changed = {
    ...definition,
    windowDays: 60,
    target: { lift: 0.1, mode: 'fixed', plannedN: null },
    economics: { ...definition.economics, margin: 0.25 },
  };
  await call('POST', '/playbooks', { definition: changed });
  await call('POST', '/playbooks/ask/enable', { holdout: 0.1 });
  const card = await scorecard();
  expect(card.conversion).toEqual(registered.conversion);
  expect(card.roi?.margin).toBe(0.5);
  const today = figuresOf(card.recomputed);
  expect(today.roi?.margin).toBe(0.25);
  const changes = card.recomputed?.changes ?? [];
  expect(changes.map(({ field, version, at, live }) => [field, version, at, live])).toEqual([
    ['window_days', 2, '2026-06-01', true],
    ['mode', 2, '2026-06-01', true],
    ['target', 2, '2026-06-01', true],
    ['margin', 3, '2026-06-02', true],
    ['holdout', 4, '2026-06-02', true],
  ]);
  expect(changes.at(-1)).toMatchObject({ effect: 'as_drawn', to: words('10.0%') });
  expect(changes.at(-1)?.words.zh).toContain('不能重分');
  // The new epoch is registered as it is today.
  const fresh = (await call('GET', '/playbooks/ask/scorecard')) as Scorecard;
  expect([fresh.epoch, fresh.recomputed]).toEqual([2, null]);
});

test('a metric defined anew changes no registered figure, and its new formula stands beside', async () => {
  const before = rowOf(await scorecard(), 'nps');
  expect(before).toMatchObject({ n: { t: 80, c: 80 }, actual: 100, control: 0 });
  await call('POST', '/metrics', {
    metric: 'nps',
    name: { zh: '净推荐值 NPS', en: 'NPS' },
    definition: { kind: 'nps', promoter: 8, detractor: 6 },
  });
  const card = await scorecard();
  expect(rowOf(card, 'nps')).toMatchObject({
    actual: before?.actual,
    control: before?.control,
    diff: before?.diff,
    ci: before?.ci,
  });
  expect(rowOf(figuresOf(card.recomputed), 'nps')).toMatchObject({ actual: 100, control: 100, diff: 0 });
  expect(card.recomputed?.changes.at(-1)).toMatchObject({ field: 'metric:nps', version: 2, effect: 'recomputed' });
});

test('every file says both, and which is which', async () => {
  const get = async (kind: string) => (await world.call('GET', `${base}/playbooks/ask/scorecard.${kind}?epoch=1`)).raw;
  const csv = (await get('csv')).body.split('\r\n').map((line) => line.split(','));
  const conversion = csv.filter((line) => line[2] === '购买');
  expect(conversion.map((line) => [line[7], line[10 + 2], line.at(-1)])).toEqual([
    [String(registered.conversion.diff), '200', '登记'],
    ['0.2', '200', '按今天的定义重算，未预先登记'],
  ]);
  const text = textOf((await get('pdf')).rawPayload, inflateSync);
  for (const words of [
    '按今天的定义重算（未预先登记）',
    '以登记的数字为准',
    '观察窗口由30天改为60天',
    '+10.0个百分点',
    '+20.0个百分点',
  ])
    expect(text).toContain(words);
  // Under an always-valid verdict stands the interval it came from, never the narrower one for a single look.
  const point = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)}个百分点`;
  const [low, high] = registered.conversion.ci_always_valid ?? [0, 0];
  expect(text).toContain(`${point(low)}~${point(high)}`);
  const sheet = sheetsOf((await get('xlsx')).rawPayload).get('按今天的定义重算') ?? [];
  const line = sheet.find((row) => row[1] === '购买') ?? [];
  expect(line.slice(2, 6)).toEqual(['share', 0.2, 0.3, registered.conversion.diff]);
  expect(line.slice(10, 13)).toEqual([0.3, 0.5, 0.2]);
  expect(sheet.flat().join(' ')).toContain('观察窗口由 30 天 改为 60 天：第 2 版，2026-06-01');
  expect(registered.conversion.t.rate).toBe(0.3);
});
