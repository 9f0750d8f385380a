/** Revenue per customer, raw and adjusted, and what it adds up to. */
import {
  adjusted,
  alwaysValid,
  type CrossSums,
  cuped,
  type Interval,
  type Sample,
  sampleOf,
  scaleInterval,
  welch,
} from '../../engine/stats/index.ts';
import type { Scorecard } from './contract.ts';
import { ENOUGH, type Judging, judge, pair } from './decide-rates.ts';
import type { ArmTotals, ScorecardTotals } from './decide-totals.ts';

export interface MoneyDecision {
  readonly revenue: Scorecard['revenue'];
  readonly incremental: Scorecard['incremental_revenue'];
  /** Standard error of the headline difference per customer; NaN when unknown. */
  readonly se: number;
  /** Raw and adjusted difference point in opposite directions. */
  readonly signsDisagree: boolean;
}

export function compareRevenue(totals: ScorecardTotals, judging: Judging): MoneyDecision {
  const { treatment, control } = totals;
  const [t, c] = [rawSample(treatment), rawSample(control)];
  const both = t.n > 0 && c.n > 0;
  const raw = welch(t, c);
  const headline = adjust(totals, t, c);
  const sequence = alwaysValid(headline.value, headline.se, t.n + c.n, judging.planned);
  const signsDisagree = both && raw.value * headline.value < 0;
  const enough = Math.min(treatment.buyers, control.buyers) >= ENOUGH.buyers;
  const verdict = judge(judging, enough, judging.mode === 'fixed' ? headline.ci : sequence);
  const proven = verdict === 'proven_gain' || verdict === 'proven_loss';
  const scaled = (ci: Interval) => pair(scaleInterval(ci, t.n));
  const customers = t.n + c.n;
  return {
    revenue: {
      raw: {
        t: meanOf(t),
        c: meanOf(c),
        diff: both ? raw.value : null,
        ci: pair(raw.ci),
        p: Number.isFinite(raw.p) ? raw.p : null,
      },
      headline: {
        t: both ? headline.t : null,
        c: both ? headline.c : null,
        diff: both ? headline.value : null,
        ci: pair(headline.ci),
        ci_always_valid: pair(sequence),
        method: headline.method,
        cap: totals.cap,
        capped_share: customers > 0 ? (treatment.aboveCap + control.aboveCap) / customers : null,
        cuped_gain: headline.gain,
      },
      verdict: proven && signsDisagree ? 'not_proven' : verdict,
    },
    incremental: {
      value: both ? headline.value * t.n : null,
      ci: scaled(headline.ci),
      ci_always_valid: scaled(sequence),
      raw: { value: both ? raw.value * t.n : null, ci: scaled(raw.ci) },
    },
    se: headline.se,
    signsDisagree,
  };
}

interface Adjusted {
  readonly method: 'raw' | 'capped' | 'capped_cuped';
  readonly value: number;
  readonly se: number;
  readonly ci: Interval;
  readonly t: number;
  readonly c: number;
  readonly gain: number | null;
}

function adjust({ treatment, control, cap }: ScorecardTotals, rawT: Sample, rawC: Sample): Adjusted {
  if (cap === null) {
    const raw = welch(rawT, rawC);
    return { method: 'raw', value: raw.value, se: raw.se, ci: raw.ci, t: rawT.mean, c: rawC.mean, gain: null };
  }
  const [t, c] = [crossSums(treatment), crossSums(control)];
  const difference = cuped(t, c);
  const centre = (t.x + c.x) / (t.n + c.n);
  return {
    method: difference.theta === 0 ? 'capped' : 'capped_cuped',
    value: difference.value,
    se: difference.se,
    ci: difference.ci,
    t: adjusted(t, difference.theta, centre).mean,
    c: adjusted(c, difference.theta, centre).mean,
    gain: difference.theta === 0 ? null : difference.gain,
  };
}

function rawSample(arm: ArmTotals): Sample {
  return sampleOf({ n: arm.matured, ...arm.revenue });
}

function crossSums(arm: ArmTotals): CrossSums {
  return {
    n: arm.matured,
    ...arm.capped,
    x: arm.before.sum,
    x2: arm.before.sumsq,
    xy: arm.cappedBefore,
  };
}

function meanOf({ n, mean, variance }: Sample): Scorecard['revenue']['raw']['t'] {
  return { n, mean: n > 0 ? mean : null, sd: n > 1 ? Math.sqrt(variance) : null };
}
