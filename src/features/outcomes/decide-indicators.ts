/** The nine indicators. What cannot be measured yet stands there with its reason. */
import { sampleOf, welch } from '../../engine/stats/index.ts';
import type { Indicator, IndicatorRow, Note, RateDifference, Scorecard, Verdict } from './contract.ts';
import { followUpRows, productivityRows } from './decide-follow-up.ts';
import { note } from './decide-notes.ts';
import { cycleRows, type Filled, reachRows, satisfactionRows } from './decide-process.ts';
import { compareRates, type Judging, judge, pair } from './decide-rates.ts';
import { ENOUGH } from './decide-rates.ts';
import type { NoReturn } from './decide-return.ts';
import type { HorizonTotals, ScorecardTotals } from './decide-totals.ts';

/** Strata with these keys are the bands of silence at entry. */
export const SILENCE = ['30-59', '60-89', '90+'];

const names = [
  ['conversion', '转化率与金额', 'Conversion rate and amount'],
  ['follow_up_cost', '单次回访成本与节省', 'Cost per follow-up and saving'],
  ['roi', '投入产出与回本期', 'ROI and payback'],
  ['reach', '各渠道触达与响应', 'Reach and response by channel'],
  ['cycle_time', '触发到完成的时长', 'Cycle time from trigger to done'],
  ['productivity', '人均完成量', 'Productivity'],
  ['silent_reactivation', '沉默客户激活', 'Silent reactivation'],
  ['repurchase', '复购与净收入', 'Repurchase and net revenue'],
  ['satisfaction', 'NPS 与满意度趋势', 'NPS and satisfaction trend'],
] as const;

export const INDICATOR_NAMES = names.map(([, zh, en]) => ({ zh, en }));

type Decided = Pick<Scorecard, 'conversion' | 'revenue' | 'roi' | 'strata' | 'response' | 'cost' | 'cost_measured'>;

export function listIndicators(
  totals: ScorecardTotals,
  decided: Decided,
  noRoi: NoReturn | null,
  judging: Judging,
): Indicator[] {
  const { registered } = totals;
  const bands = decided.strata.filter(({ key }) => SILENCE.includes(key));
  const strata = decided.strata.map((s) => rateRow(s.key, s.name, s.conversion, null));
  const { process } = totals;
  const filled: Filled[] = [
    { rows: [...conversionRows(totals, decided), ...strata], missing: null, dimension: 'stratum' },
    followUpRows(totals, decided),
    decided.roi
      ? { rows: [...roiRows(totals, decided.roi), ...measuredReturnRows(totals, decided)], missing: null }
      : absent(note(noRoi ?? 'economics_not_registered')),
    process ? reachRows(process) : absent(note('contacts_not_recorded')),
    process ? cycleRows(process) : absent(note('tasks_not_recorded')),
    productivityRows(totals),
    bands.length > 0
      ? { rows: bands.map((s) => rateRow(s.key, s.name, s.conversion, null)), missing: null, dimension: 'silence' }
      : absent(note('silence_not_measured')),
    totals.horizons?.length
      ? { rows: totals.horizons.flatMap((horizon) => horizonRows(horizon, judging)), missing: null }
      : absent(note('horizon_not_reached')),
    process ? satisfactionRows(process, decided.response, judging) : absent(note('responses_not_recorded')),
  ];
  return names.map(([key, zh, en], i) => ({
    number: i + 1,
    key,
    name: { zh, en },
    period: { from: totals.enteredFrom, to: totals.maturedBefore },
    window_days: registered.windowDays,
    definition_version: registered.definitionVersion,
    dimension: filled[i]?.dimension ?? null,
    rows: filled[i]?.rows ?? [],
    missing: filled[i]?.missing ?? null,
  }));
}

function absent(missing: Note): { rows: IndicatorRow[]; missing: Note } {
  return { rows: [], missing };
}

