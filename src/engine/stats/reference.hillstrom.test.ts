import { describe, expect, test } from 'vitest';
import { readShared, readSharedCsv, relativeError } from '../../../test/shared.ts';
import { capAt, capOf, quantileSorted } from './cap.ts';
import { alwaysValid } from './confidence-sequence.ts';
import { cuped } from './cuped.ts';
import { scaleInterval } from './interval.ts';
import { relativeLift } from './lift.ts';
import { newcombe } from './newcombe.ts';
import { linAdjustedEffect } from './regression.ts';
import { netReturn, netReturnInterval } from './return-on-cost.ts';
import { sampleRatio } from './sample-ratio.ts';
import { crossSumsOf, sampleOf, sumsOf } from './sums.ts';
import { normalInterval, welch } from './welch.ts';

type Block = Record<string, number | number[] | Record<string, number | number[]>>;
type Arm = Record<'visit' | 'conversion' | 'spend' | 'incremental_roi', Block>;
type Row = Record<string, string>;

const text = readShared('reference/value.json');
const rows = readSharedCsv('data/roi/hillstrom_first5000.csv') as Row[] | null;
const want = text === null ? null : JSON.parse(text).hillstrom_first_5000_rows;

const arms: Record<string, string[]> = {
  mens: ['Mens E-Mail'],
  womens: ['Womens E-Mail'],
  any_email: ['Mens E-Mail', 'Womens E-Mail'],
};

const TOLERANCE = 1e-6;

function column(people: Row[], name: string): number[] {
  return people.map((row) => Number(row[name]));
}

describe.skipIf(!want || !rows)('Hillstrom e-mail experiment, first 5,000 rows', () => {
  const all = rows ?? [];
  const control = all.filter((row) => row.segment === 'No E-Mail');
  for (const [arm, segments] of Object.entries(arms)) {
    const treated = all.filter((row) => segments.includes(row.segment ?? ''));
    test.each(['visit', 'conversion', 'spend'] as const)(`${arm}: %s`, (outcome) => {
      const block = (want as Record<string, Arm>)[arm]?.[outcome] as Block;
      const [yt, yc] = [column(treated, outcome), column(control, outcome)];
      const [t, c] = [sampleOf(sumsOf(yt)), sampleOf(sumsOf(yc))];
      const difference = welch(t, c);
      const lift = relativeLift(t, c);
      expect(
        relativeError([t.n, c.n, t.mean, c.mean], [block.n_t, block.n_c, block.mean_t, block.mean_c]),
      ).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError([difference.value, difference.se], [block.abs, block.se])).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError([difference.df, difference.p], [block.welch_df, block.p_welch])).toBeLessThanOrEqual(
        TOLERANCE,
      );
      expect(relativeError(difference.ci, block.welch_ci)).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError(normalInterval(difference.value, difference.se), block.z_ci)).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError(lift?.value, block.rel)).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError(lift?.ci, block.rel_logratio_ci)).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError(lift?.deltaCi, block.rel_delta_ci)).toBeLessThanOrEqual(TOLERANCE);
      expect(
        relativeError(alwaysValid(difference.value, difference.se, t.n + c.n, 5000), block.always_valid_ci_Nstar5000),
      ).toBeLessThanOrEqual(TOLERANCE);

      const history = cuped(crossSumsOf(yt, column(treated, 'history')), crossSumsOf(yc, column(control, 'history')));
      const cupedBlock = block.cuped_history as Record<string, number | number[]>;
      expect(
        relativeError([history.theta, history.correlation], [cupedBlock.theta, cupedBlock.corr]),
      ).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError([history.value, history.se], [cupedBlock.abs, cupedBlock.se])).toBeLessThanOrEqual(
        TOLERANCE,
      );
      expect(relativeError(history.ci, cupedBlock.welch_ci)).toBeLessThanOrEqual(TOLERANCE);
      expect(relativeError(1 - history.correlation ** 2, cupedBlock.variance_ratio_1_minus_rho2)).toBeLessThanOrEqual(
        TOLERANCE,
      );
      if (outcome === 'spend') checkSpend(block, treated, control);
      else checkShare(block, treated, control, outcome);
    });

    test(`${arm}: return on cost`, () => {
      const [t, c] = [sampleOf(sumsOf(column(treated, 'spend'))), sampleOf(sumsOf(column(control, 'spend')))];
      const difference = welch(t, c);
      for (const [name, block] of Object.entries((want as Record<string, Arm>)[arm]?.incremental_roi ?? {})) {
        const [, margin = '', contact = ''] = name.match(/^margin([\d.]+)_cost([\d.]+)$/) ?? [];
        const cost = Number(contact) * t.n;
        const by = Number(margin) * t.n;
        const wanted = block as Record<string, number | number[]>;
        expect(relativeError(cost, wanted.total_cost)).toBeLessThanOrEqual(TOLERANCE);
        expect(relativeError(difference.value * by, wanted.total_incremental_margin)).toBeLessThanOrEqual(TOLERANCE);
        expect(relativeError(netReturn(difference.value * by, cost), wanted.roi)).toBeLessThanOrEqual(TOLERANCE);
        expect(
          relativeError(netReturnInterval(scaleInterval(difference.ci, by), cost), wanted.roi_ci),
        ).toBeLessThanOrEqual(TOLERANCE);
      }
    });
  }

  test('sample ratio of three equal arms', () => {
    const { counts, chi2, df, p } = want.srm as { counts: Record<string, number>; chi2: number; df: number; p: number };
    const got = sampleRatio(Object.values(counts), [1 / 3, 1 / 3, 1 / 3]);
    expect(got.df).toBe(df);
    expect(relativeError([got.chi2, got.p], [chi2, p])).toBeLessThanOrEqual(TOLERANCE);
  });
});

