import { describe, expect, test } from 'vitest';
import { readShared, readSharedCsv } from '../../../test/shared.ts';
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

function near(got: unknown, wanted: unknown): void {
  if (Array.isArray(wanted)) {
    wanted.forEach((value, i) => {
      near((got as number[])[i], value);
    });
  } else expect(Math.abs((got as number) - (wanted as number))).toBeLessThanOrEqual(1e-6 * Math.abs(wanted as number));
}

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
      near([t.n, c.n, t.mean, c.mean], [block.n_t, block.n_c, block.mean_t, block.mean_c]);
      near([difference.value, difference.se], [block.abs, block.se]);
      near([difference.df, difference.p], [block.welch_df, block.p_welch]);
      near(difference.ci, block.welch_ci);
      near(normalInterval(difference.value, difference.se), block.z_ci);
      near(lift?.value, block.rel);
      near(lift?.ci, block.rel_logratio_ci);
      near(lift?.deltaCi, block.rel_delta_ci);
      near(alwaysValid(difference.value, difference.se, t.n + c.n, 5000), block.always_valid_ci_Nstar5000);

      const history = cuped(crossSumsOf(yt, column(treated, 'history')), crossSumsOf(yc, column(control, 'history')));
      const cupedBlock = block.cuped_history as Record<string, number | number[]>;
      near([history.theta, history.correlation], [cupedBlock.theta, cupedBlock.corr]);
      near([history.value, history.se], [cupedBlock.abs, cupedBlock.se]);
      near(history.ci, cupedBlock.welch_ci);
      near(1 - history.correlation ** 2, cupedBlock.variance_ratio_1_minus_rho2);
      if (outcome === 'spend') checkSpend(block, treated, control);
      else {
        const [kt, kc] = [sumsOf(yt).sum, sumsOf(yc).sum];
        near([kt, kc], [block.x_t, block.x_c]);
        near(newcombe({ n: t.n, k: kt }, { n: c.n, k: kc }), block.newcombe_ci);
      }
    });

    test(`${arm}: return on cost`, () => {
      const [t, c] = [sampleOf(sumsOf(column(treated, 'spend'))), sampleOf(sumsOf(column(control, 'spend')))];
      const difference = welch(t, c);
      for (const [name, block] of Object.entries((want as Record<string, Arm>)[arm]?.incremental_roi ?? {})) {
        const [, margin = '', contact = ''] = name.match(/^margin([\d.]+)_cost([\d.]+)$/) ?? [];
        const cost = Number(contact) * t.n;
        const by = Number(margin) * t.n;
        const wanted = block as Record<string, number | number[]>;
        near(cost, wanted.total_cost);
        near(difference.value * by, wanted.total_incremental_margin);
        near(netReturn(difference.value * by, cost), wanted.roi);
        near(netReturnInterval(scaleInterval(difference.ci, by), cost), wanted.roi_ci);
      }
    });
  }

  test('sample ratio of three equal arms', () => {
    const { counts, chi2, df, p } = want.srm as { counts: Record<string, number>; chi2: number; df: number; p: number };
    const got = sampleRatio(Object.values(counts), [1 / 3, 1 / 3, 1 / 3]);
    expect(got.df).toBe(df);
    near([got.chi2, got.p], [chi2, p]);
  });
});

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
    near([cap, capped.value, capped.se], [wanted.cap, wanted.abs, wanted.se]);
    near(capped.ci, wanted.welch_ci);
    expect(everyone.filter((value) => value > cap)).toHaveLength(wanted.n_capped as number);
  }
  const people = [...treated, ...control].map((row) => ({
    treated: row.segment !== 'No E-Mail',
    y: Number(row.spend),
    x: [Number(row.history), Number(row.recency)],
  }));
  const lin = linAdjustedEffect(people);
  const wanted = block.lin_adjusted_hist_recency_HC2 as { abs: number; se: number };
  near([lin.value, lin.se], [wanted.abs, wanted.se]);
}
