import { describe, expect, test } from 'vitest';
import { crossSumsOf, sumsOf } from '../../engine/stats/index.ts';
import { Scorecard } from './contract.ts';
import { decideScorecard, summarise } from './decide.ts';
import { noteCodes } from './decide-notes.ts';
import type { ArmTotals, ScorecardTotals } from './decide-totals.ts';

/** `k` buyers at `price`; what was spent before (20 each, spread 10) has nothing to do with it. */
function arm(enrolled: number, matured: number, k: number, more: Partial<ArmTotals> = {}): ArmTotals {
  const price = 400;
  const revenue = { sum: k * price, sumsq: k * price * price };
  const before = { sum: matured * 20, sumsq: matured * 500 };
  const people = { enrolled, matured, converters: k, buyers: k, aboveCap: 0, contacted: 0 };
  return { ...people, revenue, capped: revenue, before, cappedBefore: revenue.sum * 20, ...more };
}

function totals(treatment: ArmTotals, control: ArmTotals, more: Partial<ScorecardTotals> = {}): ScorecardTotals {
  return {
    playbook: 'care',
    playbookName: { zh: '术后关怀', en: 'Care' },
    epoch: 2,
    asOf: '2026-11-23T00:00:00.000Z',
    enteredFrom: '2026-08-01',
    maturedBefore: '2026-10-10',
    allMaturedOn: '2027-01-06',
    currency: 'CNY',
    registered: {
      definitionVersion: 3,
      goal: { zh: '到店', en: 'Visit' },
      windowDays: 30,
      refundDays: 14,
      holdout: 0.2,
      serviceCritical: false,
      lift: 0.03,
      mode: 'fixed',
      plannedN: 5000,
      economics: { margin: 0.5, setupCost: 2000, monthlyCost: 500, costPerContact: 1 },
    },
    treatment,
    control,
    cap: 400,
    strata: [],
    contacts: treatment.matured,
    attributed: 1000,
    months: 4,
    replayed: false,
    consentAssumed: false,
    ...more,
  };
}

function codes(notes: { code: string }[]): string[] {
  return notes.map(({ code }) => code);
}

function registered(card: ScorecardTotals, more: Partial<ScorecardTotals['registered']>): ScorecardTotals {
  return { ...card, registered: { ...card.registered, ...more } };
}

const gain = totals(arm(4400, 4000, 920), arm(1100, 1000, 180));

