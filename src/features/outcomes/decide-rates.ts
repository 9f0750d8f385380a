/** Sample ratio, shares and the verdict over a share. */
import {
  alwaysValid,
  type Count,
  type Interval,
  newcombe,
  pooledSe,
  relativeLift,
  sampleOfCount,
  sampleRatio,
  sideOf,
  wilson,
} from '../../engine/stats/index.ts';
import type { Mode, RateDifference, Scorecard, Verdict } from './contract.ts';

export type Srm = NonNullable<Scorecard['srm']>;

/** A share needs this much before a verdict is given at all. */
export const ENOUGH = { people: 100, events: 10, eventsAlwaysValid: 25, buyers: 25 } as const;

const SRM_INVALID = 0.001;
const SRM_WARNING = 0.01;
/** Expected people per arm below which chi-square says nothing. */
const SRM_SMALLEST = 5;

/** How a difference is judged: the registered mode and n, and whether a broken split forbids any verdict. */
export interface Judging {
  readonly mode: Mode;
  readonly planned: number;
  readonly blocked: boolean;
}

/** null when nobody matured or no control was planned. */
export function checkSampleRatio(t: number, c: number, holdout: number): Srm | null {
  if (t + c === 0 || holdout <= 0) return null;
  const { chi2, p } = sampleRatio([t, c], [1 - holdout, holdout]);
  const tooSmall = (t + c) * Math.min(holdout, 1 - holdout) < SRM_SMALLEST;
  const verdict = tooSmall || p >= SRM_WARNING ? 'ok' : p >= SRM_INVALID ? 'warning' : 'invalid';
  return { chi2, p, verdict };
}

export function compareRates(t: Count, c: Count, judging: Judging): RateDifference {
  const arms = { t: rateOf(t), c: rateOf(c) };
  if (t.n === 0 || c.n === 0) {
    const verdict = judging.blocked ? 'invalid' : 'too_little_data';
    return { ...arms, diff: null, ci: null, ci_always_valid: null, lift: null, verdict };
  }
  const diff = t.k / t.n - c.k / c.n;
  const ci = newcombe(t, c);
  const sequence = alwaysValid(diff, pooledSe(t, c), t.n + c.n, judging.planned);
  const events = judging.mode === 'fixed' ? t.k + c.k >= ENOUGH.events : Math.min(t.k, c.k) >= ENOUGH.eventsAlwaysValid;
  const lift = relativeLift(sampleOfCount(t), sampleOfCount(c));
  return {
    ...arms,
    diff,
    ci: pair(ci),
    ci_always_valid: pair(sequence),
    lift: lift && { value: lift.value, ci: pair(lift.ci) },
    verdict: judge(judging, Math.min(t.n, c.n) >= ENOUGH.people && events, judging.mode === 'fixed' ? ci : sequence),
  };
}

/** A verdict comes from the interval and from nothing else. */
export function judge({ blocked }: Judging, enough: boolean, interval: Interval): Verdict {
  if (blocked) return 'invalid';
  if (!enough) return 'too_little_data';
  const side = sideOf(interval);
  if (side === 0) return 'not_proven';
  return side > 0 ? 'proven_gain' : 'proven_loss';
}

/** As JSON knows it: an end that is not finite bounds nothing. */
export function pair(interval: Interval | null): [number, number] | null {
  if (!interval || !Number.isFinite(interval[0]) || !Number.isFinite(interval[1])) return null;
  return [interval[0], interval[1]];
}

function rateOf(count: Count): RateDifference['t'] {
  if (count.n === 0) return { n: 0, k: 0, rate: null, ci: null };
  return { n: count.n, k: count.k, rate: count.k / count.n, ci: pair(wilson(count)) };
}
