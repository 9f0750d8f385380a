import { DEFAULT_ALPHA } from './interval.ts';
import { zOf } from './normal.ts';

/** How long something took; `ended` false: it was still going on after `time` (censored). */
export interface Duration {
  readonly time: number;
  readonly ended: boolean;
}

/** At a time at which something ended: how many were still going on just before, and the share that goes on after it. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly ended: number;
  readonly survival: number;
  /** Greenwood. */
  readonly se: number;
}

/**
 * The product-limit estimator (Kaplan and Meier 1958): leaving out what is not finished flatters exactly when work piles up. What is
 * censored at a time counts as going on at that time.
 */
export function kaplanMeier(durations: readonly Duration[]): SurvivalStep[] {
  const sorted = [...durations].sort((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let sum = 0;
  for (let at = 0; at < sorted.length; ) {
    const time = sorted[at]?.time ?? 0;
    const atRisk = sorted.length - at;
    let ended = 0;
    for (; at < sorted.length && sorted[at]?.time === time; at++) if (sorted[at]?.ended) ended += 1;
    if (ended === 0) continue;
    survival *= 1 - ended / atRisk;
    if (atRisk > ended) sum += ended / (atRisk * (atRisk - ended));
    steps.push({ time, atRisk, ended, survival, se: survival * Math.sqrt(sum) });
  }
  return steps;
}

/** A share that does not add up to 1 in binary is still reached. */
const EXACT = 1e-12;

/**
 * The time by which a share has ended, and its interval by Brookmeyer and Crowley (1982) with the log-log transform. null: not reached
 * within what was seen.
 */
export function endedBy(
  steps: readonly SurvivalStep[],
  share: number,
  alpha = DEFAULT_ALPHA,
): { readonly value: number | null; readonly ci: readonly [number | null, number | null] } {
  const left = 1 - share;
  const first = (end: (step: SurvivalStep) => number) => steps.find((step) => end(step) <= left + EXACT)?.time ?? null;
  const z = zOf(alpha);
  return {
    value: first((step) => step.survival),
    ci: [first((step) => bound(step, z)), first((step) => bound(step, -z))],
  };
}

/** The lower end of the survival at a step for z > 0, the upper one for z < 0. */
function bound({ survival, se }: SurvivalStep, z: number): number {
  if (survival <= EXACT || survival >= 1) return survival;
  return survival ** Math.exp((z * se) / (survival * -Math.log(survival)));
}
