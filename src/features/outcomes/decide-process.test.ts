/** What was done and what people said, as rows of the scorecard. */
import { describe, expect, test } from 'vitest';
import { Scorecard } from './contract.ts';
import { decideScorecard } from './decide.ts';
import type { ArmTotals, ProcessTotals, ScorecardTotals } from './decide-totals.ts';

function arm(matured: number, k: number): ArmTotals {
  const revenue = { sum: k * 400, sumsq: k * 160_000 };
  const before = { sum: matured * 20, sumsq: matured * 500 };
  const people = { enrolled: matured, matured, converters: k, buyers: k, aboveCap: 0, contacted: 0 };
  return { ...people, revenue, capped: revenue, before, cappedBefore: revenue.sum * 20 };
}

const HOUR = 3_600_000;
const nothing = { value: null, ci: [null, null] } as const;
const process: ProcessTotals = {
  reach: [
    { channel: null, name: null, wanted: 1000, sent: 960, delivered: 860, acceptedOnly: 30, answered: 300 },
    {
      channel: 'sms',
      name: { zh: '短信', en: 'SMS' },
      wanted: 1000,
      sent: 940,
      delivered: 860,
      acceptedOnly: 0,
      answered: 210,
    },
    {
      channel: 'email',
      name: { zh: '邮件', en: 'E-mail' },
      wanted: 110,
      sent: 104,
      delivered: 0,
      acceptedOnly: 100,
      answered: 9,
    },
  ],
  asked: { asked: 960, answered: 301 },
  cycle: {
    n: 60,
    done: 40,
    p50: { value: 3 * HOUR, ci: [2 * HOUR, 5 * HOUR] },
    p90: nothing,
    working: { p50: { value: HOUR, ci: [HOUR / 2, null] }, p90: nothing, withinHour: { done: 20, of: 50 } },
  },
  satisfaction: [
    {
      metric: 'nps',
      name: { zh: 'NPS', en: 'NPS' },
      definition: { kind: 'nps', promoter: 9, detractor: 6 },
      treatment: [
        { score: 10, n: 250 },
        { score: 8, n: 100 },
        { score: 3, n: 60 },
      ],
      control: [
        { score: 10, n: 60 },
        { score: 7, n: 40 },
        { score: 0, n: 40 },
      ],
    },
    {
      metric: 'csat',
      name: { zh: '满意度', en: 'Satisfaction' },
      definition: { kind: 'share', scale: [1, 5], from: 4 },
      treatment: [
        { score: 5, n: 80 },
        { score: 2, n: 20 },
      ],
      control: [],
    },
  ],
  trends: [
    {
      metric: 'nps',
      name: { zh: 'NPS', en: 'NPS' },
      kind: 'nps',
      points: [{ period: '2026-08', n: 40, value: 31, ci: [10, 52], version: 1 }],
    },
  ],
};

function totals(more: Partial<ScorecardTotals> = {}): ScorecardTotals {
  return {
    playbook: 'care',
    playbookName: { zh: '术后关怀', en: 'Care' },
    epoch: 1,
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
      economics: null,
    },
    treatment: arm(4000, 920),
    control: arm(1000, 180),
    cap: 400,
    strata: [],
    contacts: 4000,
    attributed: 1000,
    months: 4,
    replayed: false,
    consentAssumed: false,
    process,
    ...more,
  };
}

const rowsOf = (card: Scorecard, key: string) => card.indicators.find((one) => one.key === key)?.rows ?? [];
const rowOf = (card: Scorecard, key: string) =>
  card.indicators.flatMap((one) => one.rows).find((row) => row.key === key);

