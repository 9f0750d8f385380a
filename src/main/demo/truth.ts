import { dayOf } from './calendar.ts';
import type { Enrolment, WakeupPlan } from './types.ts';

export interface ArmTruth {
  readonly enrolled: number;
  readonly matured: number;
  /** Matured customers with a purchase within the window. */
  readonly converted: number;
  readonly rate: number;
}

/** What the history really contains, for the product to find out. */
export interface Truth {
  readonly plan: WakeupPlan;
  readonly treatment: ArmTruth;
  readonly control: ArmTruth;
  /** Mean effect of being treated on the chance to come back within the window, as a share; known because the world is simulated. */
  readonly effect: number;
  /** Difference of the two rates as it happened. */
  readonly difference: number;
}

/** Whole days after the window before a customer counts, as in the playbook's definition. */
const REFUND_DAYS = 14;

export function truthOf(enrolments: readonly Enrolment[], plan: WakeupPlan, until: string): Truth {
  const end = dayOf(until);
  const of = (arm: Enrolment['arm']): ArmTruth => {
    const enrolled = enrolments.filter((one) => one.arm === arm);
    const matured = enrolled.filter((one) => dayOf(one.enteredOn) + plan.windowDays + REFUND_DAYS <= end);
    const converted = matured.filter((one) => one.organic || one.woken).length;
    return {
      enrolled: enrolled.length,
      matured: matured.length,
      converted,
      rate: matured.length > 0 ? converted / matured.length : 0,
    };
  };
  const treatment = of('treatment');
  const control = of('control');
  const effects = enrolments.map((one) => one.chanceIfTreated - one.chanceIfControl);
  const effect = effects.reduce((sum, one) => sum + one, 0) / Math.max(1, effects.length);
  return { plan, treatment, control, effect, difference: treatment.rate - control.rate };
}
