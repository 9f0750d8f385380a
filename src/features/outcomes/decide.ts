/**
 * A scorecard from sufficient statistics: pure, so the same totals give the same document for the API, the command line,
 * files and tests. Verdicts come from intervals only; what is unknown is null and says why.
 */
import { smallestProvableLift, widening } from '../../engine/stats/index.ts';
import type { Scorecard, ScorecardSummary, Verdict } from './contract.ts';
import { ScorecardSummary as Summary } from './contract.ts';
import { decideMeasured } from './decide-follow-up.ts';
import { decideQuarters } from './decide-quarters.ts';
import { tell } from './decide-headline.ts';
import { listIndicators } from './decide-indicators.ts';
import { compareRevenue } from './decide-money.ts';
import { listAssumptions, listMissing, listWarnings } from './decide-reading.ts';
import { decideReach, decideResponse, decideTrends } from './decide-process.ts';
import { checkSampleRatio, compareRates, type Judging } from './decide-rates.ts';
import { decideReturn } from './decide-return.ts';
import type { Hits, ScorecardTotals } from './decide-totals.ts';

/** What the always-valid interval is tuned to when no number was registered; GrowthBook's default. */
export const DEFAULT_PLANNED_N = 5000;

export function decideScorecard(totals: ScorecardTotals): Scorecard {
  const { registered, treatment, control } = totals;
  const measure = registered.measure ?? 'conversion';
  const planned = registered.plannedN ?? DEFAULT_PLANNED_N;
  const srm = checkSampleRatio(treatment.matured, control.matured, registered.holdout);
  const ratios = totals.strata.map((s) => checkSampleRatio(s.treatment.matured, s.control.matured, registered.holdout));
  const blocked = [srm, ...ratios].some((ratio) => ratio?.verdict === 'invalid');
  const judging: Judging = { mode: registered.mode, planned, blocked };

  const strata = totals.strata.map((stratum, i) => compareStratum(stratum, ratios[i] ?? null, judging));
  const conversion = compareRates(countOf(treatment), countOf(control), judging);
  const money = compareRevenue(totals, judging);
  const result = decideReturn(totals, money);
  const measured = decideMeasured(totals, money);
  const quarters = decideQuarters(totals);
  const decided = {
    conversion,
    revenue: money.revenue,
    roi: result.roi,
    strata,
    ...(measured ? { cost_measured: measured } : {}),
  };
  const verdict: Verdict = measure === 'revenue' ? money.revenue.verdict : conversion.verdict;

  const reach = totals.process ? decideReach(totals.process) : null;
  const response = totals.process ? decideResponse(totals.process) : null;

  const card = {
    playbook: totals.playbook,
    playbook_name: totals.playbookName,
    goal: registered.goal,
    epoch: totals.epoch,
    as_of: totals.asOf,
    window: { days: registered.windowDays, refund_days: registered.refundDays },
    definition_version: registered.definitionVersion,
    mode: registered.mode,
    planned_n: planned,
    registered_target: { measure, lift: registered.lift },
    currency: totals.currency,
    period: {
      entered_from: totals.enteredFrom,
      matured_before: totals.maturedBefore,
      all_matured_on: totals.allMaturedOn,
    },
    holdout: registered.holdout,
    enrolled: { t: treatment.enrolled, c: control.enrolled },
    matured: { t: treatment.matured, c: control.matured },
    srm,
    control_contacted: control.contacted === null || control.matured === 0 ? null : control.contacted / control.matured,
    ...(totals.basis ? { basis: totals.basis } : {}),
    reach,
    response,
    ...(totals.process ? { trends: decideTrends(totals.process) } : {}),
    ...decided,
    incremental_revenue: money.incremental,
    attributed_revenue: totals.replayed ? null : totals.attributed,
    cost: result.cost,
    ...(quarters.length > 0 ? { quarters } : {}),
    indicators: listIndicators(totals, { ...decided, cost: result.cost, response }, result.noRoi, judging),
    verdict,
  };
  const smallest = smallestProvable(card);
  return {
    ...card,
    warnings: listWarnings(totals, card, { signsDisagree: money.signsDisagree, smallest }),
    assumptions: listAssumptions(totals, card),
    missing: listMissing(totals, card, result),
    headline: tell(card),
  };
}

/** A line of the list, from the whole. */
export function summarise(card: Scorecard): ScorecardSummary {
  return Summary.parse(card);
}

function compareStratum(
  { key, name, treatment, control }: ScorecardTotals['strata'][number],
  srm: Scorecard['srm'],
  judging: Judging,
): Scorecard['strata'][number] {
  const n = treatment.matured + control.matured;
  return {
    key,
    name,
    matured: { t: treatment.matured, c: control.matured },
    srm,
    conversion: compareRates(countOf(treatment), countOf(control), judging),
    pooled_rate: n > 0 ? (treatment.converters + control.converters) / n : null,
  };
}

/** The smallest rise these arms prove with 80 % power; null when none, or when the base is unknown. */
function smallestProvable({
  conversion,
  matured,
  mode,
  planned_n,
}: Pick<Scorecard, 'conversion' | 'matured' | 'mode' | 'planned_n'>): number | null {
  const base = conversion.c.rate;
  if (base === null) return null;
  const by = mode === 'fixed' ? 1 : widening(matured.t + matured.c, planned_n);
  return smallestProvableLift(base, matured.t, matured.c, { widening: by });
}

function countOf({ matured, converters }: Hits): { n: number; k: number } {
  return { n: matured, k: converters };
}
