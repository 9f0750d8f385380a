/** What a playbook cost and how much its people did, by cases worked out by hand. */
import { describe, expect, test } from 'vitest';
import { CostBody } from './contract.ts';
import type { Price } from './decide.ts';
import { measure, type MeasureInput, overlapDays } from './decide-measure.ts';
import { type DayWork, productivityOf } from './decide-work.ts';

const price = (costId: string, more: object): Price => ({
  ...CostBody.parse({ from: '2026-01-01', amount: 0, ...more }),
  costId,
});
const work = (more: Partial<DayWork>): DayWork => ({
  person: 'a',
  day: '2026-01-10',
  ours: true,
  counted: true,
  kind: 'call/phone',
  tasks: 1,
  known: 1,
  seconds: 300,
  capped: 0,
  ...more,
});
const nothing: MeasureInput = {
  prices: [],
  playbook: 'p',
  from: '2026-01-01',
  to: '2026-06-30',
  setup: { from: null, until: null },
  contacts: [],
  work: [],
  roleOf: new Map([['a', 'agent']]),
  parts: new Map(),
  converters: 0,
  followed: 0,
  calls: { n: 0, seconds: 0 },
};

test('each part is priced by what held on its day; what has no price is counted and said', () => {
  const result = measure({
    ...nothing,
    prices: [
      price('sms', { kind: 'contact', channel: 'sms', amount: 0.05 }),
      price('sms, dearer', { kind: 'contact', channel: 'sms', amount: 0.1, from: '2026-04-01' }),
      price('wage', { kind: 'staff', amount: 60, role: 'agent' }),
      price('setup', { kind: 'setup', playbook: 'p', amount: 800 }),
      price('monthly', { kind: 'monthly', amount: 365.25, from: '2026-01-01', until: '2026-01-24', share: 'contacts' }),
      price('coupon', { kind: 'incentive', playbook: 'p', amount: 20, per: 'converter' }),
      price('other', { kind: 'setup', playbook: 'q', amount: 9999 }),
    ],
    contacts: [
      { channel: 'sms', day: '2026-01-10', n: 100 },
      { channel: 'sms', day: '2026-04-02', n: 50 },
      { channel: 'phone', day: '2026-01-10', n: 10 },
    ],
    // ten tasks, eight of them measured at five minutes: fifty minutes in all
    work: [
      work({ tasks: 10, known: 8, seconds: 2400, capped: 1 }),
      work({ person: 'nobody', tasks: 2, known: 2, seconds: 240 }),
      work({ ours: false, counted: false, tasks: 99, known: 99, seconds: 9 }),
    ],
    parts: new Map([['monthly', { mine: 160, whole: 640 }]]),
    converters: 7,
  });
  // the average of those two and eight known ones: 2640 s / 10
  const guess = 4.4;
  expect(result.parts).toEqual({
    setup: 800,
    // 24 days at 365.25 a month are 288, a quarter of it is ours
    monthly: expect.closeTo(72, 10),
    contact: expect.closeTo(10, 10),
    staff: expect.closeTo(40 + 2 * guess, 10),
    incentive: 140,
  });
  expect(result.total).toBeCloseTo(800 + 72 + 10 + 48.8 + 140, 10);
  expect(result.unpriced).toEqual({ contacts: 10, tasks: 2 });
  expect(result.staff).toMatchObject({ tasks: 12, known: 10, capped: 1 });
  expect(result.shares).toMatchObject([{ costId: 'monthly', rule: 'contacts', share: 0.25 }]);
  expect(result.done).toBe(160);
  expect(result.quarters.map(({ quarter, done }) => [quarter, done])).toEqual([
    ['2026Q1', 110],
    ['2026Q2', 50],
  ]);
});

