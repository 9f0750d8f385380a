import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { Figures } from './testing/figures.ts';

let world: World;
const figures = new Figures();
const base = '/api/w/main';
const fixed = (low: number | null, high: number | null = null) => ({ kind: 'fixed', low, high });
const goal = (more: object = {}) => ({
  indicator: 'test.good',
  team: null,
  playbook: null,
  period: 'month',
  target: 0.85,
  band: fixed(0.8),
  owner: null,
  ...more,
});
const post = (path: string, body: object) => world.call('POST', `${base}${path}`, body);
const get = async (path: string) => (await world.call('GET', `${base}${path}`)).body;
const goTo = async (at: string) => {
  await world.setClock('main', at);
  await world.sweep();
};
const alerts = async (state = 'open') => (await get(`/goal-alerts?state=${state}`)).items;

// Noon in Shanghai.
const at = (day: string) => `${day}T04:00:00Z`;

beforeAll(async () => {
  world = await createWorld([figures.feature()]);
  await world.workspace('main');
  await world.setClock('main', at('2026-06-01'));
}, 120_000);
afterAll(() => world?.close());

test('an empty workspace has no goals, no alerts, and says what a goal can be set on', async () => {
  expect(await get('/goals')).toEqual({ goals: [] });
  expect(await get('/goal-alerts')).toEqual({ items: [] });
  const { items } = await get('/goal-indicators');
  const keys = items.map(({ key }: { key: string }) => key);
  for (const key of [
    'metrics.csat',
    'metrics.nps',
    'metrics.intent',
    'surveys.response_rate',
    'messages.reach',
    'tasks.overdue',
    'tasks.cycle',
    'outcomes.conversion',
    'outcomes.lift',
    'costs.per_follow_up',
    'test.good',
  ])
    expect(keys).toContain(key);
});

test('every figure there is answers in an empty workspace: too few, no verdict', async () => {
  const { items } = await get('/goal-indicators');
  for (const { key, unit } of items) {
    const made = await post('/goals', goal({ indicator: key, period: 'week', target: 0.5, band: fixed(0.1) }));
    expect(made.status, `${key} ${JSON.stringify(made.body)}`).toBe(200);
    expect(made.body.indicator.unit).toBe(unit);
    expect(made.body.progress).toMatchObject({ value: null, n: 0, verdict: 'too_few', state: 'too_few', needed: null });
    await world.sweep();
    expect((await get(`/goals/${made.body.goalId}`)).history.at(-1)).toMatchObject({ value: null, state: 'too_few' });
    expect((await post(`/goals/${made.body.goalId}/archive`, {})).status).toBe(200);
  }
  expect(await alerts()).toEqual([]);
});

let goalId = '';

test('a goal is set once, however often the button is pressed; what is wrong is named', async () => {
  const [one, two] = await Promise.all([post('/goals', goal()), post('/goals', goal())]);
  expect([one.status, two.status].toSorted()).toEqual([200, 409]);
  const made = one.status === 200 ? one : two;
  expect((one.status === 200 ? two : one).body.code).toBe('goal_exists');
  goalId = made.body.goalId;
  expect(made.body).toMatchObject({ version: 1, target: 0.85, team: null, alertId: null });
  const flawed = await post(
    '/goals',
    goal({ indicator: 'no.such', team: 'team_x', playbook: 'none', band: fixed(null), owner: 'm' }),
  );
  expect(flawed.status).toBe(400);
  expect(flawed.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
    'band',
    'indicator',
    'owner',
    'playbook',
    'team',
  ]);
  expect((await post('/goals', goal({ period: 'week', target: 85 }))).body.errors[0].path).toBe('target');
});

test('progress: value, n, interval, what the rest must come to, by hand', async () => {
  // 10 days of 20, 17 of them good: 170 of 200 = 85 %.
  for (const script of ['p/a', 'p/b']) figures.tell('2026-06-01', 10, { script, k: script === 'p/a' ? 9 : 8, n: 10 });
  await goTo('2026-06-10T15:59:59Z');
  const { progress } = (await get('/goals')).goals[0];
  expect(progress.period).toEqual({ start: '2026-06-01', end: '2026-07-01' });
  expect(progress).toMatchObject({ value: 0.85, n: 200, expected: 0.85, verdict: 'open', state: 'inside' });
  expect(progress.passed).toBeCloseTo(1 / 3, 4);
  // Wilson of 170 among 200.
  expect(progress.low).toBeCloseTo(0.7939, 3);
  expect(progress.high).toBeCloseTo(0.8929, 3);
  // As many again per day: 400 more, which must come to 85 % as well.
  expect(progress.needed.n).toBe(400);
  expect(progress.needed.value).toBeCloseTo(0.85, 10);
});

