import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { readOwn } from './own-read.ts';

let world: World;
const base = '/api/w/main';
const words = (zh: string, en: string) => ({ zh, en });
const form = {
  key: 'after-visit',
  title: words('到店回访', 'After a visit'),
  questions: [
    {
      kind: 'stars',
      id: 'stars',
      title: words('满意吗', 'Satisfied?'),
      rows: [
        { id: 'doctor', label: words('医生', 'Doctor') },
        { id: 'price', label: words('价格', 'Price') },
      ],
    },
    { kind: 'scale', id: 'effort', title: words('费力吗', 'An effort?'), from: 1, to: 5 },
    {
      kind: 'single',
      id: 'solved',
      title: words('解决了吗', 'Solved?'),
      options: [
        { value: 'yes', label: words('解决了', 'Yes') },
        { value: 'partly', label: words('部分', 'Partly') },
        { value: 'no', label: words('没有', 'No') },
      ],
    },
  ],
};
const own = (path = '') => `${base}/own-metrics${path}`;
const get = async (path: string) => {
  const answer = await world.call('GET', own(path));
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};
const EFFORT = {
  bind: [{ question: 'effort' }],
  scale: { low: 1, high: 5, better: 'low' },
  formula: { kind: 'top', from: 1, to: 2 },
};
const save = (key: string, definition: object, more: object = {}) =>
  world.call('PUT', own(`/${key}`), { name: words('费力度', 'Effort'), definition, base: 0, ...more });
const paths = (body: { errors?: { path: string }[] }) => (body.errors ?? []).map(({ path }) => path);
const ids: string[] = [];
let count = 0;
const answer = async (who: number, answers: object, more: object = {}) => {
  const body = { form: 'after-visit', customer: ids[who], responseKey: `k${count++}`, answers, ...more };
  const sent = await world.call('POST', `${base}/responses`, body);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  return sent.body.responseId as string;
};

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-02-10T04:00:00Z');
  expect((await world.call('POST', `${base}/forms`, { definition: form })).status).toBe(200);
  for (let i = 0; i < 60; i++)
    ids.push((await world.call('POST', `${base}/customers`, { externalId: `C${i}` })).body.customerId);
  // February: 40 answers, 10 of each effort 1 to 4; doctor 5, price 3; 24 solved, 8 partly, 8 not.
  for (let i = 0; i < 40; i++)
    await answer(i, {
      stars: { doctor: 5, price: 3 },
      effort: 1 + (i % 4),
      solved: i < 24 ? 'yes' : i < 32 ? 'partly' : 'no',
    });
  await world.drain();
}, 120_000);
afterAll(() => world?.close());

