/** Measured costs on the scorecard of a live epoch: beside what was registered, never in its place. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import type { Scorecard } from './contract.ts';
import { ASK, asking, rowOf, words } from './testing/ask.ts';

let world: World;
const { call, enter, run } = asking(() => world);
const ids: string[] = [];
let agent = '';

const scorecard = async (): Promise<Scorecard> => call('GET', '/playbooks/ask/scorecard');

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-01T02:00:00Z');
  for (let i = 0; i < 40; i++) ids.push((await call('POST', '/customers', { externalId: `C${i}` })).customerId);
  const member = await call('POST', '/members', { name: '王芳', email: 'wang@example.com', role: 'agent' });
  agent = member.member.id;
  await call('POST', '/playbooks', {
    definition: { ...ASK, economics: { margin: 0.5, setupCost: 100, monthlyCost: 0, costPerContact: 1 } },
  });
  await call('POST', '/playbooks/ask/enable', {});
  await call('POST', '/playbooks', {
    definition: {
      key: 'other',
      name: words('别的'),
      description: words('别的'),
      trigger: { kind: 'manual' },
      audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: 'null' }] },
      goal: { event: 'purchase', name: words('购买') },
    },
  });
  await call('POST', '/playbooks/other/enable', {});
  for (const [at, id] of ids.entries())
    await enter('ask', {
      customer: id,
      unit: `C${at}`,
      arm: at % 2 ? 'control' : 'treatment',
      at: '2026-03-01T02:00:00Z',
    });
  // twenty calls, four a day; five minutes each but for one taken up the day before and one that was a single act
  for (let i = 0; i < 20; i++) {
    const ended = new Date(Date.parse('2026-03-02T03:00:00Z') + Math.floor(i / 4) * 86_400_000 + (i % 4) * 600_000);
    const minutes = i === 0 ? 24 * 60 : i === 1 ? 0 : 5;
    await run(
      `insert into task (workspace_id, task_id, customer_id, origin, playbook, version, epoch, node, title_zh, title_en, channel, params,
         state, revision, assigned_because, triggered_at, opened_at, due_at, accepted_at, attempts, ended_at, ended_by, result, updated_at)
       values ('main', $1, $2, 'flow', 'ask', 1, 1, 'call', 't', 't', 'phone', '{}', 'done', 1, 'owner', $3, $3, $3, $4, 0, $3, $5, $6, $3)`,
      [`t${i}`, ids[i * 2], ended, new Date(ended.getTime() - minutes * 60_000), agent, i % 4 ? 'done' : 'unreachable'],
    );
  }
  await world.setClock('main', '2026-03-10T02:00:00Z');
  await call('POST', '/orders', {
    orders: [0, 2, 4].map((at) => ({ customer: { externalId: `C${at}` }, at: '2026-03-04T00:00:00Z', amount: 200 })),
  });
  await world.drain();
  await world.setClock('main', '2026-05-01T02:00:00Z');
}, 120_000);
afterAll(() => world?.close());

test('before any cost is entered the second indicator stands on what was registered, and says so', async () => {
  const card = await scorecard();
  expect(card.cost).toMatchObject({ total: 120, parts: { setup: 100, contact: 20, staff: null } });
  expect(card.cost_measured).toBeUndefined();
  expect(rowOf(card, 'follow_up_cost')).toMatchObject({ actual: 6, n: { t: 20 }, note: { code: 'cost_registered' } });
  expect(rowOf(card, 'follow_up_cost:reached')).toMatchObject({ actual: 8, n: { t: 15 } });
  expect(rowOf(card, 'tasks_per_day')).toMatchObject({ actual: 4, unit: 'count', n: { t: 20 } });
  expect(rowOf(card, 'customers_per_day')?.actual).toBe(4);
  expect(rowOf(card, `tasks_per_day:${agent}`)?.name.zh).toBe('王芳');
});

test('entered costs stand beside the registered ones: minutes capped and guessed, company costs shared, a labelled baseline', async () => {
  for (const cost of [
    { kind: 'staff', amount: 60, from: '2026-01-01', role: 'agent' },
    { kind: 'contact', amount: 0.5, from: '2026-01-01', channel: 'phone' },
    { kind: 'monthly', amount: 365.25, from: '2026-03-01', until: '2026-03-12', share: 'people' },
    { kind: 'incentive', amount: 10, from: '2026-01-01', playbook: 'ask', per: 'converter' },
    { kind: 'manual', amount: 8, from: '2026-01-01' },
  ])
    await call('POST', '/costs', cost);
  // Somebody else's customers take a part of what belongs to the company.
  for (const at of [1, 3, 5, 7, 9])
    await enter('other', { customer: ids[at], unit: `C${at}`, arm: 'treatment', at: '2026-03-05T02:00:00Z' });
  const card = await scorecard();
  expect(card.cost?.total).toBe(120);
  const measured = card.cost_measured;
  // eighteen of five minutes and one cut at thirty: 120 known minutes over 19, and one more of their average
  const minutes = 120 + 120 / 19;
  expect(measured?.staff).toMatchObject({ tasks: 20, known: 19, capped: 1, minutes: expect.closeTo(minutes, 8) });
  expect(measured?.parts).toMatchObject({
    setup: 0,
    contact: 10,
    staff: expect.closeTo(minutes, 8),
    incentive: 30,
  });
  // twelve days of a monthly cost; twenty of the twenty-five people treated on them are ours
  expect(measured?.parts.monthly).toBeCloseTo(144 * 0.8, 8);
  expect(measured?.shares).toMatchObject([{ rule: 'people', share: 0.8 }]);
  expect(measured?.manual).toMatchObject({ source: 'assumed', minutes: 8, each: 8.5 });
  expect(measured?.roi?.net).toBeCloseTo(((card.incremental_revenue.value ?? 0) * 0.5) / measured!.total - 1, 10);
  expect(rowOf(card, 'follow_up_cost')).toMatchObject({ note: { code: 'cost_measured' } });
  expect(rowOf(card, 'follow_up_cost:manual')).toMatchObject({ actual: 8.5, note: { code: 'manual_assumed' } });
  expect(rowOf(card, 'net')).toMatchObject({ actual: card.roi?.net });
  expect(rowOf(card, 'net_measured')).toMatchObject({ actual: measured?.roi?.net });
  expect(card.assumptions.map(({ code }) => code)).toContain('minutes_measured');
  expect(card.quarters).toMatchObject([{ quarter: '2026Q1', matured: { t: 20, c: 20 }, follow_ups: 20 }]);
  expect(card.quarters?.[0]?.repurchase.value).toBeCloseTo(300, 8);
});

test('behind a figure stand the same comparison by a dimension, and the customers it counts', async () => {
  const by = async (dimension: string) => call('GET', `/playbooks/ask/scorecard/breakdown?by=${dimension}`);
  const month = await by('month');
  expect(month).toMatchObject({ compared: true, groups: [{ key: '2026-03' }] });
  const card = await scorecard();
  expect(month.groups[0].conversion).toEqual(card.conversion);
  expect(month.groups[0].revenue.diff).toBeCloseTo(card.revenue.raw.diff ?? 0, 10);
  expect((await by('version')).groups).toMatchObject([{ key: '1', name: { zh: 'v1' } }]);
  const person = await by('person');
  expect(person).toMatchObject({ compared: false, groups: [{ key: agent, name: { zh: '王芳' } }] });
  expect(person.groups[0].conversion).toMatchObject({ t: { n: 20, k: 3 }, c: { n: 0 }, diff: null });
  expect((await by('channel')).groups).toMatchObject([{ key: 'phone', name: { zh: '电话' } }]);

  const customers = async (query: string) => call('GET', `/playbooks/ask/scorecard/customers?${query}`);
  const first = await customers('limit=30');
  const second = await customers(`limit=30&cursor=${first.next}`);
  const all = [...first.customers, ...second.customers].map((each: { customerId: string }) => each.customerId);
  expect([first.customers.length, second.customers.length, second.next, new Set(all).size]).toEqual([30, 10, null, 40]);
  const bought = await customers('arm=treatment&converted=yes');
  expect(bought.customers).toHaveLength(3);
  expect(bought.customers[0]).toMatchObject({ arm: 'treatment', converted: true, net: 200, contacts: 1 });
  expect((await customers('arm=control&contacted=yes')).customers).toEqual([]);
  expect((await customers('segment=none')).customers).toEqual([]);
});