test('one alert when the figure leaves its band, none at the looks after; its cause is the script that fell', async () => {
  for (const month of ['2026-03', '2026-04', '2026-05']) {
    figures.tell(`${month}-01`, 30, { script: 'p/a', k: 9, n: 10 });
    figures.tell(`${month}-01`, 30, { script: 'p/b', k: 8, n: 10 });
  }
  // From June 11 on script b is at 3 of 10, a stays at 9.
  figures.tell('2026-06-11', 20, { script: 'p/a', k: 9, n: 10 });
  figures.tell('2026-06-11', 20, { script: 'p/b', k: 3, n: 10 });
  const opened: string[] = [];
  for (let day = 11; day <= 30; day++) {
    await goTo(at(`2026-06-${day}`));
    await world.sweep();
    for (const { alertId } of await alerts()) if (!opened.includes(alertId)) opened.push(alertId);
  }
  expect(opened).toHaveLength(1);
  const [alert] = await alerts();
  expect(alert).toMatchObject({ kind: 'goal', goalId, side: -1, tone: 'bad', seen: { limit: 0.8 } });
  // Before it: 170 of 200 and then 12 of 20 a day; it came when the interval that holds at every look left 80 %.
  expect(alert.seen.n).toBe(200 + 20 * (Number(alert.day.slice(8)) - 10));
  expect(alert.seen.value).toBeCloseTo((170 + 12 * (Number(alert.day.slice(8)) - 10)) / alert.seen.n, 10);
  expect(alert.seen.value).toBeLessThan(0.78);
  expect(alert.cause).toMatchObject({ kind: 'part', part: { key: 'p/b', by: 'script' } });
  expect(alert.cause.reference).toMatchObject({ from: '2026-03-01', to: '2026-06-01', value: 0.85 });
  // Equal shares before and now: all is rate, a's is 0 and b's is the whole.
  expect(alert.cause.part.mix).toBeCloseTo(0, 10);
  expect(alert.cause.part.effect).toBeCloseTo(alert.cause.change, 10);
  expect(alert.cause.part.share).toBeCloseTo(1, 10);
  const effects = alert.cause.divisions[0].parts.map(({ effect }: { effect: number }) => effect);
  expect(effects.reduce((sum: number, each: number) => sum + each, 0)).toBeCloseTo(alert.cause.change, 10);
  expect(alert.action.path).toBe('scripts/p/b');
  expect((await get('/goals')).goals[0].alertId).toBe(alert.alertId);
});

test('an alert is acknowledged once with a note, put off, assigned; twice changes nothing', async () => {
  const [{ alertId }] = await alerts();
  const patch = (body: object, id = alertId) => world.call('PATCH', `${base}/goal-alerts/${id}`, body);
  const first = await patch({ note: '话术 B 已请班组复盘', snoozeDays: 3 });
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ acknowledged: { note: '话术 B 已请班组复盘' }, snoozedUntil: '2026-07-03' });
  const audits = async () =>
    (await get('/audit?action=goal_alert.handled').catch(() => ({ items: [] }))).items?.length ?? 0;
  const before = await audits();
  expect((await patch({ note: '话术 B 已请班组复盘' })).body.acknowledged).toEqual(first.body.acknowledged);
  expect(await audits()).toBe(before);
  expect((await patch({ snoozeDays: null })).body.snoozedUntil).toBeNull();
  expect((await patch({ assignee: 'member_nobody' })).status).toBe(400);
  expect((await patch({ note: 'x' }, 'alert_none')).status).toBe(404);
});

test('its cause says when it was looked for, and is looked for again with what is known now', async () => {
  const [before] = await alerts();
  expect(before).toMatchObject({ causeAt: before.openedAt, firstCause: null });
  const seek = (id: string) => world.call('POST', `${base}/goal-alerts/${id}/cause`, {});
  const { status, body } = await seek(before.alertId);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    firstCause: before.cause,
    cause: { kind: 'part', part: { key: before.cause.part.key } },
  });
  expect(Date.parse(body.causeAt)).toBeGreaterThan(Date.parse(before.causeAt));
  // The whole of June by now, where the alert came before its end.
  expect(body.cause.now.n).toBeGreaterThan(before.cause.now.n);
  expect((await alerts())[0]).toMatchObject({ seen: before.seen, causeAt: body.causeAt });
  expect((await seek('alert_none')).status).toBe(404);
});

