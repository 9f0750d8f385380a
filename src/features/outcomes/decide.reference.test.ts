/** From rows to a scorecard without a database: the reference replay of real orders, and two companies whose truth is known. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readShared, readSharedCsv, relativeError } from '../../../test/shared.ts';
import { armOf, saltOf, u } from '../../engine/assignment/index.ts';
import { capOf, crossSumsOf, sumsOf } from '../../engine/stats/index.ts';
import type { Scorecard } from './contract.ts';
import { decideScorecard } from './decide.ts';
import type { ArmTotals, ScorecardTotals } from './decide-totals.ts';

interface Person {
  readonly treated: boolean;
  readonly matured: boolean;
  readonly converted: boolean;
  readonly net: number;
  readonly before: number;
  readonly stratum: string;
}

const DAY = 86_400_000;
const sha256 = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();
const dayOf = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY;

type Row = Readonly<Record<string, string>>;

function byCustomerId(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.customer_id ?? '');
    if (own) own.push(row);
    else found.set(row.customer_id ?? '', [row]);
  }
  return found;
}

function totalsOf(people: readonly Person[], more: Partial<ScorecardTotals>): ScorecardTotals {
  const ripe = people.filter((p) => p.matured);
  const cap = capOf(ripe.map((p) => p.net));
  const arm = (treated: boolean): ArmTotals => {
    const mine = ripe.filter((p) => p.treated === treated);
    const net = mine.map((p) => p.net);
    const capped = net.map((value) => Math.min(value, cap ?? value));
    const cross = crossSumsOf(
      capped,
      mine.map((p) => p.before),
    );
    return {
      enrolled: people.filter((p) => p.treated === treated).length,
      matured: mine.length,
      converters: mine.filter((p) => p.converted).length,
      buyers: mine.filter((p) => p.converted).length,
      revenue: sumsOf(net),
      capped: cross,
      aboveCap: net.filter((value) => value > (cap ?? value)).length,
      before: { sum: cross.x, sumsq: cross.x2 },
      cappedBefore: cross.xy,
      contacted: null,
    };
  };
  const hits = (key: string, treated: boolean) => {
    const mine = ripe.filter((p) => p.stratum === key && p.treated === treated);
    return { matured: mine.length, converters: mine.filter((p) => p.converted).length };
  };
  return {
    playbook: 'p',
    playbookName: { zh: '方案', en: 'Playbook' },
    epoch: 1,
    asOf: '2011-12-10T00:00:00.000Z',
    enteredFrom: null,
    maturedBefore: null,
    allMaturedOn: null,
    currency: 'GBP',
    registered: {
      definitionVersion: 1,
      goal: { zh: '再次购买', en: 'Purchase again' },
      windowDays: 30,
      refundDays: 14,
      holdout: 0.2,
      serviceCritical: false,
      lift: null,
      mode: 'always_valid',
      plannedN: null,
      economics: null,
    },
    treatment: arm(true),
    control: arm(false),
    cap,
    strata: [...new Set(people.map((p) => p.stratum))]
      .sort()
      .map((key) => ({ key, name: { zh: key, en: key }, treatment: hits(key, true), control: hits(key, false) })),
    contacts: null,
    attributed: null,
    months: 3,
    replayed: false,
    consentAssumed: false,
    ...more,
  };
}

/** Enters on the first day with 30 days of silence, once; windows as the reference defines them. */
function replay(rows: readonly Row[]): Person[] {
  const [from, to] = [dayOf('2011-06-01'), dayOf('2011-12-10')];
  const histories = byCustomerId(rows);
  return [...histories].flatMap(([id, own]) => {
    const orders = own
      .map((row) => ({ day: dayOf(row.ts ?? ''), amount: Number(row.amount) }))
      .sort((a, b) => a.day - b.day);
    const bought = orders.filter(({ amount }) => amount > 0).map(({ day }) => day);
    for (let d = from; d < to; d += 1) {
      const last = bought.filter((day) => day < d).at(-1);
      if (last === undefined || d - last < 30) continue;
      const inside = orders.filter(({ day }) => day >= d && day < d + 30);
      const sum = (list: typeof orders): number => list.reduce((total, { amount }) => total + amount, 0);
      const silence = d - last;
      return {
        treated: armOf(u(saltOf('silent-wakeup', 1), id, sha256), 0.2) === 'treatment',
        matured: d + 30 + 14 <= to,
        converted: inside.some(({ amount }) => amount > 0),
        net: sum(inside),
        before: sum(orders.filter(({ day }) => day >= d - 90 && day < d)),
        stratum: silence < 60 ? '30-59' : silence < 90 ? '60-89' : '90+',
      };
    }
    return [];
  });
}

const reference = readShared('reference/value.json');
const invoices = readSharedCsv('data/roi/online_retail_invoices.csv');

