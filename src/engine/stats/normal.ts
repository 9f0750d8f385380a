/** Quantiles of the normal distribution, apart from the other special functions: screens need these alone, and those bring `eval`. */
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';

/** Quantile of the standard normal distribution. */
export function normalQuantile(p: number): number {
  return normalQuantileOf(p, 0, 1);
}

/** z of a two-sided interval, 1.95996... at alpha .05. */
export function zOf(alpha: number): number {
  return normalQuantile(1 - alpha / 2);
}