test('it stays open through the first days of a month that say too little, and closes when two looks are back', async () => {
  figures.tell('2026-07-01', 31, { script: 'p/a', k: 9, n: 10 });
  figures.tell('2026-07-01', 31, { script: 'p/b', k: 8, n: 10 });
  await goTo(at('2026-07-03'));
  expect(await alerts()).toHaveLength(1);
  // Usual months have about 600: a third of that is there after ten days, the second such look is the eleventh day's.
  await goTo(at('2026-07-11'));
  expect(await alerts()).toHaveLength(1);
  await goTo(at('2026-07-12'));
  expect(await alerts()).toEqual([]);
  const [closed] = await alerts('closed');
  expect(closed).toMatchObject({ closeReason: 'back' });
  const again = await world.call('PATCH', `${base}/goal-alerts/${closed.alertId}`, { note: 'y' });
  expect(again.body.code).toBe('alert_closed');
});

test('a changed goal is a new version from now on: the past keeps what was judged then', async () => {
  const plan = { target: 0.9, band: fixed(0.7), owner: null, version: 1 };
  const [one, two] = await Promise.all([
    world.call('PUT', `${base}/goals/${goalId}`, plan),
    world.call('PUT', `${base}/goals/${goalId}`, plan),
  ]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(one.body.version).toBe(2);
  const stale = await world.call('PUT', `${base}/goals/${goalId}`, { ...plan, target: 0.95 });
  expect(stale.body.code).toBe('goal_changed');
  const { history, versions } = await get(`/goals/${goalId}`);
  expect(versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  const june = history.find(({ start }: { start: string }) => start === '2026-06-01');
  // 410 of 600 at its last look, judged by version 1.
  expect(june).toMatchObject({ judged: true, version: 1, target: 0.85, bandLow: 0.8, state: 'below', n: 600 });
  expect(june.value).toBeCloseTo(410 / 600, 10);
  const april = history.find(({ start }: { start: string }) => start === '2026-04-01');
  expect(april).toMatchObject({ judged: false, version: null, n: 600 });
});

test('a clock that jumps is made up for day by day; one that goes back changes nothing', async () => {
  figures.tell('2026-08-01', 31, { script: 'p/a', k: 9, n: 10 });
  await goTo(at('2026-08-20'));
  const { looks } = await get(`/goals/${goalId}`);
  expect(looks.map(({ day }: { day: string }) => day)).toEqual(
    Array.from({ length: 19 }, (_, i) => `2026-08-${String(i + 1).padStart(2, '0')}`),
  );
  await goTo(at('2026-08-05'));
  await goTo(at('2026-08-20'));
  expect((await get(`/goals/${goalId}`)).looks).toHaveLength(19);
});

test('a preview says in which of the last six periods an alert would have come', async () => {
  const preview = await post('/goals/preview', { ...goal({ period: 'month' }), owner: undefined });
  expect(preview.status, JSON.stringify(preview.body)).toBe(200);
  // March to July have figures, February has none; June alone fell.
  expect(preview.body).toMatchObject({ known: 5, alarms: 1, reached: 4 });
  const june = preview.body.points.find(({ start }: { start: string }) => start === '2026-06-01');
  expect(june.alarmedOn >= '2026-06-11' && june.alarmedOn <= '2026-06-30').toBe(true);
  const usual = await post('/goals/preview', { ...goal({ band: { kind: 'usual' } }), owner: undefined });
  expect(usual.body.points.find(({ start }: { start: string }) => start === '2026-06-01')).toMatchObject({
    state: 'below',
  });
});

test('the file holds what the screen holds', async () => {
  const file = await world.call('GET', `${base}/goals.csv`);
  expect(file.raw.headers['content-type']).toContain('text/csv');
  const [head, row] = String(file.raw.body).split('\r\n');
  expect(head).toContain('团队,指标');
  expect(row).toContain('全公司,好评率');
});

test('archiving closes the alert, twice is once', async () => {
  figures.tell('2026-09-01', 30, { script: 'p/a', k: 2, n: 10 });
  await goTo(at('2026-09-20'));
  expect(await alerts()).toHaveLength(1);
  for (let i = 0; i < 2; i++) expect((await post(`/goals/${goalId}/archive`, {})).status).toBe(200);
  expect(await alerts()).toEqual([]);
  expect((await alerts('closed'))[0]).toMatchObject({ closeReason: 'archived' });
  expect((await get('/goals')).goals).toEqual([]);
  expect((await get('/goals?archived=1')).goals.length).toBeGreaterThan(0);
});

test('another workspace sees none of it; who may only read changes nothing', async () => {
  const theirs = { authorization: `Bearer ${await world.key('other')}` };
  expect((await world.call('GET', '/api/w/other/goals?archived=1', undefined, theirs)).body.goals).toEqual([]);
  expect((await world.call('GET', `/api/w/other/goals/${goalId}`, undefined, theirs)).status).toBe(404);
  expect((await world.call('GET', `${base}/goals/${goalId}`, undefined, theirs)).status).toBe(404);
  const reader = { authorization: `Bearer ${await world.key('main', ['goals:read'])}` };
  expect((await world.call('POST', `${base}/goals`, goal(), reader)).status).toBe(403);
});