function conversionRows(totals: ScorecardTotals, { conversion, revenue }: Decided): IndicatorRow[] {
  const { measure = 'conversion', lift, goal } = totals.registered;
  const { headline, raw, verdict } = revenue;
  return [
    rateRow('conversion', goal, conversion, measure === 'conversion' ? lift : null),
    {
      key: 'revenue',
      name: { zh: '人均净收入', en: 'Net revenue per customer' },
      unit: 'money',
      target: measure === 'revenue' ? lift : null,
      control: headline.c,
      actual: headline.t,
      diff: headline.diff,
      ci: headline.ci,
      ci_always_valid: headline.ci_always_valid,
      n: { t: raw.t.n, c: raw.c.n },
      verdict,
    },
  ];
}

export function rateRow(
  key: string,
  name: IndicatorRow['name'],
  difference: RateDifference,
  target: number | null,
): IndicatorRow {
  const { t, c, diff, ci, ci_always_valid, verdict } = difference;
  const figures = { control: c.rate, actual: t.rate, diff, ci, ci_always_valid };
  return { key, name, unit: 'share', target, ...figures, n: { t: t.n, c: c.n }, verdict };
}

function roiRows(totals: ScorecardTotals, roi: NonNullable<Scorecard['roi']>): IndicatorRow[] {
  const n = { t: totals.treatment.matured, c: totals.control.matured };
  const { best, worst } = roi.payback_ci;
  return [
    {
      key: 'net',
      name: { zh: '净投入产出', en: 'Net return' },
      unit: 'ratio',
      target: null,
      control: null,
      actual: roi.net,
      diff: roi.net,
      ci: roi.ci,
      ci_always_valid: roi.ci_always_valid,
      n,
      verdict: null,
    },
    {
      key: 'payback',
      name: { zh: '回本期', en: 'Payback' },
      unit: 'months',
      target: null,
      control: null,
      actual: roi.payback_months,
      diff: null,
      ci: best !== null && worst !== null ? [best, worst] : null,
      ci_always_valid: null,
      n,
      verdict: null,
    },
  ];
}

/** With the measured cost, beside the registered one. */
function measuredReturnRows(totals: ScorecardTotals, { cost_measured: measured }: Decided): IndicatorRow[] {
  if (!measured?.roi) return [];
  return [
    {
      key: 'net_measured',
      name: { zh: '净投入产出（按实际成本）', en: 'Net return (measured cost)' },
      unit: 'ratio',
      target: null,
      control: null,
      actual: measured.roi.net,
      diff: measured.roi.net,
      ci: measured.roi.ci,
      ci_always_valid: measured.roi.ci_always_valid,
      n: { t: totals.treatment.matured, c: totals.control.matured },
      verdict: null,
      note: note('cost_measured'),
    },
  ];
}

export function horizonRows({ days, treatment, control }: HorizonTotals, judging: Judging): IndicatorRow[] {
  const share = compareRates(
    { n: treatment.matured, k: treatment.converters },
    { n: control.matured, k: control.converters },
    judging,
  );
  const [t, c] = [treatment, control].map((arm) => sampleOf({ n: arm.matured, ...arm.revenue }));
  const repurchase = { zh: `${days} 天复购率`, en: `Repurchase within ${days} days` };
  const rows = [rateRow(`repurchase_${days}`, repurchase, share, null)];
  if (!t || !c || t.n === 0 || c.n === 0) return rows;
  const money = welch(t, c);
  // One look is all these long windows get before the next epoch, so their fixed interval decides.
  const verdict: Verdict = judge(
    judging,
    Math.min(treatment.converters, control.converters) >= ENOUGH.buyers,
    money.ci,
  );
  rows.push({
    key: `revenue_${days}`,
    name: { zh: `${days} 天人均净收入`, en: `Net revenue per customer in ${days} days` },
    unit: 'money',
    target: null,
    control: c.mean,
    actual: t.mean,
    diff: money.value,
    ci: pair(money.ci),
    ci_always_valid: null,
    n: { t: t.n, c: c.n },
    verdict,
  });
  return rows;
}
