import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { BUILT_IN_MATRIX } from './built-in.ts';

let world: World;
const base = '/api/w/main';
const words = (zh: string, en: string) => ({ zh, en });
const form = {
  key: 'three',
  title: words('三问', 'Three questions'),
  questions: [
    { kind: 'stars', id: 'stars', title: words('满意吗', 'Satisfied?'), metric: 'csat' },
    { kind: 'nps', id: 'tell', title: words('推荐吗', 'Recommend?'), metric: 'nps' },
    { kind: 'scale', id: 'again', title: words('再来吗', 'Again?'), from: 0, to: 5, metric: 'intent' },
  ],
};
const ids = new Map<string, string>();
const idOf = (code: string) => ids.get(code) ?? '';
let count = 0;

async function customer(code: string): Promise<void> {
  ids.set(code, (await world.call('POST', `${base}/customers`, { externalId: code, name: code })).body.customerId);
}
async function answer(code: string, answers: object): Promise<void> {
  const key = `k${count++}`;
  const sent = await world.call('POST', `${base}/responses`, {
    form: 'three',
    customer: idOf(code),
    responseKey: key,
    answers,
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
}
const get = async (path: string) => {
  const got = await world.call('GET', `${base}${path}`);
  expect(got.status, `${path} ${JSON.stringify(got.body)}`).toBe(200);
  return got.body;
};
const classOf = async (code: string) => (await get(`/customers/${idOf(code)}/class`)).now;
const counts = async () =>
  Object.fromEntries((await get('/classes')).classes.map((one: { key: string; n: number }) => [one.key, one.n]));
const changes = async (code: string) =>
  (await get(`/customers/${idOf(code)}/events?limit=100`)).items
    .filter((one: { type: string }) => one.type === 'class_changed')
    .map((one: { properties: Record<string, unknown> }) => one.properties);

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-10T04:00:00Z');
  expect((await world.call('POST', `${base}/forms`, { definition: form })).status).toBe(200);
  for (const code of ['P', 'R', 'L', 'O', 'S', 'X']) await customer(code);
}, 120_000);
afterAll(() => world?.close());

test('an answer gives a class at once, with the values and the cell it rests on', async () => {
  await answer('P', { stars: 4, tell: 8, again: 5 });
  await answer('R', { stars: 2, tell: 3, again: 1 });
  await answer('L', { stars: 5, tell: 10, again: 3 });
  await answer('O', { stars: 4, tell: 7, again: 0 });
  await answer('S', { stars: 1, tell: 7, again: 5 });
  await world.drain();
  expect(await counts()).toEqual({ potential: 2, risk: 1, loyal: 1, other: 1 });
  expect(await classOf('P')).toMatchObject({
    class: 'potential',
    cell: 'high.mid.high',
    since: '2026-03-10T04:00:00.000Z',
    because: { csat: { score: 4, band: 'high' }, nps: { score: 8, band: 'mid' }, intent: { score: 5, band: 'high' } },
    playbook: 'intent-invitation',
  });
  // Low satisfaction and high intent: served first.
  expect(await classOf('S')).toMatchObject({ class: 'potential', playbook: 'low-score-recovery' });
  expect(await classOf('X')).toBeNull();
  expect(await changes('S')).toMatchObject([
    { from: 'none', to: 'potential', cause: 'reading', csat: 1, csat_band: 'low', playbook: 'low-score-recovery' },
  ]);
  const listed = (await get('/classes/customers?class=potential')).items.map((one: { name: string }) => one.name);
  expect(listed.sort()).toEqual(['P', 'S']);
  const of = await get(`/classes/of?ids=${idOf('L')},${idOf('X')}`);
  expect(of.items).toEqual([{ customerId: idOf('L'), class: 'loyal' }]);
});

