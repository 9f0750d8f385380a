/** Special functions by plain names. Tails are computed as complements: `1 - cdf` has no digits left at p < 1e-16. */
import betaincOf from '@stdlib/math-base-special-betainc';
import betalnOf from '@stdlib/math-base-special-betaln';
import erfc from '@stdlib/math-base-special-erfc';
import gammaincOf from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

export { normalQuantile, zOf } from './normal.ts';

/** Natural logarithm of the gamma function. */
export function lgamma(x: number): number {
  return gammaln(x);
}

/** Natural logarithm of the beta function. */
export function betaln(a: number, b: number): number {
  return betalnOf(a, b);
}

/** Regularised incomplete beta function I_x(a, b). */
export function betainc(x: number, a: number, b: number): number {
  return betaincOf(x, a, b);
}

/** Quantile of Student's t with `df` degrees of freedom (not necessarily whole). */
export function tQuantile(p: number, df: number): number {
  return tQuantileOf(p, df);
}

/** P(Z > z) of the standard normal distribution. */
export function normalUpper(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** P(Z <= z) of the standard normal distribution. */
export function normalLower(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** P(X > x) of a chi-square distribution with `df` degrees of freedom. */
export function chiSquareUpper(x: number, df: number): number {
  return x <= 0 ? 1 : gammaincOf(x / 2, df / 2, true, true);
}

/** P(T > t) of Student's t with `df` degrees of freedom. */
export function tUpper(t: number, df: number): number {
  const half = betaincOf((t * t) / (df + t * t), 0.5, df / 2, true, true) / 2;
  return t >= 0 ? half : 1 - half;
}

/** Two-sided p of a t statistic. */
export function tTwoSided(t: number, df: number): number {
  return 2 * tUpper(Math.abs(t), df);
}
