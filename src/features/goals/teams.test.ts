/** Goals of teams on what really happened, who sees them, and arms whose sizes chance does not explain. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, TaskWorld } from '../tasks/testing/world.ts';
import { manyCustomers, manyResponses } from '../forms/testing/many.ts';
import { endEpochs, insertArms, setTeam } from './testing/store.ts';

let company: TaskWorld;
const base = '/api/w/main';
const teams: Record<string, string> = {};
const people: Record<string, Person> = {};
const post = async (path: string, body: object) => company.world.call('POST', `${base}${path}`, body);
const form = {
  key: 'short',
  title: { zh: '回访', en: 'Follow-up' },
  questions: [{ kind: 'stars', id: 'stars', title: { zh: '满意吗', en: 'Satisfied?' }, metric: 'csat' }],
};
const goalOn = async (indicator: string, team: string | null, more: object = {}) => {
  const plan = { target: 0.1, band: { kind: 'fixed', low: null, high: 0.5 }, owner: null };
  const made = await post('/goals', { indicator, team, playbook: null, period: 'week', ...plan, ...more });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body;
};
const person = (name: string): Person => people[name] ?? expect.fail(name);

beforeAll(async () => {
  // Monday morning in Shanghai.
  company = await TaskWorld.open('2026-06-01T01:00:00Z');
  for (const name of ['north', 'south']) {
    teams[name] = await company.team(name);
    people[`${name}-agent`] = await company.person(`${name} agent`, 'agent', [teams[name] ?? '']);
    people[`${name}-lead`] = await company.person(`${name} lead`, 'supervisor', [teams[name] ?? '']);
  }
  people['manager'] = await company.person('manager', 'manager');
  expect((await post('/forms', { definition: form })).status).toBe(200);
  const price = { kind: 'contact', playbook: null, channel: 'phone', member: null, role: null, amount: 2, per: 'once' };
  const priced = await post('/costs', { ...price, from: '2026-01-01', until: null, share: null, note: '' });
  expect(priced.status, JSON.stringify(priced.body)).toBe(200);
  const ctx = await company.ctx();
  for (const name of ['north', 'south'] as const) {
    const ids = await manyCustomers(
      ctx,
      Array.from({ length: 40 }, (_, i) => `${name} ${i}`),
    );
    await ctx.tx((tx) => setTeam(tx, 'main', ids, teams[name] ?? ''));
    for (const [i, customerId] of ids.entries()) {
      const task = { customerId, title: '回访', team: teams[name], dueAt: '2026-06-02T02:00:00Z' };
      const opened = await post('/tasks', task);
      expect(opened.status, JSON.stringify(opened.body)).toBe(200);
      if (name === 'north' && i < 30) {
        const { call } = person('north-agent');
        expect((await call('POST', `/tasks/${opened.body.taskId}/accept`, {})).status).toBe(200);
        expect((await call('POST', `/tasks/${opened.body.taskId}/finish`, { result: 'done' })).status).toBe(200);
      }
    }
    const stars = name === 'north' ? 5 : 1;
    await manyResponses(
      ctx,
      'short',
      ids.map((customerId, i) => ({ customerId, responseKey: `${name}${i}`, answers: { stars } })),
    );
  }
  await company.world.drain();
}, 180_000);
afterAll(() => company?.world.close());

test('a goal of a team counts its own tasks and customers only', async () => {
  await company.goTo('2026-06-02T04:00:00Z');
  const north = await goalOn('tasks.overdue', teams['north'] ?? '');
  expect(north.progress).toMatchObject({ value: 0.25, n: 40, verdict: 'open' });
  expect((await goalOn('tasks.overdue', teams['south'] ?? '')).progress).toMatchObject({ value: 1, n: 40 });
  expect((await goalOn('tasks.overdue', null)).progress).toMatchObject({ value: 50 / 80, n: 80 });
  const csat = { target: 0.9, band: { kind: 'fixed', low: 0.7, high: null } };
  expect((await goalOn('metrics.csat', teams['north'] ?? '', csat)).progress).toMatchObject({ value: 1, n: 40 });
  expect((await goalOn('metrics.csat', teams['south'] ?? '', csat)).progress).toMatchObject({ value: 0, n: 40 });
  expect((await goalOn('metrics.csat', null, csat)).progress).toMatchObject({ value: 0.5, n: 80 });
});

test('cost per follow-up: 30 calls of 2 yuan; one day tells no spread, so there is no interval and no alert', async () => {
  const goal = await goalOn('costs.per_follow_up', null, { target: 3, band: { kind: 'fixed', low: null, high: 1 } });
  expect(goal.progress).toMatchObject({
    value: 2,
    n: 30,
    low: null,
    high: null,
    state: 'no_interval',
    verdict: 'too_few',
  });
});

test('the lead of a team sees its goals and the company’s, not those of another, and handles her alerts', async () => {
  await company.goTo('2026-06-03T04:00:00Z');
  const about = async (who: string) => {
    const { goals } = (await person(who).call('GET', '/goals')).body;
    return goals.map(({ team }: { team: { name: string } | null }) => team?.name ?? 'company').toSorted();
  };
  expect(await about('north-lead')).toEqual(['company', 'company', 'company', 'north', 'north']);
  expect(await about('south-lead')).toEqual(['company', 'company', 'company', 'south', 'south']);
  expect(await about('manager')).toHaveLength(7);
  expect((await person('north-agent').call('GET', '/goals')).status).toBe(403);
  const { items } = (await person('manager').call('GET', '/goal-alerts')).body;
  const south = items.find(({ team }: { team: { name: string } | null }) => team?.name === 'south');
  expect(south.side).not.toBe(0);
  const seen = (await person('north-lead').call('GET', '/goal-alerts')).body.items;
  expect(seen.map(({ alertId }: { alertId: string }) => alertId)).not.toContain(south.alertId);
  expect((await person('north-lead').call('GET', `/goals/${south.goalId}`)).status).toBe(404);
  const path = `/goal-alerts/${south.alertId}`;
  expect((await person('north-lead').call('PATCH', path, { note: '不是我的' })).status).toBe(404);
  const mine = await person('south-lead').call('PATCH', path, { note: '在查', assignee: person('south-agent').id });
  expect(mine.body).toMatchObject({
    acknowledged: { by: 'south lead', note: '在查' },
    assignee: { name: 'south agent' },
  });
});

test('only who runs the company sets goals', async () => {
  const body = {
    indicator: 'tasks.cycle',
    team: teams['south'],
    playbook: null,
    period: 'month',
    target: 8,
    band: { kind: 'usual' },
    owner: person('south-lead').id,
  };
  expect((await person('south-lead').call('POST', '/goals', body)).status).toBe(403);
  const made = await person('manager').call('POST', '/goals', body);
  expect(made.body).toMatchObject({ owner: { name: 'south lead' }, progress: { state: 'too_few' } });
});

test('arms of 900 and 600 where half was planned are told once, until the epoch ends', async () => {
  const main = await company.ctx();
  await main.tx((tx) => insertArms(tx, 'main', 'revisit', { holdout: 0.5, treatment: 900, control: 600 }, main.now));
  await main.tx((tx) => insertArms(tx, 'main', 'fine', { holdout: 0.5, treatment: 520, control: 480 }, main.now));
  await company.goTo('2026-06-04T04:00:00Z');
  await company.goTo('2026-06-05T04:00:00Z');
  const ratios = async (state: string) =>
    (await person('manager').call('GET', `/goal-alerts?state=${state}`)).body.items.filter(
      ({ kind }: { kind: string }) => kind === 'ratio',
    );
  const open = await ratios('open');
  expect(open).toHaveLength(1);
  // chi-square (900-750)^2/750 * 2 = 60
  expect(open[0]).toMatchObject({
    tone: 'invalid',
    seen: { value: 0.4, n: 1500, limit: 0.5 },
    action: { path: 'scorecards/revisit' },
  });
  expect(open[0].seen.p).toBeLessThan(1e-12);
  await main.tx((tx) => endEpochs(tx, 'main', main.now));
  await company.goTo('2026-06-06T04:00:00Z');
  expect(await ratios('open')).toEqual([]);
  expect((await ratios('closed'))[0]).toMatchObject({ closeReason: 'ended' });
});
