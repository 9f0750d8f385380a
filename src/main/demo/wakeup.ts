import { drawOf } from './arm.ts';
import { dateText, dayOf, monthsBefore } from './calendar.ts';
import type { Chance } from './chance.ts';
import { evenDraws } from './chance.ts';
import type { Enrolment, WakeupPlan } from './types.ts';

/** Days after the window until refunds are in; a customer counts once these are over. */
const REFUND_DAYS = 14;

export function wakeupPlan(until: string, wished: Partial<WakeupPlan> = {}): WakeupPlan {
  return {
    playbook: 'silent-wakeup',
    epoch: 1,
    holdout: 0.2,
    silentDays: 60,
    windowDays: 30,
    from: dateText(monthsBefore(dayOf(until), 6)),
    ...wished,
  };
}

export interface Outcome {
  readonly enrolment: Enrolment;
  /** Does she come within the window, contacted by nobody? */
  readonly comes: boolean;
}

export interface Experiment {
  readonly plan: WakeupPlan;
  readonly from: number;
  readonly enrol: (customer: string, entryDay: number, silentDays: number, organic: number) => Outcome;
}

/**
 * Decides for each customer who enters the epoch whether she comes within the window unasked, keeping the realised rates at their
 * expectation. What contact changes is no part of it: that happens when the product really reaches her.
 */
export function makeExperiment(chance: Chance, plan: WakeupPlan, until: number): Experiment {
  const even = evenDraws(chance);
  const salt = `${plan.playbook}:${plan.epoch}`;
  return {
    plan,
    from: dayOf(plan.from),
    enrol: (customer, entryDay, silentDays, organic) => {
      const u = drawOf(salt, customer);
      const arm = u < plan.holdout ? 'control' : 'treatment';
      const mature = entryDay + plan.windowDays + REFUND_DAYS <= until;
      const byHerself = even(`${arm}:${mature}`, organic);
      return {
        comes: byHerself,
        enrolment: {
          customer,
          u,
          arm,
          enteredOn: dateText(entryDay),
          silentDays,
          organic: byHerself,
          chance: organic,
        },
      };
    },
  };
}
