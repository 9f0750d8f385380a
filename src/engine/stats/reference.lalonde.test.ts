import { describe, expect, test } from 'vitest';
import { readShared, readSharedCsv, relativeError } from '../../../test/shared.ts';
import { cuped } from './cuped.ts';
import { relativeLift } from './lift.ts';
import { adjustedEffect, leastSquares } from './regression.ts';
import { crossSumsOf, sampleOf, sumsOf } from './sums.ts';
import { normalInterval, welch } from './welch.ts';

const text = readShared('reference/value.json');
const rows = readSharedCsv('data/roi/lalonde_nsw_dw.csv');
const want = text === null ? null : JSON.parse(text).lalonde;
const COVARIATES = ['age', 'education', 'nodegree', 'black', 'hispanic', 'married', 're74', 're75'];

/** LaLonde may be off by 1e-3; we hold ourselves to 1e-6. */
const TOLERANCE = 1e-6;

describe.skipIf(!want || !rows)('LaLonde NSW experiment, Dehejia-Wahba sample', () => {
  const people = (rows ?? []).map((row) => ({
    treated: Number(row.treat) === 1,
    y: Number(row.re78),
    x: COVARIATES.map((name) => Number(row[name])),
    re74: Number(row.re74),
    re75: Number(row.re75),
  }));
  const [treated, control] = [people.filter((p) => p.treated), people.filter((p) => !p.treated)];
  const [yt, yc] = [treated.map((p) => p.y), control.map((p) => p.y)];
  const [t, c] = [sampleOf(sumsOf(yt)), sampleOf(sumsOf(yc))];

  test('difference and lift', () => {
    const difference = welch(t, c);
    expect(
      relativeError([t.n, c.n, t.mean, c.mean], [want.n_t, want.n_c, want.mean_t, want.mean_c]),
    ).toBeLessThanOrEqual(TOLERANCE);
    expect(relativeError([difference.value, difference.se], [want.abs, want.se])).toBeLessThanOrEqual(TOLERANCE);
    expect(relativeError([difference.df, difference.p], [want.welch_df, want.p_welch])).toBeLessThanOrEqual(TOLERANCE);
    expect(relativeError(difference.ci, want.welch_ci)).toBeLessThanOrEqual(TOLERANCE);
    expect(relativeError(normalInterval(difference.value, difference.se), want.z_ci)).toBeLessThanOrEqual(TOLERANCE);
    const lift = relativeLift(t, c);
    expect(
      relativeError(
        [lift?.value, lift?.ci, lift?.deltaCi].flat(),
        [want.rel, want.rel_logratio_ci, want.rel_delta_ci].flat(),
      ),
    ).toBeLessThanOrEqual(TOLERANCE);
  });

  test('regression, plain and adjusted: the published 1794 (633) and 1676 (639)', () => {
    const plain = leastSquares(
      people.map((p) => [1, p.treated ? 1 : 0]),
      people.map((p) => p.y),
    );
    expect(relativeError([plain.values[1], plain.se[1]], [want.abs, want.ols_homosk_se])).toBeLessThanOrEqual(
      TOLERANCE,
    );
    // With two arms and nothing else HC2 is Welch's standard error.
    expect(relativeError(plain.hc2[1], want.se)).toBeLessThanOrEqual(TOLERANCE);
    const adjusted = adjustedEffect(people);
    expect(relativeError([adjusted.value, adjusted.se], [want.adjusted, want.adjusted_se])).toBeLessThanOrEqual(
      TOLERANCE,
    );
  });

  test.each(['re75', 're74'] as const)('CUPED by %s', (name) => {
    const wanted = want[`cuped_${name}`];
    const got = cuped(
      crossSumsOf(
        yt,
        treated.map((p) => p[name]),
      ),
      crossSumsOf(
        yc,
        control.map((p) => p[name]),
      ),
    );
    expect(
      relativeError(
        [got.theta, got.correlation, got.value, got.se],
        [wanted.theta, wanted.corr, wanted.abs, wanted.se],
      ),
    ).toBeLessThanOrEqual(TOLERANCE);
    expect(relativeError(got.ci, wanted.welch_ci)).toBeLessThanOrEqual(TOLERANCE);
  });
});