function checkShare(block: Block, treated: Row[], control: Row[], outcome: string): void {
  const [yt, yc] = [column(treated, outcome), column(control, outcome)];
  const t = { n: yt.length, k: sumsOf(yt).sum };
  const c = { n: yc.length, k: sumsOf(yc).sum };
  expect(relativeError([t.k, c.k], [block.x_t, block.x_c])).toBe(0);
  expect(relativeError(newcombe(t, c), block.newcombe_ci)).toBeLessThanOrEqual(TOLERANCE);
}

function checkSpend(block: Block, treated: Row[], control: Row[]): void {
  const [yt, yc] = [column(treated, 'spend'), column(control, 'spend')];
  const everyone = [...yt, ...yc];
  const caps: [string, number][] = [
    ['winsor_cap_p99_nonzero_pooled', capOf(everyone) ?? Number.NaN],
    [
      'winsor_cap_p99.9_all_pooled',
      quantileSorted(
        [...everyone].sort((a, b) => a - b),
        0.999,
      ),
    ],
  ];
  for (const [name, cap] of caps) {
    const wanted = block[name] as Record<string, number | number[]>;
    const capped = welch(sampleOf(sumsOf(capAt(yt, cap))), sampleOf(sumsOf(capAt(yc, cap))));
    expect(relativeError([cap, capped.value, capped.se], [wanted.cap, wanted.abs, wanted.se])).toBeLessThanOrEqual(
      TOLERANCE,
    );
    expect(relativeError(capped.ci, wanted.welch_ci)).toBeLessThanOrEqual(TOLERANCE);
    expect(everyone.filter((value) => value > cap)).toHaveLength(wanted.n_capped as number);
  }
  const people = [...treated, ...control].map((row) => ({
    treated: row.segment !== 'No E-Mail',
    y: Number(row.spend),
    x: [Number(row.history), Number(row.recency)],
  }));
  const lin = linAdjustedEffect(people);
  const wanted = block.lin_adjusted_hist_recency_HC2 as { abs: number; se: number };
  expect(relativeError([lin.value, lin.se], [wanted.abs, wanted.se])).toBeLessThanOrEqual(TOLERANCE);
}