describe('a scorecard of what was really done', () => {
  const card = decideScorecard(totals());

  test('is still the one JSON', () => {
    expect(Scorecard.parse(card)).toEqual(card);
  });

  test('reach and response are the treatment arm alone, and say so', () => {
    expect(card.reach).toMatchObject({ n: 1000, k: 890, rate: 0.89, means: 'mixed', accepted_only: 30 });
    expect(card.reach?.caveat).toMatchObject({ code: 'reach_accepted', values: { n: 30, of: 890 } });
    expect(card.reach?.channels).toMatchObject([
      { channel: 'sms', means: 'delivered', accepted_only: 0, caveat: null },
      { channel: 'email', means: 'accepted', accepted_only: 100, caveat: { values: { n: 100, of: 100 } } },
    ]);
    expect(card.response?.rate).toBeCloseTo(301 / 960, 12);
    expect(rowOf(card, 'reach')).toMatchObject({
      actual: 0.89,
      control: null,
      diff: null,
      verdict: null,
      n: { t: 1000, c: 0 },
      note: { code: 'reach_accepted' },
    });
    expect(rowOf(card, 'reach:sms')?.note?.code).toBe('control_not_treated');
    expect(rowsOf(card, 'reach').map(({ key }) => key)).toEqual([
      'reach',
      'response',
      'reach:sms',
      'answered:sms',
      'reach:email',
      'answered:email',
    ]);
    // e-mail has no receipts: what its server took over counts, and the figure says so
    expect(rowOf(card, 'reach:email')?.actual).toBeCloseTo(100 / 110, 12);
    expect(card.missing.map(({ path }) => path)).not.toContain('reach');
  });

  test('cycle time in hours, with an end that was not reached', () => {
    expect(rowOf(card, 'cycle_p50')).toMatchObject({ unit: 'hours', actual: 3, actual_ci: [2, 5], n: { t: 60, c: 0 } });
    expect(rowOf(card, 'cycle_work_p50')).toMatchObject({ actual: 1, actual_ci: [0.5, null] });
    expect(rowOf(card, 'cycle_p90')).toMatchObject({ actual: null, note: { code: 'cycle_not_reached' } });
    expect(rowOf(card, 'cycle_within_hour')?.actual).toBe(0.4);
  });

  test('NPS of both arms with difference, interval and verdict', () => {
    const nps = rowOf(card, 'nps');
    expect(nps?.actual).toBeCloseTo((100 * (250 - 60)) / 410, 10);
    expect(nps?.control).toBeCloseTo((100 * (60 - 40)) / 140, 10);
    expect(nps?.diff).toBeCloseTo(46.3414634 - 14.2857143, 6);
    // by hand: each arm 100 sqrt((p + d - (p - d)^2) / n) times 1.96, the two combined
    const half = (p: number, d: number, n: number) => 195.996398 * Math.sqrt((p + d - (p - d) ** 2) / n);
    const both = Math.hypot(half(250 / 410, 60 / 410, 410), half(60 / 140, 40 / 140, 140));
    expect(nps?.ci?.[0]).toBeCloseTo(32.0557491 - both, 4);
    expect(nps?.ci?.[1]).toBeCloseTo(32.0557491 + both, 4);
    expect(nps).toMatchObject({ unit: 'score', verdict: 'proven_gain', note: { code: 'answers_voluntary_rate' } });
  });

  test('where control was not asked there is a figure and nothing to judge', () => {
    expect(rowOf(card, 'csat')).toMatchObject({
      actual: 0.8,
      control: null,
      diff: null,
      verdict: null,
      note: { code: 'control_not_asked' },
    });
    expect(card.trends).toMatchObject([{ metric: 'nps', unit: 'score', points: [{ period: '2026-08', value: 31 }] }]);
  });

  test('the always-valid mode judges satisfaction by its own interval', () => {
    const open = totals();
    const looked = decideScorecard({ ...open, registered: { ...open.registered, mode: 'always_valid' } });
    const [fixed, always] = [rowOf(looked, 'nps')?.ci, rowOf(looked, 'nps')?.ci_always_valid];
    expect(always?.[0]).toBeLessThan(fixed?.[0] ?? Number.NaN);
    expect(always?.[1]).toBeGreaterThan(fixed?.[1] ?? Number.NaN);
  });

  test('the verdict of the whole and the rates are what they were without it', () => {
    const { conversion, revenue, verdict, roi } = decideScorecard(totals({ process: null }));
    expect({ conversion, revenue, verdict, roi }).toEqual({
      conversion: card.conversion,
      revenue: card.revenue,
      verdict: card.verdict,
      roi: card.roi,
    });
  });
});

test('nothing sent, nobody asked, no task: each says so', () => {
  const empty: ProcessTotals = { reach: [], asked: null, cycle: null, satisfaction: [], trends: [] };
  const card = decideScorecard(totals({ process: empty }));
  const missing = (key: string) => card.indicators.find((one) => one.key === key)?.missing?.code;
  expect([missing('reach'), missing('cycle_time'), missing('satisfaction')]).toEqual([
    'nothing_sent',
    'no_tasks_yet',
    'no_answers_yet',
  ]);
  expect(card.reach).toBeNull();
});
