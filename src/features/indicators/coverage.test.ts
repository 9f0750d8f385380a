/** Whom a playbook wanted and who was contacted, with the reasons why not; and both arms compared. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import type { Overview } from './contract.ts';

let world: World;
const base = '/api/w/main';
const run = (text: string, values: unknown[] = []) => world.runtime.db.owner.query(text, values);
const words = (text: string) => ({ zh: text, en: text });

async function call(method: string, path: string, body?: unknown) {
  const answer = await world.call(method, `${base}${path}`, body);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
}

const ENTERED = '2026-01-10T02:00:00Z';
const NOW = '2026-05-10T02:00:00Z';
/** Forty treated with tasks or messages or nothing, ten held out. */
const N = 50;

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', ENTERED);
  await call('POST', '/playbooks', {
    definition: {
      key: 'care',
      name: words('关怀'),
      description: words('关怀'),
      trigger: { kind: 'manual' },
      audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: 'null' }] },
      goal: { event: 'purchase', name: words('购买') },
      control: { holdout: 0.2 },
    },
  });
  await call('POST', '/playbooks/care/enable', {});
  const ids: string[] = [];
  for (let i = 0; i < N; i++) ids.push((await call('POST', '/customers', { externalId: `C${i}` })).customerId);
  await call('POST', '/orders', {
    orders: ids.map((_id, i) => ({ customer: { externalId: `C${i}` }, at: '2026-01-02T02:00:00Z', amount: 100 })),
  });
  for (const [i, id] of ids.entries())
    await run(
      `insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
       values ('main', 'care', 1, $1, $2, 0.5, $3, $4, $5, 'r', 1, '{}')`,
      [id, `C${i}`, i < 40 ? 'treatment' : 'control', i % 2 ? 'old' : 'new', ENTERED],
    );
  const task = (i: number, state: string, result: string | null, due: string) =>
    run(
      `insert into task (workspace_id, task_id, customer_id, origin, playbook, version, epoch, title_zh, title_en, channel, params, state,
         revision, assigned_because, triggered_at, opened_at, due_at, attempts, ended_at, ended_by, result, updated_at)
       values ('main', $1, $2, 'flow', 'care', 1, 1, 't', 't', 'phone', '{}', $3, 1, 'owner', $4, $4, $5, 0, $6, 'ann', $7, $4)`,
      [
        `t${i}`,
        ids[i],
        state,
        ENTERED,
        due,
        state === 'done' || state === 'cancelled' ? '2026-01-11T02:00:00Z' : null,
        result,
      ],
    );
  const message = async (i: number, state: string, reason: string | null, contacted: boolean) => {
    await run(
      `insert into message (workspace_id, message_id, playbook, version, epoch, message_key, customer_id, purpose, plan, step, state, reason,
         created_at, updated_at) values ('main', $1, 'care', 1, 1, 'hello', $2, 'service', '[]', 0, $3, $4, $5, $5)`,
      [`m${i}`, ids[i], state, reason, ENTERED],
    );
    if (contacted)
      await run(
        `insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, contacted_at,
           created_at, updated_at) values ('main', $1, $2, $3, 0, 0, 'sms', 'accepted', 30, $4, $4, $4, $4)`,
        [`d${i}`, `m${i}`, ids[i], ENTERED],
      );
  };
  // 0-9 talked to, 10-14 a message sent, 15-17 not reached, 18-19 late, 20 waiting, 21 cancelled, 22-25 no consent, 26 no address,
  // 27-28 capped, 29 failed, 30-39 nothing; 22 has a message that was refused and a talk all the same
  for (let i = 0; i < 10; i++) await task(i, 'done', i < 9 ? 'done' : 'refused', '2026-01-12T02:00:00Z');
  for (let i = 10; i < 15; i++) await message(i, 'sent', null, true);
  for (let i = 15; i < 18; i++) await task(i, 'done', 'unreachable', '2026-01-12T02:00:00Z');
  for (let i = 18; i < 20; i++) await task(i, 'open', null, '2026-01-12T02:00:00Z');
  await task(20, 'open', null, '2026-12-12T02:00:00Z');
  await task(21, 'cancelled', 'cancelled', '2026-01-12T02:00:00Z');
  for (let i = 22; i < 26; i++) await message(i, 'refused', 'optOut', false);
  await task(22, 'done', 'done', '2026-01-12T02:00:00Z');
  await message(26, 'refused', 'address', false);
  for (let i = 27; i < 29; i++) await message(i, 'refused', 'frequency', false);
  await message(29, 'failed', 'bounced', false);
  // within 90 days of the entry twelve treated and two held out bought again
  await world.setClock('main', NOW);
  await call('POST', '/orders', {
    orders: [...Array.from({ length: 12 }, (_, i) => i), 40, 41].map((i) => ({
      customer: { externalId: `C${i}` },
      at: '2026-02-01T02:00:00Z',
      amount: 50,
    })),
  });
  await world.drain();
  await call('POST', '/indicators/refresh', {});
  await world.drain();
}, 120_000);
afterAll(() => world?.close());

const overview = (query: string): Promise<Overview> => call('GET', `/indicators?${query}`);

test('coverage counts the treated once each, and says why the others were not contacted', async () => {
  const found = await overview('from=2026-01-01&to=2026-01-31');
  expect(found.figures.find(({ key }) => key === 'coverage')).toMatchObject({ n: 40, k: 16, value: 0.4 });
  expect(Object.fromEntries(found.reasons.map(({ reason, n }) => [reason, n]))).toEqual({
    nothing: 10,
    unreachable: 3,
    consent: 3,
    late: 2,
    limits: 2,
    waiting: 1,
    not_needed: 1,
    address: 1,
    failed: 1,
    control: 10,
  });
  const rows = await call('GET', '/indicators/rows?from=2026-01-01&to=2026-01-31&key=coverage&hit=no');
  expect(rows.rows).toHaveLength(24);
  const strata = await call('GET', '/indicators/groups?from=2026-01-01&to=2026-01-31&key=coverage&by=segment');
  expect(strata.groups.map((one: { key: string; n: number }) => [one.key, one.n])).toEqual([
    ['new', 20],
    ['old', 20],
  ]);
});

test('both arms stand side by side, and ten held out are too few to say anything', async () => {
  const { comparisons } = await overview('from=2026-01-01&to=2026-01-31');
  expect(comparisons.map(({ key, t, c, verdict }) => [key, t.n, t.k, c.n, c.k, verdict])).toEqual([
    ['repurchase', 40, 12, 10, 2, 'too_little_data'],
    ['churn', 40, 28, 10, 8, 'too_little_data'],
  ]);
  expect((await overview('from=2026-02-01&to=2026-02-28')).comparisons).toEqual([]);
});

test('a key without the permission sees none of it', async () => {
  const answer = await world.call('GET', `${base}/indicators`, undefined, {
    authorization: `Bearer ${await world.key('main', ['customers:read'])}`,
  });
  expect(answer.status).toBe(403);
});
