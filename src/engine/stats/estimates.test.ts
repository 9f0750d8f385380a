import { describe, expect, test } from 'vitest';
import { capAt, capOf } from './cap.ts';
import { alwaysValid, pooledSe } from './confidence-sequence.ts';
import { cuped } from './cuped.ts';
import { relativeLift } from './lift.ts';
import { adjustedEffect, leastSquares, linAdjustedEffect } from './regression.ts';
import { ratioDifference, ratioOf } from './ratio.ts';
import { crossSumsOf, sampleOf, sampleOfCount, sumsOf } from './sums.ts';
import { meanInterval, welch } from './welch.ts';

describe('capping', () => {
  test('the 99th percentile of what is not zero, linear between ranks', () => {
    const values = [...Array.from({ length: 500 }, () => 0), ...Array.from({ length: 101 }, (_, i) => i + 1)];
    expect(capOf(values)).toBeCloseTo(100, 12);
    expect(capAt([3, 250, -7], 100)).toEqual([3, 100, -7]);
  });

  test('nothing but zeros has no cap', () => {
    expect(capOf([0, 0])).toBeNull();
  });
});

test('one mean by Student: four values with 3 degrees of freedom', () => {
  // mean 5, sd 2.581989, t(0.975, 3) = 3.182446: half width 4.108 (R: t.test(c(2, 4, 6, 8))$conf.int).
  const [low, high] = meanInterval(sampleOf(sumsOf([2, 4, 6, 8])));
  expect(low).toBeCloseTo(0.891_479_5, 6);
  expect(high).toBeCloseTo(9.108_520_5, 6);
  expect(meanInterval(sampleOf(sumsOf([3])))).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

describe('CUPED', () => {
  const before = [1, 5, 2, 9, 4, 7];
  const after = [12, 20, 13, 29, 17, 25];

  test('without a covariate that varies it is the plain difference', () => {
    const [t, c] = [
      crossSumsOf(
        after,
        after.map(() => 3),
      ),
      crossSumsOf(
        before,
        before.map(() => 3),
      ),
    ];
    const got = cuped(t, c);
    expect(got.theta).toBe(0);
    expect(got.gain).toBe(0);
    expect(got.ci).toEqual(welch(sampleOf(sumsOf(after)), sampleOf(sumsOf(before))).ci);
  });

  test('an outcome that was known before leaves only what was added', () => {
    // Treated customers spend exactly what they spent before, plus 1; the plain difference hides that in noise.
    const t = crossSumsOf(
      before.map((x) => 2 * x + 1),
      before,
    );
    const c = crossSumsOf(
      after.map((x) => 2 * x),
      after,
    );
    const got = cuped(t, c);
    expect(got.theta).toBeGreaterThan(1.9);
    expect(Math.abs(got.value - 1)).toBeLessThan(1);
    expect(got.gain).toBeGreaterThan(0.99);
  });
});

test('ratio by the delta method, customer as cluster', () => {
  // numpy: R = 2, var = (var y - 2 R cov + R² var x) / (n mean(x)²)
  const sums = crossSumsOf([3, 0, 8, 5, 2], [1, 2, 3, 2, 1]);
  expect(ratioOf(sums)?.value).toBe(2);
  expect(ratioOf(sums)?.se).toBeCloseTo(0.582671582, 8);
  expect(ratioDifference(sums, sums)?.value).toBe(0);
  expect(ratioDifference(sums, sums)?.se).toBeCloseTo(0.582671582 * Math.SQRT2, 8);
  expect(ratioOf(crossSumsOf([1, 2], [0, 0]))).toBeNull();
});

test('a lift needs two positive means', () => {
  expect(relativeLift(sampleOfCount({ n: 10, k: 3 }), sampleOfCount({ n: 10, k: 0 }))).toBeNull();
  expect(relativeLift(sampleOfCount({ n: 100, k: 30 }), sampleOfCount({ n: 100, k: 20 }))?.value).toBeCloseTo(0.5, 12);
});

test('too few values, or none that differ, prove nothing', () => {
  const one = sampleOf({ n: 1, sum: 5, sumsq: 25 });
  const many = sampleOf(sumsOf([1, 2, 3]));
  expect(welch(one, many).ci).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect(welch(sampleOf(sumsOf([2, 2])), sampleOf(sumsOf([1, 1]))).p).toBeNaN();
  expect(sampleOf({ n: 0, sum: 0, sumsq: 0 })).toEqual({ n: 0, mean: 0, variance: 0 });
});

describe('regression', () => {
  test("Anscombe's first set (1973): 3.0001 (1.1247) + .5001 (.1179) x", () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const fit = leastSquares(
      x.map((value) => [1, value]),
      y,
    );
    expect(fit.values.map((v) => Number(v.toFixed(4)))).toEqual([3.0001, 0.5001]);
    expect(fit.se.map((v) => Number(v.toFixed(4)))).toEqual([1.1247, 0.1179]);
  });

  test('two arms and nothing else: the plain difference, and HC2 is the standard error of Welch', () => {
    const people = [1, 4, 2, 8, 5, 7].map((y, i) => ({ treated: i % 2 === 0, y, x: [] }));
    const of = (treated: boolean) => sampleOf(sumsOf(people.filter((p) => p.treated === treated).map(({ y }) => y)));
    const plain = welch(of(true), of(false));
    expect(adjustedEffect(people).value).toBeCloseTo(plain.value, 12);
    expect(linAdjustedEffect(people).se).toBeCloseTo(plain.se, 12);
  });
});

test('without any event the sequence bounds nothing', () => {
  const nobody = { n: 35, k: 0 };
  const [low, high] = alwaysValid(0, pooledSe(nobody, { n: 9, k: 0 }), 44, 5000);
  expect([low, high]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
