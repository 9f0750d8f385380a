/** What really happened, for the product to find out: known because every customer's life without contact is known too. */
import type { Enrolled } from './wake.ts';

const DAY = 86_400_000;

export interface Truth {
  readonly seed: number | string;
  readonly days: number;
  readonly effect: number;
  readonly customers: number;
  readonly playbook: string;
  readonly enrolled: { readonly t: number; readonly c: number };
  /** Whose window, and the time for refunds after it, are over: those the scorecard counts. */
  readonly matured: { readonly t: number; readonly c: number };
  /** Share of the matured in the treatment arm whom something reached within the window. */
  readonly reached: number;
  /** Share of the matured in the treatment arm who came within the window, and who would have come contacted by nobody. */
  readonly rate: { readonly treated: number; readonly untreated: number };
  /** The difference of the two: intent to treat, as a share. The scorecard's interval for the difference of the arms should hold it. */
  readonly conversion_lift: number;
  /** The same relative to who would have come anyway. */
  readonly relative_lift: number | null;
  /** The mean of what was to be expected before any die fell. */
  readonly expected_lift: number;
}

export interface About {
  readonly seed: number | string;
  readonly days: number;
  readonly effect: number;
  readonly customers: number;
  readonly playbook: string;
  readonly windowDays: number;
  readonly refundDays: number;
  /** Instant at which the simulation ends. */
  readonly asOf: number;
}

export function truthOf(all: readonly Enrolled[], about: About): Truth {
  const { seed, days, effect, customers, playbook, windowDays, refundDays, asOf } = about;
  const of = (arm: Enrolled['arm']): Enrolled[] => all.filter((one) => one.arm === arm);
  const isMature = ({ enteredAt }: Enrolled): boolean => enteredAt + (windowDays + refundDays) * DAY <= asOf;
  const treated = of('treatment').filter(isMature);
  const n = Math.max(1, treated.length);
  const organic = treated.filter((one) => one.organic).length;
  const woken = treated.filter((one) => one.cameAt !== null).length;
  const reached = treated.filter((one) => one.reachedAt !== null);
  const expected = reached.reduce((sum, { unasked }) => sum + Math.min(1, unasked * (1 + effect)) - unasked, 0);
  return {
    seed,
    days,
    effect,
    customers,
    playbook,
    enrolled: { t: of('treatment').length, c: of('control').length },
    matured: { t: treated.length, c: of('control').filter(isMature).length },
    reached: reached.length / n,
    rate: { treated: (organic + woken) / n, untreated: organic / n },
    conversion_lift: woken / n,
    relative_lift: organic > 0 ? woken / organic : null,
    expected_lift: expected / n,
  };
}