test('the same class again is no change; another one is an event and a move', async () => {
  await world.setClock('main', '2026-04-02T04:00:00Z');
  await answer('P', { stars: 5, tell: 8, again: 4 });
  await answer('O', { again: 5 });
  await world.drain();
  expect(await changes('P')).toHaveLength(1);
  expect((await changes('O')).map(({ from, to }: Record<string, unknown>) => `${from} ${to}`).sort()).toEqual([
    'none other',
    'other potential',
  ]);
  expect((await classOf('P')).since).toBe('2026-03-10T04:00:00.000Z');
  const moves = await get('/classes/moves?from=2026-03&to=2026-04');
  expect(moves.flows).toContainEqual({ from: 'other', to: 'potential', n: 1 });
  expect(moves.flows).toContainEqual({ from: 'potential', to: 'potential', n: 2 });
  expect(moves.before.find((one: { key: string }) => one.key === 'potential').n).toBe(2);
  expect(moves.after.find((one: { key: string }) => one.key === 'potential').n).toBe(3);
  const backwards = await world.call('GET', `${base}/classes/moves?from=2026-04&to=2026-03`);
  expect(backwards.body).toMatchObject({ code: 'class_months_order' });
});

test('conditions ask for the class, and rules can listen to its change', async () => {
  const rules = [{ field: 'customer_class', operator: '=', value: 'potential' }];
  const preview = (more: object[] = []) =>
    world.call('POST', `${base}/conditions/preview`, { condition: { combinator: 'and', rules: [...rules, ...more] } });
  const { body } = await preview();
  expect(body.count).toBe(3);
  expect(body.sentence).toContain('客户分层是「潜力」');
  const recent = { field: 'class_since', operator: 'within', value: { n: 2, unit: 'day' } };
  expect((await preview([recent])).body.count).toBe(1);
  const other = { combinator: 'and', rules: [{ field: 'customer_class', operator: '=', value: 'nobody' }] };
  expect((await world.call('POST', `${base}/conditions/preview`, { condition: other })).status).toBe(400);
  const fields = await get('/conditions/fields');
  expect(fields.fields.find((one: { name: string }) => one.name === 'customer_class').choices).toHaveLength(4);
  const words2 = (text: string) => words(text, text);
  const definition = {
    key: 'on-potential',
    name: words2('潜力'),
    description: words2('潜力'),
    trigger: {
      kind: 'event',
      event: 'class_changed',
      where: [
        { field: 'to', operator: '=', value: 'risk' },
        { field: 'cause', operator: '=', value: 'reading' },
      ],
    },
    audience: { combinator: 'and', rules: [{ field: 'customer_class', operator: '=', value: 'risk' }] },
    consent: null,
    control: { holdout: 0, serviceCritical: true },
    goal: { event: 'purchase', name: words2('购买') },
  };
  const made = await world.call('POST', `${base}/playbooks`, { definition });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  expect((await world.call('POST', `${base}/playbooks/on-potential/enable`, {})).status).toBe(200);
  await answer('X', { stars: 1, tell: 1, again: 1 });
  await world.drain();
  const { firings } = await get(`/customers/${idOf('X')}/firings`);
  expect(firings).toHaveLength(1);
  expect(firings[0].because[0]).toMatchObject({ held: true, value: '「风险」' });
});

test('answers that grow too old count as unknown, and then there is no class', async () => {
  // 180 days after the answers of March: only those of April are left.
  await world.setClock('main', '2026-09-07T04:00:00Z');
  await world.sweep();
  await world.drain();
  expect((await classOf('R')).class).toBeNull();
  expect((await changes('R')).map((one: { to: string; cause: string }) => `${one.to} ${one.cause}`)).toContain(
    'none aged',
  );
  expect(await classOf('O')).toMatchObject({ class: 'potential', cell: 'unknown.unknown.high' });
  expect(await counts()).toEqual({ potential: 2, risk: 1, loyal: 0, other: 0 });
  expect((await get('/classes')).classes[0]).toMatchObject({ key: 'potential', n: 2, before: 3 });
});

