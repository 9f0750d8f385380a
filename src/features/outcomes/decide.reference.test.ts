/** From rows to a scorecard without a database: the reference replay of real orders. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readShared, readSharedCsv, relativeError } from '../../../test/shared.ts';
import { armOf, saltOf, u } from '../../engine/assignment/index.ts';
import { capOf, crossSumsOf, sumsOf } from '../../engine/stats/index.ts';
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
