/** What it cost and whether it came back. */
import {
  chanceOfReturn,
  classicReturn,
  type Costs,
  type Interval,
  netReturn,
  netReturnInterval,
  paybackInterval,
  paybackMonths,
  scaleInterval,
  totalCost,
} from '../../engine/stats/index.ts';
import type { Roi, Scorecard } from './contract.ts';
import type { MoneyDecision } from './decide-money.ts';
import { pair } from './decide-rates.ts';
import type { ScorecardTotals } from './decide-totals.ts';

/** Why there is no cost or no return. */
export type NoReturn =
  | 'economics_not_registered'
  | 'replay_untreated'
  | 'contacts_not_recorded'
  | 'no_cost'
  | 'no_control';

export interface ReturnDecision {
  readonly cost: Scorecard['cost'];
  readonly roi: Roi | null;
  readonly noCost: NoReturn | null;
  readonly noRoi: NoReturn | null;
}

/** A month of running cost is divided into days; less than a day was never observed. */
const SHORTEST = 1 / 30;

export function decideReturn(totals: ScorecardTotals, money: MoneyDecision): ReturnDecision {
  const none = (reason: NoReturn): ReturnDecision => ({ cost: null, roi: null, noCost: reason, noRoi: reason });
  const { economics } = totals.registered;
  // Nobody was contacted in a replay: neither a cost was borne nor could anything come of it.
  if (totals.replayed) return none('replay_untreated');
  if (!economics) return none('economics_not_registered');
  if (totals.contacts === null && economics.costPerContact > 0) return none('contacts_not_recorded');

  const { hourlyCost } = economics;
  const staff =
    hourlyCost === undefined || totals.staffMinutes == null ? null : (hourlyCost * totals.staffMinutes) / 60;
  const contact = economics.costPerContact * (totals.contacts ?? 0);
  const costs: Costs = {
    setup: economics.setupCost,
    monthly: economics.monthlyCost,
    // Staff are paid by what is done, as contacts are.
    contacts: contact + (staff ?? 0),
    months: Math.max(SHORTEST, totals.months),
  };
  const total = totalCost(costs);
  const cost = {
    total,
    parts: {
      setup: costs.setup,
      monthly: costs.monthly * costs.months,
      contact,
      staff,
      incentive: null,
    },
  };
  const { incremental } = money;
  if (incremental.value === null) return { cost, roi: null, noCost: null, noRoi: 'no_control' };
  const net = netReturn(incremental.value * economics.margin, total);
  if (net === null) return { cost, roi: null, noCost: null, noRoi: 'no_cost' };

  const margins = (ci: Interval | null) => ci && scaleInterval(ci, economics.margin);
  const gain = incremental.value * economics.margin;
  const gainCi = margins(incremental.ci);
  const interval = (ci: Interval | null) => pair(ci && netReturnInterval(ci, total));
  const gainSe = money.se * totals.treatment.matured * economics.margin;
  return {
    cost,
    noCost: null,
    noRoi: null,
    roi: {
      net,
      ci: interval(gainCi),
      ci_always_valid: interval(margins(incremental.ci_always_valid)),
      raw: {
        net: incremental.raw.value === null ? null : netReturn(incremental.raw.value * economics.margin, total),
        ci: interval(margins(incremental.raw.ci)),
      },
      chance_positive: Number.isFinite(gainSe) && gainSe > 0 ? chanceOfReturn(gain, gainSe, total) : null,
      margin: economics.margin,
      payback_months: paybackMonths(gain, costs),
      payback_ci: gainCi ? paybackInterval(gainCi, costs) : { best: null, worst: null },
      classic: {
        attributed: totals.attributed === null ? null : classicReturn(totals.attributed, costs),
        incremental: classicReturn(incremental.value, costs),
      },
    },
  };
}
