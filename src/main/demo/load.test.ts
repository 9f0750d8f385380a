import { afterAll, beforeAll, expect, test as run } from 'vitest';
import { listCustomers } from '../../features/customers/index.ts';
import { findEnrolments } from '../../features/experiments/index.ts';
import { findResponses } from '../../features/forms/index.ts';
import { scorecardOf } from '../../features/outcomes/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { dateText, dayAt } from './calendar.ts';
import { type DemoLoaded, loadDemo } from './load.ts';

/** Half a year is lived twice, a minute of work: in full with `bin/huixiang test --all`. The browser tests load the whole company in every run. */
const test = process.env['HUIXIANG_TEST_ALL'] ? run : run.skip;

// 16:30 in Shanghai, so that today there is the 24th
const options = { now: new Date('2026-11-24T08:30:00Z'), customers: 500 };
let world: World;
let loaded: DemoLoaded;
let cutOff: unknown;

beforeAll(async () => {
  world = await createWorld();
  // the first load is cut off after a few days; the second starts anew
  let days = 0;
  const cut = (): void => {
    if (++days === 5) throw new Error('cut off');
  };
  cutOff = await loadDemo(world.runtime, { ...options, onProgress: cut }).catch((error: unknown) => error);
  loaded = await loadDemo(world.runtime, options);
}, 400_000);

afterAll(() => world.close());

test('the live code enrols exactly those whom the generator names, into the same arms, on the same days', async () => {
  const ctx = await world.workspace('demo');
  const live = await ctx.tx((tx) => findEnrolments(tx, ctx, { subject: 'silent-wakeup', epoch: 1, limit: 10_000 }));
  const seen = live.map((one) => [one.external_id, one.arm, dateText(dayAt(one.entered_at.getTime()))] as const);
  const named = loaded.enrolments.map((one) => [one.customer, one.arm, one.enteredOn] as const);
  const sort = (list: readonly (readonly string[])[]): string[] => list.map((one) => one.join(' ')).toSorted();
  // those who enter on the demo's own today are not part of the history
  expect(sort(seen.filter(([, , day]) => day < '2026-11-24'))).toEqual(sort(named));
  expect(named.length).toBeGreaterThan(200);
});

test('it is a demo with its clock standing at 10:24, people of the house and named events', async () => {
  const ctx = await world.workspace('demo');
  expect(ctx.workspace).toMatchObject({ kind: 'demo', name: '安和口腔' });
  expect(ctx.now.toISOString()).toBe('2026-11-24T02:24:00.000Z');
  const found = await listCustomers(ctx, { q: 'shenjiayi', limit: 10 });
  expect(found.items.map((one) => one.name)).toEqual(['沈佳怡']);
  const key = await world.key('demo');
  const types = await world.call('GET', '/api/w/demo/event-types', undefined, { authorization: `Bearer ${key}` });
  expect(
    types.body.items.map((one: { type: string; words: { zh: string } }) => [one.type, one.words.zh]),
  ).toContainEqual(['visit_done', '到店']);
});

test('it has lived half a year: answers with their meaning, tasks in every state, and the scorecard finds the truth', async () => {
  const ctx = await world.workspace('demo');
  const rows = await ctx.tx((tx) => findResponses(tx, ctx, { limit: 10_000 }));
  expect(rows.filter((row) => row.completed_at !== null).length).toBeGreaterThan(50);
  const card = await ctx.tx((tx) => scorecardOf(tx, ctx, { playbook: 'silent-wakeup' }));
  const { truth } = loaded;
  expect(card.matured).toEqual(truth?.matured);
  expect(truth?.reached).toBeGreaterThan(0.8);
  const [low, high] = card.conversion.ci ?? [1, 0];
  expect(truth?.conversion_lift).toBeGreaterThan(low);
  expect(truth?.conversion_lift).toBeLessThan(high);
});

test('its managers have entered costs and try two wordings against each other', async () => {
  const headers = { authorization: `Bearer ${await world.key('demo')}` };
  const ask = async (path: string) => (await world.call('GET', `/api/w/demo/${path}`, undefined, headers)).body;
  const { costs } = await ask('costs');
  expect(costs.map((each: { kind: string }) => each.kind).toSorted()).toEqual(
    ['contact', 'contact', 'contact', 'manual', 'monthly', 'setup', 'staff'].toSorted(),
  );
  const [trial] = (await ask('experiments')).items;
  expect(trial).toMatchObject({ state: 'running', verdict: 'not_yet', playbook: 'after-sales-satisfaction' });
  expect(trial.outcome.a.n + trial.outcome.b.n).toBeGreaterThan(50);
  expect(trial.ratio.verdict).toBe('ok');
});

test('its branches have goals that were looked at day by day', async () => {
  const headers = { authorization: `Bearer ${await world.key('demo')}` };
  const { goals } = (await world.call('GET', '/api/w/demo/goals', undefined, headers)).body;
  const said = goals.map((goal: { indicatorKey: string; team: { name: string } | null; owner: { name: string } }) =>
    [goal.indicatorKey, goal.team?.name ?? '', goal.owner.name].join(' '),
  );
  expect(said.toSorted()).toEqual([
    'indicators.first_time 静安店 蒋一鸣',
    'metrics.nps 浦东店 陆嘉',
    'surveys.response_rate  周予安',
    'tasks.overdue 徐汇店 林晓彤',
  ]);
  const { looks } = (await world.call('GET', `/api/w/demo/goals/${goals[0].goalId}`, undefined, headers)).body;
  expect(looks.at(-1)?.day).toBe('2026-11-23');
});

test('a load that was cut off starts anew, a complete company stays as it is', async () => {
  expect(cutOff).toMatchObject({ message: 'cut off' });
  expect(loaded).toMatchObject({ fresh: true, customers: 500 });
  expect(await loadDemo(world.runtime, options)).toMatchObject({ fresh: false });
});
