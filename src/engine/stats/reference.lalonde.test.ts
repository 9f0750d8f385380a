import { describe, expect, test } from 'vitest';
import { readShared, readSharedCsv } from '../../../test/shared.ts';
import { cuped } from './cuped.ts';
import { relativeLift } from './lift.ts';
import { adjustedEffect, leastSquares } from './regression.ts';
import { crossSumsOf, sampleOf, sumsOf } from './sums.ts';
import { normalInterval, welch } from './welch.ts';

const text = readShared('reference/value.json');
const rows = readSharedCsv('data/roi/lalonde_nsw_dw.csv');
const want = text === null ? null : JSON.parse(text).lalonde;
const COVARIATES = ['age', 'education', 'nodegree', 'black', 'hispanic', 'married', 're74', 're75'];

/** The reference says 1e-3; we are held to 1e-6. */
function near(got: unknown, wanted: unknown): void {
  if (Array.isArray(wanted)) {
    wanted.forEach((value, i) => {
      near((got as number[])[i], value);
    });
  } else expect(Math.abs((got as number) - (wanted as number))).toBeLessThanOrEqual(1e-6 * Math.abs(wanted as number));
}

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
    near([t.n, c.n, t.mean, c.mean], [want.n_t, want.n_c, want.mean_t, want.mean_c]);
    near([difference.value, difference.se], [want.abs, want.se]);
    near([difference.df, difference.p], [want.welch_df, want.p_welch]);
    near(difference.ci, want.welch_ci);
    near(normalInterval(difference.value, difference.se), want.z_ci);
    const lift = relativeLift(t, c);
    near([lift?.value, lift?.ci, lift?.deltaCi].flat(), [want.rel, want.rel_logratio_ci, want.rel_delta_ci].flat());
  });

  test('regression, plain and adjusted: the published 1794 (633) and 1676 (639)', () => {
    const plain = leastSquares(
      people.map((p) => [1, p.treated ? 1 : 0]),
      people.map((p) => p.y),
    );
    near([plain.values[1], plain.se[1]], [want.abs, want.ols_homosk_se]);
    // With two arms and nothing else HC2 is Welch's standard error.
    near(plain.hc2[1], want.se);
    const adjusted = adjustedEffect(people);
    near([adjusted.value, adjusted.se], [want.adjusted, want.adjusted_se]);
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
    near([got.theta, got.correlation, got.value, got.se], [wanted.theta, wanted.corr, wanted.abs, wanted.se]);
    near(got.ci, wanted.welch_ci);
  });
});
