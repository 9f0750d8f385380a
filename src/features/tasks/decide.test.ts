import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignAll, balance, nextInTurn, type Person, superiorOf } from './decide-assign.ts';
import { cycleStatsOf, quantile } from './decide-cycle.ts';
import { taskFlaws } from './decide-params.ts';
import { latenessOf, type PriorityFacts, priorityOf, valueLevel } from './decide-priority.ts';

const person = (memberId: string, more: Partial<Person> = {}): Person => ({
  memberId,
  name: memberId,
  email: `${memberId}@x.com`,
  role: 'agent',
  active: true,
  teamIds: ['t1'],
  ...more,
});
const teams = [
  { id: 't1', name: '徐汇' },
  { id: 't2', name: '静安' },
];

test('round robin is exactly fair however the batches are cut', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
      (n, batches) => {
        const people = Array.from({ length: n }, (_, at) => person(`m${at}`));
        const turns = new Map<string, string | null>();
        const got = new Map<string, number>();
        for (const size of batches) {
          const tasks = Array.from({ length: size }, () => ({
            playbook: 'p',
            assign: { to: 'roundRobin' } as const,
            ownerId: null,
            customerTeamId: null,
          }));
          for (const { memberId } of assignAll(tasks, people, teams, turns))
            got.set(memberId ?? '', (got.get(memberId ?? '') ?? 0) + 1);
        }
        const counts = people.map(({ memberId }) => got.get(memberId) ?? 0);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('who leaves or comes does not disturb the turn', () => {
  expect(nextInTurn(['b', 'a', 'c'], null)).toBe('a');
  expect(nextInTurn(['a', 'c'], 'b')).toBe('c');
  expect(nextInTurn(['a', 'b'], 'c')).toBe('a');
  expect(nextInTurn([], 'a')).toBe(null);
});

test.each([
  ['the owner', { to: 'owner' } as const, 'm1', { memberId: 'm1', because: 'owner' }],
  ['an owner who left', { to: 'owner' } as const, 'gone', { memberId: 'm1', because: 'owner_away' }],
  ['no owner', { to: 'owner' } as const, null, { memberId: 'm1', because: 'no_owner' }],
  ['one person by e-mail', { to: 'member', member: 'm2@x.com' } as const, null, { memberId: 'm2', because: 'member' }],
  ['one who left', { to: 'member', member: 'gone' } as const, null, { memberId: null, because: 'member_away' }],
  ['a team by name', { to: 'roundRobin', team: '静安' } as const, null, { memberId: 'm3', teamId: 't2' }],
  ['a team nobody is in', { to: 'roundRobin', team: '浦东' } as const, null, { memberId: null, because: 'nobody' }],
  ['a role', { to: 'role', role: 'manager' } as const, null, { memberId: 'boss', because: 'turn' }],
])('assigned: %s', (_name, assign, ownerId, expected) => {
  const people = [
    person('m1'),
    person('m2'),
    person('m3', { teamIds: ['t2'] }),
    person('gone', { active: false }),
    person('boss', { role: 'manager', teamIds: [] }),
  ];
  const task = { playbook: 'p', assign, ownerId, customerTeamId: null };
  expect(assignAll([task], people, teams, new Map())[0]).toMatchObject(expected);
});

test('the superior: of her team first, then whoever stands above, the least burdened, never herself', () => {
  const people = [
    person('agent'),
    person('s2', { role: 'supervisor', teamIds: ['t2'] }),
    person('s1b', { role: 'supervisor' }),
    person('s1a', { role: 'supervisor' }),
    person('admin', { role: 'administrator', teamIds: [] }),
  ];
  const of = (assigneeId: string | null, teamId: string | null, load = new Map<string, number>(), from = people) =>
    superiorOf({ assigneeId, teamId }, [...from], load)?.memberId;
  expect(of('agent', null)).toBe('s1a');
  expect(of('agent', null, new Map([['s1a', 3]]))).toBe('s1b');
  expect(of(null, 't2')).toBe('s2');
  expect(of('s2', 't2')).toBe('s1a');
  expect(of('agent', null, new Map(), [person('agent'), person('admin', { role: 'administrator' })])).toBe('admin');
  expect(of('agent', null, new Map(), [person('agent')])).toBe(undefined);
});

test('loads are evened out until they differ by one, moving only what may move', () => {
  const moves = balance([
    { memberId: 'a', waiting: 6, movable: ['1', '2', '3', '4'] },
    { memberId: 'b', waiting: 1, movable: [] },
    { memberId: 'c', waiting: 2, movable: [] },
  ]);
  expect(moves.map(({ to }) => to).sort()).toEqual(['b', 'b', 'c']);
  expect(
    balance([
      { memberId: 'a', waiting: 9, movable: [] },
      { memberId: 'b', waiting: 0, movable: [] },
    ]),
  ).toEqual([]);
});

const NOW = new Date('2026-11-24T02:24:00Z');
const facts = (more: Partial<PriorityFacts>): PriorityFacts => ({
  dueAt: new Date('2026-11-24T02:40:00Z'),
  escalated: false,
  weight: 0,
  yearAmount: 0,
  unansweredHours: null,
  lowScore: null,
  ...more,
});
const money = (amount: number) => `¥${amount}`;

test('points and their reasons', () => {
  const { score, because } = priorityOf(facts({ yearAmount: 28_600, unansweredHours: 16.2 }), NOW, money);
  expect(because).toEqual([
    { code: 'due', points: 42, words: { zh: '还剩 16 分钟到期', en: 'due in 16 min' } },
    { code: 'value', points: 31, words: { zh: '近一年消费 ¥28600', en: '¥28600 in the last year' } },
    {
      code: 'unanswered',
      points: 9,
      words: { zh: '消息已送达，16 小时未回', en: 'message delivered, no answer for 16 h' },
    },
  ]);
  expect(score).toBe(82);
  expect([0, 100, 5000, 28_600, 1e9].map(valueLevel)).toEqual([0, 1, 2, 3, 3]);
});

test('late before near before far, and later is always more', () => {
  const at = (minutes: number) =>
    priorityOf(facts({ dueAt: new Date(NOW.getTime() + minutes * 60_000) }), NOW, money).score;
  const scores = [-600, -60, -1, 1, 30, 120, 600].map(at);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  const end = new Date('2026-11-24T16:00:00Z');
  const group = (minutes: number) => latenessOf(new Date(NOW.getTime() + minutes * 60_000), NOW, end);
  expect([-1, 0, 60, 61, 800, 1000].map(group)).toEqual(['late', 'hour', 'hour', 'today', 'today', 'later']);
});

test('unfinished tasks count as far as they have come', () => {
  const done = (ms: number) => ({ ms, ended: true });
  const open = (ms: number) => ({ ms, ended: false });
  expect(quantile([done(1), done(2), done(3)], 0.5)).toBe(2);
  // Without the two that still wait the median would be 2.
  expect(quantile([done(1), done(2), done(3), open(10), open(10)], 0.5)).toBe(3);
  expect(quantile([done(1), open(10), open(10)], 0.5)).toBe(null);
  const hour = 3_600_000;
  const stats = cycleStatsOf([
    { state: 'done', ms: hour, workMs: hour / 2 },
    { state: 'done', ms: 9 * hour, workMs: 3 * hour },
    { state: 'open', ms: hour, workMs: hour / 4 },
  ]);
  expect(stats).toMatchObject({ n: 3, done: 2, open: 1, withinHour: { done: 1, of: 2 } });
});

test('a node names a form and a script of its playbook, and reminds before it escalates', () => {
  const params = {
    title: { zh: '回访', en: 'Call' },
    assign: { to: 'owner' } as const,
    form: 'a',
    script: 'b',
    accept: { remind: { n: 1, unit: 'day' }, escalate: { n: 4, unit: 'hour' } } as const,
  };
  const flaws = taskFlaws(params, { forms: [{ key: 'a' }], scripts: [] });
  expect(flaws.map(({ path }) => path)).toEqual(['script', 'accept.escalate']);
});