test('what is wrong is told with its place, all at once', async () => {
  const wrong = async (definition: object) => {
    const said = await save('broken', definition);
    expect(said.status).toBe(400);
    return paths(said.body);
  };
  expect(
    await wrong({
      ...EFFORT,
      bind: [
        { question: 'effort' },
        { question: 'effort' },
        { question: 'nobody' },
        { question: 'stars', row: 'nurse' },
      ],
      scale: { low: 5, high: 1 },
      formula: { kind: 'top', from: 9, to: 2 },
      exclude: { segments: ['seg_nobody'] },
    }),
  ).toEqual([
    'definition.scale.high',
    'definition.formula.to',
    'definition.formula.from',
    'definition.formula.to',
    'definition.bind.1.question',
    'definition.bind.2.question',
    'definition.bind.3.row',
    'definition.exclude.segments.0',
  ]);
  expect(await wrong({ ...EFFORT, bind: [{ question: 'solved' }] })).toEqual(['definition.bind.0.question']);
  expect(
    await wrong({ ...EFFORT, bind: [{ question: 'solved' }], formula: { kind: 'yes', values: ['yes', 'maybe'] } }),
  ).toEqual(['definition.formula.values.1']);
  expect(await wrong({ ...EFFORT, formula: { kind: 'net', promoter: 5, detractor: 2 } })).toEqual([
    'definition.formula.detractor',
  ]);
  // Malformed and huge ones stop at the door.
  for (const definition of [
    { ...EFFORT, bind: [] },
    { ...EFFORT, bind: Array.from({ length: 21 }, (_, n) => ({ question: `q${n}` })) },
    { ...EFFORT, formula: { kind: 'eval', code: '1' } },
    { ...EFFORT, least: 5 },
    { ...EFFORT, unknown: 1 },
    { ...EFFORT, bind: [{ question: '__proto__' }] },
    { ...EFFORT, exclude: { segments: Array.from({ length: 11 }, () => 'seg') } },
    { ...EFFORT, scale: { low: Number.MAX_VALUE, high: 1e308 } },
    'a string',
    null,
  ]) {
    const said = await save('broken', definition as object);
    expect([400, 413], JSON.stringify(definition).slice(0, 80)).toContain(said.status);
    expect(paths(said.body).every((path) => path.startsWith('definition'))).toBe(true);
  }
  const huge = await save('broken', { ...EFFORT, bind: [{ question: 'effort', form: 'x'.repeat(5_000_000) }] });
  expect([400, 413]).toContain(huge.status);
  expect((await world.call('GET', own('/broken'))).status).toBe(404);
  expect((await save('csat', EFFORT)).body.code).toBe('own_metric_taken');
  expect((await save('Bad-Key', EFFORT)).status).toBe(400);
});

test('it is tried before it is saved: what 90 days would have given, and what was left out', async () => {
  await answer(0, { effort: 5 }, { complete: false });
  const { body } = await world.call('POST', own('/preview'), { definition: EFFORT });
  expect(body.figure).toMatchObject({ n: 40, value: 0.5, mean: 2.5, missing: null });
  // Wilson for 20 of 40
  expect(body.figure.ci[0]).toBeCloseTo(0.352, 3);
  expect(body.figure.ci[1]).toBeCloseTo(0.648, 3);
  expect(body).toMatchObject({ responses: 41, leftOut: [{ reason: 'partial', n: 1 }], capped: false });
  expect(body.points).toMatchObject([{ period: '2026-02', n: 40, value: 0.5 }]);
  expect(body.questions).toMatchObject([{ playbook: '-', form: 'after-visit', question: 'effort', stretched: false }]);
  const stretched = await world.call('POST', own('/preview'), {
    definition: { ...EFFORT, scale: { low: 0, high: 100, better: 'low' }, formula: { kind: 'mean' } },
  });
  // 1 to 5 on 0 to 100: 0, 25, 50, 75
  expect(stretched.body.figure.value).toBeCloseTo(37.5, 8);
  expect(stretched.body.questions[0].stretched).toBe(true);
  expect((await get('')).items).toEqual([]);
});

test('each formula, by hand', async () => {
  const figures = async (definition: object) =>
    (await world.call('POST', own('/preview'), { definition: { ...EFFORT, ...definition } })).body;
  expect((await figures({ formula: { kind: 'mean' } })).figure.value).toBeCloseTo(2.5, 8);
  expect((await figures({ formula: { kind: 'median' } })).figure).toMatchObject({ value: 2 });
  // effort is better low: promoters are 1 (10), detractors 4 and more (10)
  expect((await figures({ formula: { kind: 'net', promoter: 1, detractor: 3 } })).figure.value).toBeCloseTo(-25, 8);
  const solved = { bind: [{ question: 'solved' }], formula: { kind: 'yes', values: ['yes', 'partly'] } };
  expect((await figures(solved)).figure).toMatchObject({ n: 40, value: 0.8 });
  const both = await figures({ bind: [{ question: 'stars' }], formula: { kind: 'mean' } });
  expect(both.figure.value).toBeCloseTo(4, 8);
  expect(both.dimensions.map((one: { key: string; value: number }) => [one.key, one.value])).toEqual([
    ['doctor', 5],
    ['price', 3],
  ]);
  const price = await figures({ bind: [{ question: 'stars', row: 'price' }], formula: { kind: 'mean' } });
  expect(price.figure.value).toBeCloseTo(3, 8);
  expect(price.dimensions).toEqual([]);
  const few = await figures({ least: 41 });
  expect(few.figure).toMatchObject({ n: 40, value: null, ci: null, missing: 'too_few', lacking: 1 });
});

