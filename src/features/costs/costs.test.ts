/** Costs through HTTP, and the decisions about them by cases. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { CostBody } from './contract.ts';
import { flawsOf, priceOn, type Price } from './decide.ts';
import { readCosts } from './read-csv.ts';

const row = (more: Partial<CostBody>): CostBody =>
  CostBody.parse({ kind: 'monthly', amount: 1, from: '2026-01-01', ...more });
const price = (costId: string, more: Partial<CostBody>): Price => ({ ...row(more), costId });

describe('which row holds', () => {
  const staff = { kind: 'staff', amount: 1 } as const;
  const prices = [
    price('all', staff),
    price('agents', { ...staff, role: 'agent' }),
    price('hers', { ...staff, member: 'mem_1' }),
    price('hers, raised', { ...staff, member: 'mem_1', from: '2026-06-01' }),
    price('in the playbook', { ...staff, playbook: 'p2' }),
    price('ended', { ...staff, member: 'mem_1', from: '2026-07-01', until: '2026-07-31' }),
    price('sms', { kind: 'contact', amount: 1, channel: 'sms' }),
    price('any', { kind: 'contact', amount: 2 }),
  ];
  test.each([
    [{ day: '2025-12-31', member: 'mem_1' }, null],
    [{ day: '2026-05-31', member: 'mem_1', role: 'agent' }, 'hers'],
    [{ day: '2026-06-01', member: 'mem_1', role: 'agent' }, 'hers, raised'],
    [{ day: '2026-07-31', member: 'mem_1', role: 'agent' }, 'ended'],
    [{ day: '2026-08-01', member: 'mem_1', role: 'agent' }, 'hers, raised'],
    [{ day: '2026-06-01', member: 'mem_2', role: 'agent' }, 'agents'],
    [{ day: '2026-06-01', member: 'mem_2', role: 'manager' }, 'all'],
    [{ day: '2026-06-01', member: 'mem_1', playbook: 'p2' }, 'in the playbook'],
  ])('staff %j: %s', (wanted, expected) => {
    expect(priceOn(prices, { kind: 'staff', playbook: 'p1', ...wanted })?.costId ?? null).toBe(expected);
  });
  test.each([
    ['sms', 'sms'],
    ['phone', 'any'],
  ])('a contact by %s: %s', (channel, expected) => {
    expect(priceOn(prices, { kind: 'contact', playbook: 'p1', day: '2026-02-01', channel })?.costId).toBe(expected);
  });
});

test.each([
  [{ until: '2025-12-31' }, ['until']],
  [{ channel: 'sms' }, ['channel']],
  [{ member: 'mem_1', role: 'agent' }, ['member', 'role']],
  [{ per: 'converter' }, ['per']],
  [{ kind: 'contact', share: 'people' }, ['share']],
  [{ kind: 'manual', amount: 601 }, ['amount']],
  [{ share: 'people' }, []],
  [{ kind: 'incentive', per: 'converter' }, []],
] as const)('%j is wrong in %j', (more, fields) => {
  expect(flawsOf(row(more as Partial<CostBody>)).map(({ field }) => field)).toEqual(fields);
});

test('a file in the words of the screen, dates and money as spreadsheets write them', () => {
  const known = { members: new Map([['王芳', 'mem_1']]), playbooks: new Set(['winback']) };
  const csv =
    '\uFEFF类型,金额,开始,方案,渠道,成员,分摊\n每月,"¥3,000",2026/1/1,,,,按人工分钟\n人工,60,2026-01-01,,,王芳,\n每次触达,0.05,2026-01-01,winback,短信,,\n';
  const { rows, flaws } = readCosts(csv, known, 'zh');
  expect(flaws).toEqual([]);
  expect(rows).toMatchObject([
    { kind: 'monthly', amount: 3000, from: '2026-01-01', share: 'minutes' },
    { kind: 'staff', amount: 60, member: 'mem_1' },
    { kind: 'contact', amount: 0.05, playbook: 'winback', channel: 'sms' },
  ]);
});

let world: World;
const base = '/api/w/main/costs';
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
}, 120_000);
afterAll(() => world?.close());

test('entered, refused twice, changed, deleted, each on record', async () => {
  const added = await world.call('POST', base, { kind: 'staff', amount: 60, from: '2026-01-01', role: 'agent' });
  expect(added.status, JSON.stringify(added.body)).toBe(200);
  expect(added.body).toMatchObject({ kind: 'staff', amount: 60, role: 'agent', until: null, createdBy: 'test' });
  const again = await world.call('POST', base, { kind: 'staff', amount: 60, from: '2026-01-01', role: 'agent' });
  expect(again).toMatchObject({ status: 409, body: { code: 'cost_twice' } });
  const wrong = await world.call('POST', base, { kind: 'monthly', amount: 1, from: '2026-01-01', playbook: 'nowhere' });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'cost_invalid', errors: [{ field: 'playbook' }] } });
  const id = added.body.costId;
  const changed = await world.call('PUT', `${base}/${id}`, { kind: 'staff', amount: 66.5, from: '2026-01-01' });
  expect(changed.body).toMatchObject({ costId: id, amount: 66.5, role: null });
  expect((await world.call('GET', base)).body.costs).toHaveLength(1);
  expect((await world.call('DELETE', `${base}/${id}`)).body).toEqual({ deleted: true });
  expect((await world.call('DELETE', `${base}/${id}`)).status).toBe(404);
});

test('a file is written whole, or not at all with its flaws by row and column; twice it counts once', async () => {
  const good = 'kind,amount,from,share\nmonthly,3000,2026-01-01,people\nsetup,800,2026-01-01,\n';
  expect((await world.call('POST', `${base}/import`, { csv: good })).body).toEqual({ added: 2, same: 0 });
  expect((await world.call('POST', `${base}/import`, { csv: good })).body).toEqual({ added: 0, same: 2 });
  const bad = 'kind,amount,from,member\nmonthly,much,2026-13-01,\nrent,1,2026-01-01,\nstaff,50,2026-01-01,nobody\n';
  const refused = await world.call('POST', `${base}/import`, { csv: bad });
  expect(refused).toMatchObject({ status: 422, body: { code: 'cost_file_invalid' } });
  expect(refused.body.errors.map((each: { row: number; field: string }) => [each.row, each.field])).toEqual([
    [2, 'amount'],
    [2, 'from'],
    [3, 'kind'],
    [4, 'member'],
  ]);
  expect((await world.call('GET', base)).body.costs).toHaveLength(2);
});

test('wages are not for everybody who reads', async () => {
  const reads = { authorization: `Bearer ${await world.key('main', ['outcomes:read'])}` };
  expect((await world.call('GET', base, undefined, reads)).status).toBe(403);
});