test('a matrix is tried before it is published, and then everybody is classified by it', async () => {
  const cells = { ...BUILT_IN_MATRIX.cells, 'unknown.unknown.high': 'loyal' };
  const definition = { ...BUILT_IN_MATRIX, cells };
  const tried = await world.call('POST', `${base}/classes/matrix/preview`, { definition });
  expect(tried.body).toMatchObject({ customers: 6, none: 3, changed: 1 });
  expect(tried.body.classes.find((one: { key: string }) => one.key === 'loyal')).toEqual({
    key: 'loyal',
    n: 1,
    now: 0,
  });
  const longer = await world.call('POST', `${base}/classes/matrix/preview`, {
    definition: { ...definition, days: 365 },
  });
  expect(longer.body).toMatchObject({ none: 0 });
  expect(await counts()).toMatchObject({ loyal: 0 });
  const published = await world.call('POST', `${base}/classes/matrix`, { definition, base: 0, note: '试试' });
  expect(published.body).toMatchObject({ version: 1, note: '试试' });
  await world.drain();
  expect(await counts()).toMatchObject({ potential: 1, loyal: 1 });
  expect((await get('/classes')).run).toMatchObject({ reason: 'matrix', done: 6, moved: 1 });
  expect((await changes('O')).map((one: { cause: string }) => one.cause)).toContain('matrix');
  const stale = await world.call('POST', `${base}/classes/matrix`, { definition, base: 0 });
  expect(stale.body).toMatchObject({ code: 'class_matrix_moved' });
  expect((await get('/classes/matrix')).items.map((one: { version: number }) => one.version)).toEqual([1, 0]);
});

test('a matrix with a hole is refused with every flaw and its path', async () => {
  const { 'low.low.low': _gone, ...cells } = BUILT_IN_MATRIX.cells;
  const definition = { ...BUILT_IN_MATRIX, cells, cuts: { ...BUILT_IN_MATRIX.cuts, nps: [9, 7] } };
  const refused = await world.call('POST', `${base}/classes/matrix`, { definition, base: 1 });
  expect(refused.status).toBe(400);
  expect(refused.body.code).toBe('class_matrix_invalid');
  expect(refused.body.errors.map((one: { path: string }) => one.path).sort()).toEqual([
    'definition.cells.low.low.low',
    'definition.cuts.nps',
  ]);
});

test('reading everything anew changes no class', async () => {
  const before = await counts();
  await world.call('POST', `${base}/metrics/rebuild`);
  await world.drain();
  expect(await counts()).toEqual(before);
  expect((await get('/classes')).run).toMatchObject({ reason: 'rebuilt', moved: 0 });
});

test('many answers of the same customers at once leave the counts true', async () => {
  await Promise.all(
    Array.from({ length: 24 }, (_, i) => answer(['P', 'R', 'L'][i % 3] ?? 'P', { stars: 1 + (i % 5), tell: i % 11 })),
  );
  await Promise.all([world.drain(), world.drain()]);
  const { rows } = await world.runtime.db.owner.query<{ class: string; n: number; counted: number }>(`
    select k.class, count(*)::int as n, (select coalesce(sum(case when f.to_class = k.class then f.n else -f.n end), 0)::int
      from class_flow f where f.to_class = k.class or f.from_class = k.class) as counted
    from customer_class k where k.class is not null group by k.class`);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.counted, row.class).toBe(row.n);
});

test('another workspace sees none of it, and a key without the permission is refused', async () => {
  const theirs = { authorization: `Bearer ${await world.key('other')}` };
  const board = await world.call('GET', '/api/w/other/classes', undefined, theirs);
  expect(board.body).toMatchObject({ customers: 0, matrix: { version: 0 } });
  expect((await world.call('GET', `${base}/classes`, undefined, theirs)).status).toBe(404);
  const reader = { authorization: `Bearer ${await world.key('main', ['classes:read'])}` };
  const refused = await world.call('POST', `${base}/classes/matrix`, { definition: BUILT_IN_MATRIX, base: 1 }, reader);
  expect(refused.status).toBe(403);
});
