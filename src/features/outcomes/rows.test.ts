/** The rows behind a figure: as many as the figure counts, of the whole and of each group it is divided into. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { manyCustomers, manyResponses } from '../forms/testing/many.ts';
import type { Drilled } from './contract-drill.ts';
import type { IndicatorRow, Scorecard } from './contract.ts';
import { ALL, ASK, asking, words } from './testing/ask.ts';

let world: World;
const { call, run } = asking(() => world);
const people: string[] = [];
const N = 160;

interface Row {
  readonly customerId: string;
  readonly arm: string;
  readonly converted: boolean;
  readonly segment: string;
}
async function rows(query: Record<string, string>): Promise<Row[]> {
  const found: Row[] = [];
  let next: string | null = '';
  while (next !== null) {
    const asked = new URLSearchParams({ ...query, limit: '100', ...(next ? { cursor: next } : {}) });
    const page: { customers: Row[]; next: string | null } = await call(
      'GET',
      `/playbooks/ask/scorecard/customers?${asked}`,
    );
    found.push(...page.customers);
    next = page.next;
  }
  return found;
}
const countOf = async (query: Record<string, string>): Promise<[number, number]> => {
  const found = await rows(query);
  const treated = found.filter(({ arm }) => arm === 'treatment').length;
  return [treated, found.length - treated];
};
const drill = async (number: number, by: string): Promise<Drilled> =>
  call('GET', `/playbooks/ask/scorecard/indicators/${number}?by=${by}`);

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-01-10T02:00:00Z');
  for (const at of [0, 1]) {
    const made = await call('POST', '/members', { name: `人${at}`, email: `p${at}@example.com`, role: 'agent' });
    people.push(made.member.id);
  }
  await call('POST', '/playbooks', {
    definition: {
      ...ASK,
      strata: [
        {
          key: 'vip',
          name: words('贵宾'),
          when: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] },
        },
        {
          key: 'new',
          name: words('新客'),
          when: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '北京' }] },
        },
      ],
      economics: { margin: 0.5, setupCost: 100, monthlyCost: 0, costPerContact: 1 },
    },
  });
  await call('POST', '/playbooks/ask/enable', {});
  await call('POST', '/forms', {
    definition: ALL,
  });
  const ids = await manyCustomers(
    await world.workspace('main'),
    Array.from({ length: N }, (_, i) => `C${i}`),
  );
  // Half enter in January, half in February; one third are VIP. Of the treated, three in four get a text, then one in two of all a call.
  const contact = async (at: number, id: string): Promise<void> => {
    const day = at < N / 2 ? '2026-01-12' : '2026-02-12';
    if (at % 8 !== 0) {
      await run(
        `insert into message (workspace_id, message_id, playbook, version, epoch, message_key, customer_id, purpose, plan, step, state, created_at, updated_at)
         values ('main', $1, 'ask', 1, 1, 'hello', $2, 'service', '[]', 0, 'sent', $3, $3)`,
        [`m${at}`, id, `${day}T00:00:00Z`],
      );
      await run(
        `insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, contacted_at, sent_at,
           delivered_at, created_at, updated_at)
         values ('main', $1, $2, $3, 0, 0, $4, 'delivered', 50, $5, $5, $5, $5, $5, $5)`,
        [`d${at}`, `m${at}`, id, at % 3 ? 'sms' : 'email', `${day}T00:00:00Z`],
      );
    }
    if (at % 4 === 0)
      await run(
        `insert into task (workspace_id, task_id, customer_id, origin, playbook, version, epoch, node, title_zh, title_en, channel, params, script,
           state, revision, assigned_because, triggered_at, opened_at, due_at, accepted_at, attempts, ended_at, ended_by, result, updated_at)
         values ('main', $1, $2, 'flow', 'ask', 1, 1, 'call', 't', 't', 'phone', '{}', $3, 'done', 1, 'owner', $4, $4, $4, $4, 0, $5, $6, 'done', $5)`,
        [`t${at}`, id, at % 16 ? 'warm' : 'short', `${day}T00:00:00Z`, `${day}T05:00:00Z`, people[at % 12 ? 0 : 1]],
      );
  };
  for (const [at, id] of ids.entries()) {
    await run(
      `insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
       values ('main', 'ask', 1, $1, $2, 0.5, $3, $4, $5, 'r', $6, '{}')`,
      [
        id,
        `C${at}`,
        at % 2 ? 'control' : 'treatment',
        at % 3 ? 'new' : 'vip',
        at < N / 2 ? '2026-01-11T02:00:00Z' : '2026-02-11T02:00:00Z',
        at % 5 ? 1 : 2,
      ],
    );
    if (at % 2 === 0) await contact(at, id);
  }
  await world.setClock('main', '2026-02-20T02:00:00Z');
  const said = ids.flatMap((customerId, at) =>
    at >= N / 2 && at % 4 < 3 ? [{ customerId, responseKey: `k${at}`, answers: { tell: 9 } }] : [],
  );
  await manyResponses(await world.workspace('main'), 'all', said);
  await call('POST', '/orders', {
    orders: [2, 4, 6, 90, 91, 93].map((at) => ({
      customer: { externalId: `C${at}` },
      at: at < N / 2 ? '2026-01-20T00:00:00Z' : '2026-02-15T00:00:00Z',
      amount: 100,
    })),
  });
  await world.drain();
  await world.setClock('main', '2026-07-01T02:00:00Z');
}, 120_000);
afterAll(() => world?.close());

test('each figure of the whole has as many rows as it counts', async () => {
  const card: Scorecard = await call('GET', '/playbooks/ask/scorecard');
  const row = (key: string): IndicatorRow => {
    const found = card.indicators.flatMap((one) => one.rows).find((one) => one.key === key);
    if (!found) throw new Error(`${key}: ${card.indicators.flatMap((one) => one.rows.map((each) => each.key)).join()}`);
    return found;
  };
  for (const key of [
    'conversion',
    'revenue',
    'vip',
    'reach',
    'reach:sms',
    'repurchase_90',
    'nps',
    'cycle_p50',
    'tasks_per_day',
  ])
    expect([key, await countOf({ figure: key })]).toEqual([key, [row(key).n.t, row(key).n.c]]);
  expect(await countOf({ figure: 'follow_up_cost' })).toEqual([N / 2, 0]);
  expect(await countOf({ figure: 'response' })).toEqual([0, 0]);
  const one = row(`tasks_per_day:${people[1]}`);
  expect((await countOf({ figure: `tasks_per_day:${people[1]}` }))[0]).toBe(one.n.t);
  expect((await rows({ figure: 'conversion', converted: 'yes' })).length).toBe(
    card.conversion.t.k + card.conversion.c.k,
  );
});

describe('each group of a figure has as many rows as it counts', () => {
  test.each([
    [1, 'conversion', ['month', 'segment', 'version', 'channel', 'person', 'script']],
    [4, 'reach', ['month', 'segment', 'channel', 'script']],
    [5, 'cycle_p50', ['month', 'segment', 'channel', 'person', 'script']],
    [6, 'tasks_per_day', ['month', 'channel', 'person']],
    [8, 'repurchase_90', ['month', 'segment', 'person']],
    [9, 'nps', ['month', 'segment', 'version']],
  ])('%i %s', async (number, figure, dimensions) => {
    for (const by of dimensions) {
      const { groups, missing } = await drill(number, by);
      expect([by, missing], JSON.stringify(missing)).toEqual([by, null]);
      expect(groups.length).toBeGreaterThan(0);
      for (const { key, rows: found } of groups) {
        const row = found.find((one) => one.key === figure);
        if (!row) continue;
        expect([by, key, await countOf({ figure, by, group: key })]).toEqual([by, key, [row.n.t, row.n.c]]);
      }
    }
  });
});

test('the converted of a group are the ones its figure counts', async () => {
  const { groups } = await drill(1, 'segment');
  const vip = await rows({ figure: 'conversion', by: 'segment', group: 'vip', converted: 'yes', arm: 'treatment' });
  expect(vip.every(({ segment, converted, arm }) => segment === 'vip' && converted && arm === 'treatment')).toBe(true);
  expect(vip).toHaveLength(2);
  expect(groups.map(({ key }) => key)).toEqual(['new', 'vip']);
});

test('more tasks than are looked at: the caveat says so in both languages', async () => {
  await run(
    `insert into task (workspace_id, task_id, customer_id, origin, playbook, version, epoch, node, title_zh, title_en, channel, params,
       state, revision, assigned_because, triggered_at, opened_at, due_at, accepted_at, attempts, ended_at, ended_by, result, updated_at, cycle_ms, cycle_work_ms)
     select 'main', 'more' || i, (select customer_id from enrolment where workspace_id = 'main' and arm = 'treatment' limit 1), 'flow', 'ask', 1, 1, 'call',
       't', 't', 'phone', '{}', 'done', 1, 'owner', at, at, at, at, 0, at, $1, 'done', at, 3600000, 3600000
     from (select i, '2026-03-01T02:00:00Z'::timestamptz + i * interval '1 second' as at from generate_series(1, 20000) i) x`,
    [people[0]],
  );
  const card: Scorecard = await call('GET', '/playbooks/ask/scorecard');
  const row = card.indicators[4]?.rows[0];
  expect(row).toMatchObject({ n: { t: 20_000, c: 0 }, note: { code: 'cycle_latest' } });
  expect(row?.note?.words.zh).toContain('只看最近的 20,000 个');
  expect(row?.note?.words.en).toContain('only the latest 20,000');
  const { caveat } = await drill(5, 'channel');
  expect(caveat.zh).toContain('20,000');
  expect(caveat.en).toContain('20,000');
}, 60_000);