test('saved, it reads all history with progress; later answers come in by themselves', async () => {
  const made = await save('effort', EFFORT);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  expect(made.body.versions).toMatchObject([{ version: 1, run: { done: 0, total: 41, finishedAt: null } }]);
  await world.drain();
  expect((await get('/effort')).versions[0].run).toMatchObject({ done: 41, total: 41 });
  expect((await get('/effort/figure')).figure).toMatchObject({ n: 40, value: 0.5, version: 1 });
  await world.setClock('main', '2026-03-05T04:00:00Z');
  // March: 36 answers of 1 and 4 of 5; customer 0 answers twice, the latest counts.
  for (let i = 0; i < 40; i++) await answer(i, { effort: i < 36 ? 1 : 5 });
  await answer(0, { effort: 5 });
  await world.drain();
  const { points } = await get('/effort/trend');
  expect(points).toMatchObject([
    { period: '2026-02', n: 40, value: 0.5, changed: false },
    { period: '2026-03', n: 40, changed: false },
  ]);
  expect(points[1].value).toBeCloseTo(35 / 40, 8);
  // The same again is no new version.
  expect((await save('effort', EFFORT, { base: 1 })).body.versions).toHaveLength(1);
});

test('a changed definition is a new version: history is read by it, the trend marks it and joins nothing', async () => {
  await world.setClock('main', '2026-04-02T04:00:00Z');
  for (let i = 0; i < 30; i++) await answer(i, { effort: 2 });
  await world.drain();
  const changed = await save(
    'effort',
    { ...EFFORT, formula: { kind: 'top', from: 1, to: 1 } },
    { base: 1, note: '更严' },
  );
  expect(changed.body.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  // Until its reading is done the figure is the old one's: nothing half read is shown.
  expect((await get('/effort/figure')).figure).toMatchObject({ version: 1 });
  await world.drain();
  const { points } = await get('/effort/trend');
  expect(points).toMatchObject([
    { period: '2026-02', version: 1, value: 0.5, changed: false },
    { period: '2026-03', version: 1, changed: false },
    { period: '2026-04', version: 2, value: 0, n: 30, changed: true },
  ]);
  const again = (await get('/effort/trend?version=2')).points;
  expect(again).toMatchObject([
    { version: 2, value: 0.25, changed: false },
    { version: 2, value: 35 / 40, changed: false },
    { version: 2, value: 0 },
  ]);
  const back = await world.call('POST', own('/effort/restore'), { version: 1, base: 2 });
  expect(back.body.versions[0]).toMatchObject({ version: 3, definition: { formula: { to: 2 } } });
  await world.drain();
  expect((await get('/effort/figure?from=2026-04&to=2026-04')).figure).toMatchObject({ version: 3, value: 1, n: 30 });
});

test('of many who change one version at once one wins; the others are told', async () => {
  const tries = await Promise.all(
    Array.from({ length: 8 }, (_, n) => save('effort', { ...EFFORT, least: 31 + n }, { base: 3 })),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  const told = tries.find(({ status }) => status === 409);
  expect(told?.body).toMatchObject({ code: 'own_metric_moved' });
  expect(told?.body.detail).toContain('4');
  const makers = await Promise.all(Array.from({ length: 4 }, () => save('fresh', EFFORT)));
  expect(makers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await world.call('POST', own('/effort/archive'), { archived: true, base: 1 })).status).toBe(409);
  await world.drain();
  expect((await get('/effort')).versions).toHaveLength(4);
});

test('exclusions and windows: channels, test customers, segments', async () => {
  await world.call('POST', `${base}/customers/${ids[1]}/tags`, { tag: '测试' });
  await answer(50, { effort: 1 }, { channel: 'sms' });
  await answer(51, { effort: 1 }, { channel: 'email' });
  await world.drain();
  const left = async (exclude: object, touchpoint: object = {}) =>
    (await world.call('POST', own('/preview'), { definition: { ...EFFORT, exclude, touchpoint } })).body.leftOut;
  const all = { partial: 1, test: 3 };
  expect(
    Object.fromEntries((await left({})).map(({ reason, n }: { reason: string; n: number }) => [reason, n])),
  ).toEqual(all);
  expect(await left({ testCustomers: false, partial: false })).toEqual([]);
  expect(await left({ testCustomers: false, partial: false, channels: ['sms'] })).toEqual([
    { reason: 'channel', n: 1 },
  ]);
  const only = await left({ testCustomers: false, partial: false }, { channels: ['sms'] });
  expect(only[0].reason).toBe('channel');
  expect(
    (await world.call('POST', own('/preview'), { definition: { ...EFFORT, touchpoint: { playbooks: ['elsewhere'] } } }))
      .body,
  ).toMatchObject({
    responses: 0,
    questions: [],
    figure: { n: 0, missing: 'no_answers' },
  });
  const byChannel = (await get('/effort/figure?by=channel')).groups;
  expect(
    byChannel.map(({ key, n, value }: { key: string; n: number; value: number | null }) => [key, n, value]).slice(1),
  ).toEqual([
    ['email', 1, null],
    ['sms', 1, null],
  ]);
});

test('put away and taken back; what was answered meanwhile is read then', async () => {
  const put = await world.call('POST', own('/effort/archive'), { archived: true, base: 4 });
  expect(put.body.archivedAt).not.toBeNull();
  await answer(55, { effort: 1 });
  await world.drain();
  const n = (await get('/effort/figure')).figure.n;
  await world.call('POST', own('/effort/archive'), { archived: false, base: 4 });
  await world.drain();
  // One more; and the three of customer 1, who is a test customer by now, leave.
  expect((await get('/effort/figure')).figure.n).toBe(n + 1 - 3);
  expect((await get('')).items.map(({ metric }: { metric: string }) => metric)).toEqual(['effort', 'fresh']);
});

test('it travels as JSON', async () => {
  const document = await get('/effort/document?version=2');
  expect(document).toMatchObject({ format: 'huixiang.metric', metric: 'effort', definition: { formula: { to: 1 } } });
  const send = (changes: object, at = 0) =>
    world.call('POST', own('/import'), { document: { ...document, ...changes }, base: at });
  expect((await send({ metric: 'effort_two' })).body.versions).toMatchObject([
    { version: 1, definition: document.definition },
  ]);
  expect((await send({})).body.code).toBe('own_metric_taken');
  expect((await send({}, 4)).body.versions[0]).toMatchObject({ version: 5 });
  expect(
    paths((await send({ metric: 'x1', definition: { ...document.definition, bind: [{ question: 'nobody' }] } })).body),
  ).toEqual(['document.definition.bind.0.question']);
  expect((await send({ format: 'something' })).status).toBe(400);
  await world.drain();
});

test('another workspace and a key without the right see and change nothing', async () => {
  await world.workspace('other');
  const stranger = { authorization: `Bearer ${await world.key('other')}` };
  const theirs = '/api/w/other/own-metrics';
  expect((await world.call('GET', `${theirs}/effort`, undefined, stranger)).status).toBe(404);
  expect((await world.call('GET', `${theirs}/effort/figure`, undefined, stranger)).status).toBe(404);
  expect((await world.call('GET', theirs, undefined, stranger)).body).toEqual({ items: [] });
  const foreign = await world.call('POST', `${theirs}/preview`, { definition: EFFORT }, stranger);
  expect(paths(foreign.body)).toEqual(['definition.bind.0.question']);
  const reader = { authorization: `Bearer ${await world.key('main', ['metrics:read'])}` };
  expect(
    (await world.call('PUT', own('/effort'), { name: words('a', 'b'), definition: EFFORT, base: 5 }, reader)).status,
  ).toBe(403);
  expect((await world.call('POST', own('/preview'), { definition: EFFORT }, reader)).status).toBe(200);
});

test('while a new definition reads the history the one before stays up to date; read anew, it stays what it is', async () => {
  await world.setClock('main', '2026-06-10T04:00:00Z');
  await save('live', EFFORT);
  for (let i = 2; i < 32; i++) await answer(i, { effort: 1 });
  await world.drain();
  const june = async () => (await get('/live/figure?from=2026-06&to=2026-06')).figure;
  expect(await june()).toMatchObject({ version: 1, n: 30, value: 1 });
  await save('live', { ...EFFORT, formula: { kind: 'top', from: 1, to: 1 } }, { base: 1 });
  const response = await answer(40, { effort: 5 });
  // Only the reading of what comes in runs; that of the history waits.
  await readOwn.handle(await world.workspace('main'), [response]);
  expect(await june()).toMatchObject({ version: 1, n: 31 });
  await world.drain();
  expect(await june()).toMatchObject({ version: 2, n: 31 });
  const again = await world.call('POST', own('/live/recompute'), {});
  expect(again.body.versions[0].run).toMatchObject({ done: 0, finishedAt: null });
  expect(again.body.versions[0].run.readAt).not.toBeNull();
  expect(await june()).toMatchObject({ version: 2, n: 31 });
  await world.drain();
});

test('a goal is set on it: target on its scale, its figure over any days, its parts', async () => {
  await world.setClock('main', '2026-06-10T05:00:00Z');
  await save('ease', { ...EFFORT, formula: { kind: 'mean' } });
  await world.drain();
  const { items } = (await world.call('GET', `${base}/goal-indicators`)).body;
  const keyed = (key: string) => items.find((one: { key: string }) => one.key === key);
  expect(keyed('own.live')).toMatchObject({ unit: 'share', direction: 'higher', name: words('费力度', 'Effort') });
  expect(keyed('own.ease')).toMatchObject({ unit: 'score', direction: 'lower', range: [1, 5] });
  const goal = { indicator: 'own.ease', team: null, playbook: null, period: 'month', target: 2, owner: null };
  const set = (more: object) => world.call('POST', `${base}/goals`, { ...goal, ...more });
  const band = { kind: 'fixed', low: null, high: 3 };
  expect(paths((await set({ band, target: 6 })).body)).toEqual(['target']);
  const made = await set({ band });
  expect(made.body, JSON.stringify(made.body)).toMatchObject({
    indicator: { key: 'own.ease' },
    progress: { n: 31, state: 'inside' },
  });
  // Thirty said 1, one said 5.
  expect(made.body.progress.value).toBeCloseTo(35 / 31, 8);
});

test('reading anew, twice at once and with answers coming in, leaves the counts true', async () => {
  await world.call('POST', own('/effort/recompute'), {});
  await Promise.all([
    world.drain(),
    world.drain(),
    ...Array.from({ length: 12 }, (_, i) => answer(i % 3, { effort: 1 + (i % 5) })),
  ]);
  await world.call('POST', own('/effort/recompute'), { version: 1 });
  await Promise.all([world.drain(), world.drain()]);
  const { rows } = await world.runtime.db.owner.query(`
    select (select count(*)::int from own_reading where counts) as counting, (select sum(n)::int from own_count) as counted,
      (select count(*)::int from (select distinct metric, version, dimension, customer_id, period from own_reading) k) as due,
      (select count(*)::int from own_count where n < 0) as negative`);
  expect(rows[0].counting).toBe(rows[0].due);
  expect(rows[0].counted).toBe(rows[0].due);
  expect(rows[0].negative).toBe(0);
});
