import { describe, expect, test } from 'vitest';
import newcombeCases from './cases/newcombe.json' with { type: 'json' };
import ratioCases from './cases/sample-ratio.json' with { type: 'json' };
import specialCases from './cases/special.json' with { type: 'json' };
import welchCase from './cases/welch.json' with { type: 'json' };
import wilsonCases from './cases/wilson.json' with { type: 'json' };
import { hyp2f1 } from './hypergeometric.ts';
import { newcombe } from './newcombe.ts';
import { sampleRatio } from './sample-ratio.ts';
import * as special from './special.ts';
import { sampleOf, sumsOf } from './sums.ts';
import { welch } from './welch.ts';
import { wilson } from './wilson.ts';

describe('published intervals', () => {
  test.each(wilsonCases.cases)('Wilson: $k of $n', ({ n, k, ci }) => {
    expect(wilson({ n, k }).map((end) => Number(end.toFixed(wilsonCases.digits)))).toEqual(ci);
  });

  test.each(newcombeCases.cases)('Newcombe: $t.k of $t.n against $c.k of $c.n', ({ t, c, ci }) => {
    expect(newcombe(t, c).map((end) => Number(end.toFixed(newcombeCases.digits)))).toEqual(ci);
  });

  test("Welch on Student's sleep data", () => {
    const got = welch(sampleOf(sumsOf(welchCase.t)), sampleOf(sumsOf(welchCase.c)));
    expect(got.value / got.se).toBeCloseTo(welchCase.tValue, 4);
    expect(got.df).toBeCloseTo(welchCase.df, 3);
    expect(got.p).toBeCloseTo(welchCase.p, 5);
    expect(got.ci[0]).toBeCloseTo(welchCase.ci[0] ?? Number.NaN, 6);
    expect(got.ci[1]).toBeCloseTo(welchCase.ci[1] ?? Number.NaN, 6);
  });

  test.each(ratioCases.cases)('sample ratio: $source', ({ counts, shares, chi2, p, digits }) => {
    const got = sampleRatio(counts, shares);
    expect(got.chi2).toBeCloseTo(chi2, digits);
    expect(got.p).toBeCloseTo(p, digits);
  });
});

describe('special functions', () => {
  const functions = special as unknown as Record<string, (...a: number[]) => number>;
  test.each(specialCases.cases)('$f($a) is $v', ({ f, a, v }) => {
    expect((functions[f]?.(...a) ?? Number.NaN) / v).toBeCloseTo(1, 9);
  });

  test.each([0.1, 0.5, 0.9, 0.99, 0.999])('2F1 where it is an elementary function, z = %f', (z) => {
    expect(hyp2f1(1, 1, 2, z) / (-Math.log(1 - z) / z)).toBeCloseTo(1, 11);
    expect(hyp2f1(0.3, 1.7, 1.7, z) / (1 - z) ** -0.3).toBeCloseTo(1, 11);
    expect(hyp2f1(2.5, 0.4, 0.4, z) / (1 - z) ** -2.5).toBeCloseTo(1, 11);
  });

  test('2F1 outside its domain is no number', () => {
    expect(hyp2f1(1, 1, 2, 1)).toBeNaN();
    expect(hyp2f1(1, 1, 2, -0.1)).toBeNaN();
    expect(hyp2f1(1, 1, -2, 0.5)).toBeNaN();
  });
});