describe.skipIf(!reference || !invoices)('real orders replayed', () => {
  const want = reference === null ? null : JSON.parse(reference).silent_wakeup_replay;
  const bands = Object.entries<[number, number]>(want?.pooled_rate_by_silence_at_entry ?? {});
  const card = decideScorecard(totalsOf(replay(invoices ?? []), { replayed: true, consentAssumed: true }));

  test('counts are the same, rates and interval to 1e-6', () => {
    const { enrolled, matured, conversions, rate, difference, sample_ratio_on_matured: ratio } = want;
    expect(card.enrolled).toEqual({ t: enrolled.treatment, c: enrolled.control });
    expect(card.matured).toEqual({ t: matured.treatment, c: matured.control });
    expect([card.conversion.t.k, card.conversion.c.k]).toEqual([conversions.treatment, conversions.control]);
    const { t, c, diff, ci } = card.conversion;
    const wanted = [rate.treatment, rate.control, difference.value, difference.newcombe95];
    expect(relativeError([t.rate, c.rate, diff, ci], wanted)).toBeLessThan(1e-6);
    expect(relativeError([card.srm?.chi2, card.srm?.p], [ratio.chi2, ratio.p])).toBeLessThan(1e-6);
    expect(card.verdict).toBe(want.verdict);
  });

  test('money and bands of silence', () => {
    const { raw } = card.revenue;
    const wanted = [want.net_mean.treatment, want.net_mean.control, want.net_mean.p];
    expect(relativeError([raw.t.mean, raw.c.mean, raw.p], wanted)).toBeLessThan(1e-6);
    expect(card.indicators[6]?.rows.map(({ key, n }) => [key, n.t + n.c])).toEqual(bands.map(([key, [n]]) => [key, n]));
    expect(card.strata.map((s) => Number(s.pooled_rate?.toFixed(4)))).toEqual(bands.map(([, [, pooled]]) => pooled));
  });
});

/** As a scorecard from files: refunded orders count nothing, one look, cost by tasks. */
function companyOf(name: string): { card: Scorecard; truth: Record<string, Record<string, number>> } | null {
  const at = `data/roi/companies/${name}`;
  const [customers, orders, tasks] = ['customers', 'orders', 'tasks'].map((file) => readSharedCsv(`${at}/${file}.csv`));
  const [config, truth] = ['config', 'TRUTH'].map((file) => readShared(`${at}/${file}.json`));
  if (!customers || !orders || !tasks || !config || !truth) return null;
  const settings: Record<string, number> = JSON.parse(config);
  const bought = byCustomerId(orders);
  const people = customers.map((row): Person => {
    const entered = dayOf(row.entered_at ?? '');
    const inside = (bought.get(row.customer_id ?? '') ?? []).filter((order) => {
      const day = dayOf(order.ts ?? '');
      return order.refunded === '0' && day >= entered && day < entered + (settings.attribution_window_days ?? 30);
    });
    return {
      treated: row.arm === 'treatment',
      matured: true,
      converted: inside.length > 0,
      net: inside.reduce((sum, order) => sum + Number(order.amount), 0),
      before: Number(row.pre90_spend),
      stratum: row.segment ?? '',
    };
  });
  const treated = people.filter((p) => p.treated);
  const totals = totalsOf(people, {
    contacts: tasks.length,
    attributed: treated.reduce((sum, p) => sum + p.net, 0),
    months: settings.months ?? 0,
  });
  const of = (key: string): number => settings[key] ?? Number.NaN;
  const economics = {
    margin: of('gross_margin'),
    setupCost: of('setup_cost'),
    monthlyCost: of('monthly_cost'),
    costPerContact: of('cost_per_contact'),
  };
  const registered = { ...totals.registered, mode: 'fixed' as const, holdout: of('holdout'), economics };
  return { card: decideScorecard({ ...totals, registered }), truth: JSON.parse(truth) };
}

describe.each(['sample', 'sample_null'])('company with a known truth: %s', (name) => {
  const company = companyOf(name);

  test.skipIf(!company)('the estimates of independent tools, from raw money', () => {
    const want = company?.truth.reference_estimate ?? {};
    const card = company?.card as Scorecard;
    expect(card.matured).toEqual({ t: want.n_t, c: want.n_c });
    const { conversion, revenue, srm, cost, roi, incremental_revenue: money, attributed_revenue: attributed } = card;
    const got = [
      conversion.t.rate,
      conversion.c.rate,
      conversion.diff,
      revenue.raw.t.mean,
      revenue.raw.c.mean,
      revenue.raw.diff,
    ];
    expect(
      relativeError(got, [want.conv_t, want.conv_c, want.conv_diff, want.rev_t, want.rev_c, want.rev_diff]),
    ).toBeLessThan(1e-6);
    expect(relativeError([srm?.chi2, srm?.p], [want.srm_chi2, want.srm_p])).toBeLessThan(1e-6);
    expect(relativeError([money.raw.value, cost?.total], [want.incremental_revenue, want.total_cost])).toBeLessThan(
      1e-6,
    );
    expect(relativeError([roi?.raw.net, attributed], [want.roi_net, want.naive_attributed_revenue])).toBeLessThan(1e-6);
  });

  test.skipIf(!company)('the truth lies in the intervals', () => {
    const truth = company?.truth.truth ?? {};
    const card = company?.card as Scorecard;
    const { conversion, revenue, verdict } = card;
    const holds = (ci: [number, number] | null, value = Number.NaN) => ci !== null && ci[0] <= value && value <= ci[1];
    expect(holds(conversion.ci, truth.itt_conversion_abs)).toBe(true);
    expect(holds(revenue.raw.ci, truth.itt_revenue_net_per_assigned)).toBe(true);
    expect(verdict).toBe('not_proven');
  });
});