describe('the shipped example: history replayed, nobody treated', () => {
  // Independent figures of the UCI Online Retail replay (SciPy, statsmodels).
  const replay = registered(
    totals(arm(3169, 2783, 728), arm(793, 701, 167), {
      playbook: 'silent-wakeup',
      epoch: 1,
      contacts: null,
      attributed: null,
      replayed: true,
      consentAssumed: true,
      strata: [
        {
          key: '30-59',
          name: { zh: '沉默 30–59 天', en: 'Silent 30–59 days' },
          treatment: { matured: 1830, converters: 560 },
          control: { matured: 455, converters: 127 },
        },
      ],
    }),
    { mode: 'always_valid', plannedN: null, economics: null },
  );
  const card = decideScorecard(replay);

  test('rates, interval and sample ratio', () => {
    expect(card.enrolled).toEqual({ t: 3169, c: 793 });
    expect(card.matured).toEqual({ t: 2783, c: 701 });
    expect(card.conversion.t.rate).toBeCloseTo(0.2615882141573841, 12);
    expect(card.conversion.c.rate).toBeCloseTo(0.23823109843081314, 12);
    expect(card.conversion.diff).toBeCloseTo(0.023357115726570954, 12);
    expect(card.conversion.ci?.[0]).toBeCloseTo(-0.013231315516572847, 9);
    expect(card.conversion.ci?.[1]).toBeCloseTo(0.05771568247221429, 9);
    expect(card.srm?.chi2).toBeCloseTo(0.031644661308840416, 12);
    expect(card.srm?.p).toBeCloseTo(0.8588097855921845, 12);
  });

  test('nothing is proven, and nothing is made up', () => {
    expect(card.verdict).toBe('not_proven');
    expect(card.conversion.ci_always_valid?.[0]).toBeLessThan(card.conversion.ci?.[0] ?? 0);
    expect([card.cost, card.roi, card.attributed_revenue, card.reach, card.response]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(card.missing.map(({ path, code }) => [path, code])).toContainEqual(['roi', 'replay_untreated']);
    expect(codes(card.assumptions)).toEqual(['replay_untreated', 'consent_assumed', 'planned_n_assumed']);
    expect(card.headline.title).toEqual({
      zh: '尚未证实：「到店」干预组 26.2%，对照组 23.8%，相差 2.3 点可能只是偶然',
      en: 'Not proven: “Visit” 26.2% against 23.8% in control; the 2.3 points may be chance',
    });
    expect(card.headline.detail.zh).toContain('是否达到登记目标 3.0 点还不能断定');
  });

  test('the bands of silence are indicator 7, organic return shown per arm', () => {
    const silent = card.indicators[6];
    expect(silent?.rows.map(({ key, n }) => [key, n])).toEqual([['30-59', { t: 1830, c: 455 }]]);
    expect(card.strata[0]?.pooled_rate).toBeCloseTo(687 / 2285, 12);
  });
});

describe('verdicts come from the interval', () => {
  test('a gain, with its return', () => {
    const card = decideScorecard(gain);
    expect(card.verdict).toBe('proven_gain');
    expect(card.headline.title.zh).toMatch(/^每 100 位入组客户，多 5\.0 位「到店」；每投入 ¥1 净赚 ¥/);
    expect(card.headline.emphasis?.zh).toBe('5.0 位');
    expect(card.headline.title.en).toContain(card.headline.emphasis?.en);
    expect(card.headline.detail.zh).toContain('本来也有 18.0% 会「到店」');
    expect(codes(card.warnings)).toEqual([]);
  });

  test('a loss', () => {
    const card = decideScorecard(totals(arm(4000, 4000, 600), arm(1000, 1000, 220)));
    expect(card.verdict).toBe('proven_loss');
    expect(card.headline.title.zh).toContain('少 7.0 位');
    expect(card.headline.title.en).toContain('7.0 fewer');
  });

  test('what one look would prove, every look may not', () => {
    const slight = totals(arm(4000, 4000, 840), arm(1000, 1000, 180));
    expect(decideScorecard(slight).verdict).toBe('proven_gain');
    const always = decideScorecard(registered(slight, { mode: 'always_valid' }));
    expect(always.verdict).toBe('not_proven');
    expect(codes(always.warnings)).toContain('fixed_interval_alone');
  });

  test('too little: people, events, and 25 events for the always-valid one', () => {
    expect(decideScorecard(totals(arm(500, 400, 80), arm(120, 99, 10))).verdict).toBe('too_little_data');
    expect(decideScorecard(totals(arm(500, 400, 8), arm(120, 100, 1))).verdict).toBe('too_little_data');
    const few = totals(arm(500, 400, 80), arm(120, 100, 24));
    expect(decideScorecard(few).verdict).not.toBe('too_little_data');
    const card = decideScorecard(registered(few, { mode: 'always_valid' }));
    expect(card.verdict).toBe('too_little_data');
    expect(codes(card.warnings)).toEqual(expect.arrayContaining(['too_few_events', 'too_few_buyers']));
    expect(card.headline.title.zh).toBe('数据还不够下结论：已到期 干预 400 人，对照 100 人');
  });

  test('nobody matured yet', () => {
    const card = decideScorecard(totals(arm(40, 0, 0), arm(10, 0, 0), { cap: null }));
    expect(card.verdict).toBe('too_little_data');
    expect(card.conversion.diff).toBeNull();
    expect(card.incremental_revenue.value).toBeNull();
    expect(card.roi).toBeNull();
    expect(codes(card.missing)).toContain('nobody_matured');
    expect(Scorecard.parse(card)).toEqual(card);
  });

  test('without a control group nothing is causal', () => {
    const card = decideScorecard(
      registered(totals(arm(900, 900, 200), arm(0, 0, 0)), { holdout: 0, serviceCritical: true }),
    );
    expect(card.verdict).toBe('too_little_data');
    expect(codes(card.warnings)).toEqual(['service_critical']);
    expect(card.headline.title.en).toBe('Without a control group no effect can be proven');
  });
});

describe('a broken split blocks everything', () => {
  test('over all', () => {
    const card = decideScorecard(totals(arm(4000, 4000, 920), arm(800, 800, 120)));
    expect(card.srm?.verdict).toBe('invalid');
    expect([card.verdict, card.conversion.verdict, card.revenue.verdict]).toEqual(['invalid', 'invalid', 'invalid']);
    expect(card.headline.detail.zh).toContain('p < 0.001');
  });

  test('suspicious is a warning', () => {
    const card = decideScorecard(totals(arm(4085, 4085, 920), arm(925, 925, 150)));
    expect(card.srm?.verdict).toBe('warning');
    expect(card.verdict).not.toBe('invalid');
    expect(codes(card.warnings)).toContain('srm_warning');
  });

  test('within one stratum', () => {
    const name = { zh: '徐汇店', en: 'Xuhui' };
    const card = decideScorecard({
      ...gain,
      strata: [
        { key: 'xuhui', name, treatment: { matured: 400, converters: 90 }, control: { matured: 50, converters: 9 } },
      ],
    });
    expect(card.verdict).toBe('invalid');
    const warning = card.warnings.find(({ code }) => code === 'srm_invalid_stratum');
    expect(warning?.words.zh).toContain('「徐汇店」里的分组比例异常：设定 80 : 20，实际 88.9 : 11.1');
    expect(card.headline.detail.en).toContain('Within “Xuhui” the arms');
  });
});

describe('warnings', () => {
  test.each([
    [0.1, []],
    [0.101, ['control_contacted']],
    [0.301, ['control_diluted']],
  ])('%f of the control group contacted', (share, want) => {
    const card = decideScorecard(totals(arm(4400, 4000, 920), arm(1100, 1000, 180, { contacted: share * 1000 })));
    expect(card.control_contacted).toBeCloseTo(share, 12);
    expect(codes(card.warnings).filter((code) => code.startsWith('control_'))).toEqual(want);
  });

  test('few matured, and a target below what can be proven', () => {
    const card = decideScorecard(registered(totals(arm(4000, 800, 160), arm(1000, 200, 40)), { lift: 0.01 }));
    expect(codes(card.warnings)).toEqual(expect.arrayContaining(['few_matured', 'target_not_provable']));
  });

  test('every note is in both languages and leaves no hole', () => {
    const cards = [gain, totals(arm(4000, 800, 16), arm(1000, 100, 4))].map(decideScorecard);
    const notes = cards.flatMap((card) => [...card.warnings, ...card.assumptions, ...card.missing]);
    expect(notes.length).toBeGreaterThan(5);
    for (const { words } of notes) expect(`${words.zh}${words.en}`).not.toMatch(/[{}]/);
    expect(new Set(noteCodes).size).toBe(noteCodes.length);
  });
});

describe('money', () => {
  /** An arm from the revenue and earlier spend of each customer. */
  function armOf(revenue: number[], before: number[], cap: number): ArmTotals {
    const capped = revenue.map((value) => Math.min(value, cap));
    const cross = crossSumsOf(capped, before);
    const buyers = revenue.filter((value) => value > 0).length;
    return {
      enrolled: revenue.length,
      matured: revenue.length,
      converters: buyers,
      buyers,
      revenue: sumsOf(revenue),
      capped: cross,
      aboveCap: revenue.filter((value) => value > cap).length,
      before: { sum: cross.x, sumsq: cross.x2 },
      cappedBefore: cross.xy,
      contacted: 0,
    };
  }
  const customers = (n: number, plus: number): number[] =>
    Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 80 + (i % 40) + plus : 0));
  const past = (n: number): number[] => Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 30 + (i % 40) : 2));

  test('opposite signs are inconclusive', () => {
    // One customer of control bought for 90,000; without her the treated spend more.
    const whale = customers(1000, 0);
    whale[0] = 90_000;
    const card = decideScorecard(
      totals(armOf(customers(4000, 20), past(4000), 150), armOf(whale, past(1000), 150), { cap: 150 }),
    );
    expect(card.revenue.raw.diff).toBeLessThan(0);
    expect(card.revenue.headline.diff).toBeGreaterThan(0);
    expect(card.revenue.verdict).toBe('not_proven');
    expect(codes(card.warnings)).toContain('signs_disagree');
    expect(card.revenue.headline.capped_share).toBeCloseTo(1 / 5000, 12);
  });

  test('the adjusted figure, what it adds up to, what came back', () => {
    const card = decideScorecard(
      totals(armOf(customers(4000, 20), past(4000), 150), armOf(customers(1000, 0), past(1000), 150), { cap: 150 }),
    );
    const { headline } = card.revenue;
    expect(headline.method).toBe('capped_cuped');
    expect(headline.cuped_gain).toBeGreaterThan(0.5);
    expect((headline.t ?? 0) - (headline.c ?? 0)).toBeCloseTo(headline.diff ?? Number.NaN, 9);
    expect(card.incremental_revenue.value).toBeCloseTo(4000 * (headline.diff ?? 0), 6);
    expect(card.cost).toEqual({
      total: 8000,
      parts: { setup: 2000, monthly: 2000, contact: 4000, staff: null, incentive: null },
    });
    expect(card.roi?.net).toBeCloseTo((0.5 * (card.incremental_revenue.value ?? 0) - 8000) / 8000, 9);
    expect(card.roi?.ci?.[0]).toBeCloseTo((0.5 * (card.incremental_revenue.ci?.[0] ?? 0) - 8000) / 8000, 9);
    // A month leaves (margin - contacts) / 4 - 500.
    expect(card.roi?.payback_months).toBeCloseTo(
      2000 / ((0.5 * (card.incremental_revenue.value ?? 0) - 4000) / 4 - 500),
      9,
    );
    expect(card.roi?.classic.attributed).toBeCloseTo((1000 * 3) / (2000 + 6000 + 12_000), 9);
  });

  test('revenue as the registered measure', () => {
    const money = totals(armOf(customers(4000, 20), past(4000), 150), armOf(customers(1000, 0), past(1000), 150), {
      cap: 150,
    });
    const card = decideScorecard(registered(money, { measure: 'revenue', lift: 4 }));
    expect(card.verdict).toBe(card.revenue.verdict);
    expect(card.verdict).toBe('proven_gain');
    expect(card.headline.title.zh).toMatch(/^每位入组客户多带来 ¥[45]\.\d/);
  });

  test('no economics, no return; no contacts recorded, no cost', () => {
    const bare = decideScorecard(registered(gain, { economics: null }));
    expect(bare.missing.map(({ path, code }) => [path, code])).toContainEqual(['roi', 'economics_not_registered']);
    const unknown = decideScorecard({ ...gain, contacts: null });
    expect(unknown.cost).toBeNull();
    expect(unknown.missing.map(({ path, code }) => [path, code])).toContainEqual(['cost', 'contacts_not_recorded']);
  });
});

test('longer windows appear once somebody has matured for them', () => {
  const horizon = (matured: number, k: number) => ({
    matured,
    converters: k,
    revenue: { sum: k * 100, sumsq: k * 10_000 },
  });
  const card = decideScorecard({
    ...gain,
    horizons: [{ days: 90, treatment: horizon(3000, 900), control: horizon(750, 180) }],
  });
  expect(card.indicators[7]?.rows.map(({ key, verdict }) => [key, verdict])).toEqual([
    ['repurchase_90', 'proven_gain'],
    ['revenue_90', 'proven_gain'],
  ]);
});

test('the document is what the contract says, and JSON keeps it', () => {
  const card = decideScorecard(gain);
  expect(Scorecard.parse(JSON.parse(JSON.stringify(card)))).toEqual(card);
  expect(card.indicators.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(card.indicators.every(({ rows, missing }) => rows.length > 0 !== (missing !== null))).toBe(true);
  expect(Object.keys(summarise(card))).not.toContain('indicators');
});
