import { describe, expect, test } from 'vitest';
import { readShared, relativeError } from '../../../test/shared.ts';
import { hyp2f1 } from './hypergeometric.ts';
import { scaleInterval } from './interval.ts';
import {
  chanceOfReturn,
  classicReturn,
  netReturn,
  netReturnInterval,
  paybackInterval,
  paybackMonths,
  totalCost,
} from './return-on-cost.ts';
import { observe, START } from './safe-2x2.ts';
import { betainc, betaln, chiSquareUpper, lgamma, normalQuantile, tQuantile, tUpper } from './special.ts';
import { differenceSe, normalInterval } from './welch.ts';

interface Reference {
  special_functions: Record<string, { a: number[]; v: number }[]>;
  safe_2x2_trace: { y1: (0 | 1)[]; y2: (0 | 1)[]; e_values: number[] };
  roi_cases: Record<string, RoiCase>;
}

interface RoiCase {
  inputs: Record<string, number>;
  incremental_revenue: number;
  incremental_revenue_ci: [number, number];
  incremental_margin: number;
  incremental_margin_ci: [number, number];
  total_cost: number;
  roi_net: number;
  roi_net_ci: [number, number];
  p_roi_positive_normal: number;
  payback_months: number | null;
  payback_months_ci: { best: number | null; worst: number | null };
  seed_roi: { value: number };
  incremental_seed_roi: number;
}

const text = readShared('reference/value.json');
const reference: Reference | null = text === null ? null : JSON.parse(text);

const functions: Record<string, (...a: number[]) => number> = {
  lgamma: (x = Number.NaN) => lgamma(x),
  betaln: (a = Number.NaN, b = Number.NaN) => betaln(a, b),
  betainc: (x = Number.NaN, a = Number.NaN, b = Number.NaN) => betainc(x, a, b),
  tq: (p = Number.NaN, df = Number.NaN) => tQuantile(p, df),
  nq: (p = Number.NaN) => normalQuantile(p),
  chi2sf: (x = Number.NaN, df = Number.NaN) => chiSquareUpper(x, df),
  tsf: (t = Number.NaN, df = Number.NaN) => tUpper(t, df),
  hyp2f1: (a = Number.NaN, b = Number.NaN, c = Number.NaN, z = Number.NaN) => hyp2f1(a, b, c, z),
};

describe.skipIf(!reference)('answers of independent tools', () => {
  for (const [name, vectors] of Object.entries(reference?.special_functions ?? {})) {
    test.each(vectors)(`${name}($a) is $v`, ({ a, v }) => {
      expect(relativeError(functions[name]?.(...a), v)).toBeLessThanOrEqual(1e-10);
    });
  }

  test('the safe 2x2 e-process, block by block', () => {
    const { y1, y2, e_values } = (reference as Reference).safe_2x2_trace;
    let state = START;
    e_values.forEach((e, i) => {
      state = observe(state, y1[i] ?? 0, y2[i] ?? 0);
      expect(relativeError(state.e, e)).toBeLessThanOrEqual(1e-9);
    });
  });

  test.each(Object.entries(reference?.roi_cases ?? {}))('return on cost: %s', (_name, want) => {
    const got = returnOf(want.inputs);
    expect(relativeError(got.revenue, want.incremental_revenue)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.margin, want.incremental_margin)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.cost, want.total_cost)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.net, want.roi_net)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.chance, want.p_roi_positive_normal)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.payback, want.payback_months)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.paybackCi.best, want.payback_months_ci.best)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.paybackCi.worst, want.payback_months_ci.worst)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.classic, want.seed_roi.value)).toBeLessThanOrEqual(1e-6);
    expect(relativeError(got.classicIncremental, want.incremental_seed_roi)).toBeLessThanOrEqual(1e-6);
    for (const i of [0, 1] as const) {
      expect(relativeError(got.revenueCi[i], want.incremental_revenue_ci[i])).toBeLessThanOrEqual(1e-6);
      expect(relativeError(got.marginCi[i], want.incremental_margin_ci[i])).toBeLessThanOrEqual(1e-6);
      expect(relativeError(got.netCi?.[i], want.roi_net_ci[i])).toBeLessThanOrEqual(1e-6);
    }
  });
});

function returnOf(inputs: Record<string, number>) {
  const of = (name: string): number => inputs[name] ?? Number.NaN;
  const t = { n: of('n_t'), mean: of('mean_rev_t'), variance: of('sd_t') ** 2 };
  const c = { n: of('n_c'), mean: of('mean_rev_c'), variance: of('sd_c') ** 2 };
  const costs = {
    setup: of('setup_cost'),
    monthly: of('monthly_cost'),
    contacts: of('per_contact_cost') * t.n,
    months: of('months'),
  };
  const cost = totalCost(costs);
  const revenue = (t.mean - c.mean) * t.n;
  const se = differenceSe(t, c) * t.n;
  const revenueCi = normalInterval(revenue, se);
  const margin = revenue * of('gross_margin');
  const marginCi = scaleInterval(revenueCi, of('gross_margin'));
  return {
    revenue,
    revenueCi,
    margin,
    marginCi,
    cost,
    net: netReturn(margin, cost),
    netCi: netReturnInterval(marginCi, cost),
    chance: chanceOfReturn(margin, se * of('gross_margin'), cost),
    payback: paybackMonths(margin, costs),
    paybackCi: paybackInterval(marginCi, costs),
    classic: classicReturn(t.mean * t.n, costs),
    classicIncremental: classicReturn(revenue, costs),
  };
}
