import { expect, test } from 'vitest';
import { alwaysValid, pooledSe, widening } from './confidence-sequence.ts';
import { newcombe } from './newcombe.ts';
import { smallestProvableDifference, smallestProvableLift } from './power.ts';
import {
  classicReturn,
  netReturn,
  netReturnInterval,
  paybackInterval,
  paybackMonths,
  totalCost,
} from './return-on-cost.ts';
import { observe, type Safe2x2, shows, START } from './safe-2x2.ts';
import { chance } from './testing/chance.ts';

test('a hundred looks: the fixed interval finds wins that are not there, the sequence keeps to 5 %', () => {
  const draw = chance(20240601);
  const runs = 400;
  let fixed = 0;
  let sequence = 0;
  for (let run = 0; run < runs; run += 1) {
    const t = { n: 0, k: 0 };
    const c = { n: 0, k: 0 };
    let [wrongFixed, wrongSequence] = [false, false];
    for (let look = 1; look <= 100; look += 1) {
      for (let i = 0; i < 50; i += 1) {
        const arm = i < 40 ? t : c;
        arm.n += 1;
        if (draw() < 0.2) arm.k += 1;
      }
      const [low, high] = newcombe(t, c);
      wrongFixed ||= low > 0 || high < 0;
      if (Math.min(t.k, c.k) < 25) continue;
      const [l, h] = alwaysValid(t.k / t.n - c.k / c.n, pooledSe(t, c), t.n + c.n, 5000);
      wrongSequence ||= l > 0 || h < 0;
    }
    if (wrongFixed) fixed += 1;
    if (wrongSequence) sequence += 1;
  }
  expect(fixed / runs).toBeGreaterThan(0.25);
  expect(sequence / runs).toBeLessThanOrEqual(0.05);
});

test('the sequence is tightest, against a fixed interval, around the planned number', () => {
  expect(widening(5000, 5000)).toBeCloseTo(1.549, 3);
  expect(widening(5000, 5000)).toBeLessThan(widening(1000, 5000));
  expect(widening(5000, 5000)).toBeLessThan(widening(50_000, 5000));
});

test('before anybody matured every difference is possible', () => {
  expect(alwaysValid(0, Number.NaN, 0, 5000)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test('safe 2x2: the first blocks by hand', () => {
  // Both guesses start at .5, so the first block tells nothing; then 1.18/1.36 and .18/1.36 against (0, 0).
  const first = observe(START, 1, 0);
  expect(first.e).toBe(1);
  expect(observe(first, 0, 0).e).toBeCloseTo(((0.18 / 1.36) * (1.18 / 1.36)) / 0.25, 12);
  let state: Safe2x2 = START;
  for (let i = 0; i < 12; i += 1) state = observe(state, 1, 0);
  expect(shows(state)).toBe(true);
  expect(shows(START)).toBe(false);
});

test('what can be proven at all', () => {
  // Fleiss, Statistical Methods for Rates and Proportions: 10 % against 15 %, 80 % power needs 686 per arm.
  expect(smallestProvableLift(0.1, 686, 686)).toBeCloseTo(0.05, 4);
  // Two means, effect of half a standard deviation: 63 per arm by the normal approximation.
  expect(smallestProvableDifference(1, 63, 63)).toBeCloseTo(0.5, 2);
  expect(smallestProvableLift(0.5, 2, 2)).toBeNull();
  expect(smallestProvableLift(0.5, 1000, 0)).toBeNull();
});

test('money back: by hand', () => {
  const costs = { setup: 1200, monthly: 100, contacts: 300, months: 3 };
  expect(totalCost(costs)).toBe(1800);
  expect(netReturn(3600, 1800)).toBe(1);
  expect(netReturnInterval([900, 5400], 1800)).toEqual([-0.5, 2]);
  // A month leaves (2400 - 300) / 3 - 100 = 600.
  expect(paybackMonths(2400, costs)).toBe(2);
  expect(paybackInterval([500, 2400], costs)).toEqual({ best: 2, worst: null });
  // A year: revenue 4 x 900; cost 1200 + 1200 + 1200.
  expect(classicReturn(900, costs)).toBe(1);
  expect(netReturn(100, 0)).toBeNull();
});