describe('the baseline of a call by hand', () => {
  const prices = [
    price('wage', { kind: 'staff', amount: 60 }),
    price('call', { kind: 'contact', channel: 'phone', amount: 0.5 }),
    price('manual', { kind: 'manual', amount: 6 }),
  ];
  const contacts = [{ channel: 'phone', day: '2026-01-10', n: 4 }];
  test.each([
    ['assumed with too few calls', { n: 29, seconds: 29 * 180 }, 'assumed', 6.5],
    ['measured with enough', { n: 30, seconds: 30 * 180 }, 'measured', 3.5],
  ])('%s', (_what, calls, source, each) => {
    const result = measure({ ...nothing, prices, contacts, calls, followed: 3 });
    expect(result.manual).toMatchObject({ source, each });
    expect(result.saving).toBeCloseTo(3 * each - result.total, 10);
  });
  test('there is none without a wage', () => {
    expect(measure({ ...nothing, prices: prices.slice(1), contacts })).toMatchObject({ manual: null, saving: null });
  });
});

test('a set-up belongs to the epoch that ran on its day', () => {
  const prices = [price('x', { kind: 'setup', playbook: 'p', amount: 5, from: '2026-03-01' })];
  const cost = (setup: MeasureInput['setup']) => measure({ ...nothing, prices, setup }).parts.setup;
  expect(cost({ from: null, until: null })).toBe(5);
  expect(cost({ from: null, until: '2026-03-01' })).toBe(0);
  expect(cost({ from: '2026-03-01', until: null })).toBe(5);
  expect(cost({ from: '2026-03-02', until: null })).toBe(0);
});

test.each([
  ['2026-01-01', null, 31],
  ['2026-01-31', null, 1],
  ['2026-02-01', null, 0],
  ['2025-01-01', '2026-01-02', 2],
])('a row from %s until %s holds on %i days of January', (from, until, days) => {
  expect(overlapDays({ from, until }, '2026-01-01', '2026-01-31')).toBe(days);
});

test('a day shared with other work counts in part; long kinds weigh more for who does them', () => {
  const days = Array.from({ length: 10 }, (_, i) => `2026-01-${String(i + 1).padStart(2, '0')}`);
  const rows = days.flatMap((day) => [
    // a: ten short ones, half of her day; b: five long ones, all of his
    work({ day, person: 'a', kind: 'short', tasks: 10, known: 10, seconds: 10 * 120 }),
    work({ day, person: 'a', kind: '', ours: false, counted: false, tasks: 2, known: 2, seconds: 1200 }),
    work({ day, person: 'b', kind: 'long', tasks: 5, known: 5, seconds: 5 * 600 }),
  ]);
  const customers = days.flatMap((day) => [
    { person: 'a', day, customers: 9 },
    { person: 'b', day, customers: 5 },
  ]);
  const result = productivityOf(rows, customers);
  expect(result?.staffDays).toBeCloseTo(15, 10);
  expect(result?.tasksPerDay?.value).toBeCloseTo(150 / 15, 10);
  expect(result?.customersPerDay?.value).toBeCloseTo(140 / 15, 10);
  const [a, b] = result?.people ?? [];
  expect(a).toMatchObject({ person: 'a', tasks: 100 });
  expect(a?.tasksPerDay?.value).toBeCloseTo(20, 10);
  expect(b?.tasksPerDay?.value).toBeCloseTo(5, 10);
  // average minutes: (100 x 2 + 50 x 10) / 150 = 4.667; a short one weighs 0.4286, a long one 2.143
  expect(a?.adjusted).toBeCloseTo(20 * (2 / (700 / 150)), 10);
  expect(b?.adjusted).toBeCloseTo(5 * (10 / (700 / 150)), 10);
});

test('fewer than five days are no figure', () => {
  const result = productivityOf([work({})], [{ person: 'a', day: '2026-01-10', customers: 1 }]);
  expect(result).toMatchObject({ staffDays: 1, tasks: 1, tasksPerDay: null, people: [{ adjusted: null }] });
});
