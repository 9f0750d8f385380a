import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';

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
      metric: 'csat',
      rows: [
        { id: 'doctor', label: words('医生', 'Doctor') },
        { id: 'price', label: words('价格', 'Price') },
      ],
    },
    { kind: 'nps', id: 'tell', title: words('推荐吗', 'Recommend?'), metric: 'nps' },
    { kind: 'scale', id: 'again', title: words('再来吗', 'Again?'), from: 0, to: 5, metric: 'intent' },
  ],
};
const get = async (path: string) => {
  const answer = await world.call('GET', `${base}/metrics${path}`);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};
const ids = new Map<string, string>();
const customer = async (code: string) => {
  const made = await world.call('POST', `${base}/customers`, { externalId: code });
  ids.set(code, made.body.customerId);
};
let count = 0;
const answer = async (code: string, answers: object, more: object = {}) => {
  const sent = await world.call('POST', `${base}/responses`, {
    form: 'after-visit',
    customer: ids.get(code),
    responseKey: `k${count++}`,
    answers,
    ...more,
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
};

beforeAll(async () => {
  world = await createWorld();
  await world.setClock('main', '2026-03-10T04:00:00Z').catch(() => undefined);
  await world.workspace('main');
  await world.setClock('main', '2026-03-10T04:00:00Z');
  expect((await world.call('POST', `${base}/forms`, { definition: form })).status).toBe(200);
  for (let i = 0; i < 40; i++) await customer(`C${i}`);
}, 120_000);
afterAll(() => world?.close());

test('there is no figure before there are answers, and the definitions are there', async () => {
  const { items } = await get('');
  expect(items.map((one: { metric: string }) => one.metric)).toEqual(['csat', 'nps', 'intent']);
  expect((await get('/nps/figure')).figure).toMatchObject({ n: 0, value: null, missing: 'no_answers', lacking: 30 });
  expect((await world.call('GET', `${base}/metrics/nothing/figure`)).status).toBe(404);
  const board = await get('/board');
  expect(board.metrics.length).toBe(3);
  expect(board.metrics[0].points.length).toBe(6);
});

test('answers become figures with interval and dimensions; partial ones count for nothing', async () => {
  for (let i = 0; i < 29; i++)
    await answer(`C${i}`, {
      stars: { doctor: i < 20 ? 5 : 2, price: i < 10 ? 4 : 3 },
      tell: i < 15 ? 10 : i < 24 ? 7 : 3,
      again: 4,
    });
  await answer('C39', { tell: 10 }, { complete: false });
  await world.drain();
  expect((await get('/nps/figure')).figure).toMatchObject({ n: 29, value: null, missing: 'too_few', lacking: 1 });
  await answer('C29', { stars: { doctor: 5, price: 4 }, tell: 9, again: 5 }, { channel: 'sms' });
  await world.drain();
  const { figure } = await get('/nps/figure');
  expect(figure.n).toBe(30);
  expect(figure.value).toBeCloseTo((100 * (16 - 5)) / 30, 10);
  expect(figure.ci[0]).toBeLessThan(figure.value);
  expect(figure.rate).toBeNull();
  expect((await get('/intent/figure')).figure).toMatchObject({ value: 1, n: 30 });
  const csat = await get('/csat/figure?by=dimension');
  // doctor 5 and price 4, or doctor 5 and price 3: a mean of at least 4
  expect(csat.figure.value).toBeCloseTo(21 / 30, 10);
  const groups = new Map(csat.groups.map((one: { key: string }) => [one.key, one]));
  expect(groups.get('doctor')).toMatchObject({ value: 0.7, name: words('医生', 'Doctor'), n: 30 });
  expect((groups.get('price') as { value: number }).value).toBeCloseTo(11 / 30, 10);
  expect((await get('/csat/figure?dimension=doctor')).figure.value).toBe(0.7);
  const byChannel = (await get('/nps/figure?by=channel')).groups;
  expect(byChannel).toMatchObject([
    { key: '', n: 29 },
    { key: 'sms', n: 1, missing: 'too_few' },
  ]);
});

test('the latest answer of a customer and month counts; the next month counts anew', async () => {
  await answer('C0', { tell: 0 });
  await world.drain();
  const { figure } = await get('/nps/figure');
  expect(figure.n).toBe(30);
  expect(figure.value).toBeCloseTo((100 * (15 - 6)) / 30, 10);
  // she did not answer stars this time: what she said before stays
  expect((await get('/csat/figure')).figure.n).toBe(30);
  await world.setClock('main', '2026-03-31T17:00:00Z');
  await answer('C0', { tell: 10 });
  await world.drain();
  const { points } = await get('/nps/trend');
  expect(points).toMatchObject([
    { period: '2026-03', n: 30, changed: false },
    { period: '2026-04', n: 1, value: null, missing: 'too_few' },
  ]);
  expect((await get('/nps/figure?from=2026-03&to=2026-03')).figure.n).toBe(30);
});

test('a new version is in force from its month on; old months keep theirs and can be computed by any', async () => {
  const publish = (definition: object) =>
    world.call('POST', `${base}/metrics`, { metric: 'csat', name: words('满意度', 'Satisfaction'), definition });
  expect((await publish({ kind: 'share', scale: [1, 5], from: 9 })).body).toMatchObject({ code: 'metric_invalid' });
  const published = await publish({ kind: 'share', scale: [1, 5], from: 5 });
  expect(published.body.versions.map((one: { version: number }) => one.version)).toEqual([2, 1]);
  for (let i = 0; i < 31; i++) await answer(`C${i}`, { stars: { doctor: 5, price: i < 8 ? 5 : 4 } });
  await world.drain();
  const { points } = await get('/csat/trend');
  expect(points).toMatchObject([
    { period: '2026-03', version: 1, changed: false },
    { period: '2026-04', version: 2, changed: true },
  ]);
  expect(points[0].value).toBeCloseTo(21 / 30, 10);
  expect(points[1].value).toBeCloseTo(8 / 31, 10);
  const again = (await get('/csat/trend?version=2')).points;
  expect(again[0]).toMatchObject({ version: 2, value: 0 });
  expect((await get('/csat/trend?version=1')).points[1].value).toBe(1);
  expect((await world.call('GET', `${base}/metrics/csat/trend?version=9`)).status).toBe(404);
});

test('reading twice and reading everything anew change nothing', async () => {
  const before = await get('/board?months=12');
  const rows = async () =>
    (
      await world.runtime.db.owner.query(
        'select sum(n)::int as n, count(*)::int as rows from metric_count where n <> 0',
      )
    ).rows[0];
  const counted = await rows();
  expect((await world.call('POST', `${base}/metrics/rebuild`)).body).toEqual({ started: true });
  await world.drain();
  expect(await get('/board?months=12')).toEqual(before);
  expect(await rows()).toEqual(counted);
});

test('many answers of the same customers at once leave the counts true', async () => {
  await Promise.all(Array.from({ length: 24 }, (_, i) => answer(`C${i % 3}`, { tell: i % 11 })));
  await Promise.all([world.drain(), world.drain()]);
  const { rows } = await world.runtime.db.owner.query(`
    select (select count(*)::int from metric_reading where counts) as counting,
      (select sum(n)::int from metric_count) as counted,
      (select count(*)::int from (select distinct customer_id, metric, dimension, playbook, month from metric_reading) k) as due,
      (select count(*)::int from metric_count where n < 0) as negative`);
  expect(rows[0].counting).toBe(rows[0].due);
  expect(rows[0].counted).toBe(rows[0].due);
  expect(rows[0].negative).toBe(0);
});
