import { scaleInterval, type Interval } from './interval.ts';
import { normalUpper } from './special.ts';

/** All in one currency; `months` is how long the running and per-contact costs were borne. */
export interface Costs {
  readonly setup: number;
  readonly monthly: number;
  readonly contacts: number;
  readonly months: number;
}

export function totalCost({ setup, monthly, contacts, months }: Costs): number {
  return setup + monthly * months + contacts;
}

/** (gain - cost) / cost; null without a cost. A gain is margin, not revenue. */
export function netReturn(gain: number, cost: number): number | null {
  return cost > 0 ? (gain - cost) / cost : null;
}

export function netReturnInterval(gain: Interval, cost: number): Interval | null {
  if (!(cost > 0)) return null;
  const [low, high] = scaleInterval(gain, 1 / cost);
  return [low - 1, high - 1];
}

/** Chance that the gain exceeds the cost, if the estimate of the gain is normal around it. */
export function chanceOfReturn(gain: number, gainSe: number, cost: number): number {
  return normalUpper((cost - gain) / gainSe);
}

/** Months until the set-up cost is earned back by what a month leaves over; null: never at this rate. 0 without a set-up cost. */
export function paybackMonths(gain: number, costs: Costs): number | null {
  const left = (gain - costs.contacts) / costs.months - costs.monthly;
  if (!(left > 0)) return null;
  return costs.setup / left;
}

/** Payback at the better and the worse end of the gain; null at an end means never. */
export function paybackInterval(gain: Interval, costs: Costs): { best: number | null; worst: number | null } {
  return { best: paybackMonths(gain[1], costs), worst: paybackMonths(gain[0], costs) };
}

/** The classic figure: new revenue of a year / cost of the first year, both extrapolated from the months observed. */
export function classicReturn(revenue: number, costs: Costs): number | null {
  const year = 12 / costs.months;
  const cost = costs.setup + costs.monthly * 12 + costs.contacts * year;
  return cost > 0 ? (revenue * year) / cost : null;
}
