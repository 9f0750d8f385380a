/** CUPED (Deng, Xu, Kohavi, Walker 2013): takes out of an outcome what a covariate from before the start explains. */
import { DEFAULT_ALPHA } from './interval.ts';
import { addCrossSums, sampleOf, type CrossSums, type Sample } from './sums.ts';
import { differenceSe, welch, type WelchDifference } from './welch.ts';

export interface CupedDifference extends WelchDifference {
  readonly theta: number;
  /** Correlation of outcome and covariate over both arms. */
  readonly correlation: number;
  /** Share of the variance of the plain difference that is gone; negative when the covariate only added noise. */
  readonly gain: number;
}

/** Difference t - c of the adjusted outcome. Without a covariate that varies, theta is 0 and it is Welch's. */
export function cuped(t: CrossSums, c: CrossSums, alpha = DEFAULT_ALPHA): CupedDifference {
  const both = addCrossSums(t, c);
  const covariance = both.xy - (both.x * both.sum) / both.n;
  const vx = both.x2 - (both.x * both.x) / both.n;
  const vy = both.sumsq - (both.sum * both.sum) / both.n;
  const theta = vx > 0 ? covariance / vx : 0;
  const centre = both.x / both.n;
  const [at, ac] = [adjusted(t, theta, centre), adjusted(c, theta, centre)];
  const raw = differenceSe(sampleOf(t), sampleOf(c));
  const difference = welch(at, ac, alpha);
  return {
    ...difference,
    theta,
    correlation: vx > 0 && vy > 0 ? covariance / Math.sqrt(vx * vy) : 0,
    gain: raw > 0 && Number.isFinite(difference.se) ? 1 - difference.se ** 2 / raw ** 2 : 0,
  };
}

/** Sample of y - theta (x - centre). */
export function adjusted(sums: CrossSums, theta: number, centre: number): Sample {
  const y = sampleOf(sums);
  const x = sampleOf({ n: sums.n, sum: sums.x, sumsq: sums.x2 });
  const covariance = sums.n < 2 ? 0 : (sums.xy - sums.n * y.mean * x.mean) / (sums.n - 1);
  return {
    n: sums.n,
    mean: y.mean - theta * (x.mean - centre),
    variance: Math.max(0, y.variance - 2 * theta * covariance + theta * theta * x.variance),
  };
}
