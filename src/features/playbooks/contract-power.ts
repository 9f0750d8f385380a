import { smallestProvableLift } from '../../engine/stats/power.ts';
import { widening } from '../../engine/stats/confidence-sequence.ts';
import type { PlaybookDefinition } from './contract-definition.ts';

/** Base rate assumed before anything is measured. */
const BASE_RATE = 0.2;
/** What the always-valid interval is tuned to when no number is registered; the scorecard does the same. */
const PLANNED_N = 5000;

/** The smallest rise these arms prove with 80 % power, judged as the target says: an interval for every look is wider than one for a fixed date. */
export function smallestFor(target: PlaybookDefinition['target'], treatment: number, control: number): number | null {
  if (treatment <= 0 || control <= 0) return null;
  const wider = target.mode === 'fixed' ? 1 : widening(treatment + control, target.plannedN ?? PLANNED_N);
  return smallestProvableLift(BASE_RATE, treatment, control, { widening: wider });
}
