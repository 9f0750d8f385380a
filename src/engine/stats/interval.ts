/** Lower and upper end of an interval, in the unit of the estimate. */
export type Interval = readonly [low: number, high: number];

/** An estimate with its standard error and interval. */
export interface Estimate {
  readonly value: number;
  readonly se: number;
  readonly ci: Interval;
}

export const DEFAULT_ALPHA = 0.05;

/** The interval multiplied by a constant; the ends change places when it is negative. */
export function scaleInterval([low, high]: Interval, by: number): Interval {
  return by < 0 ? [high * by, low * by] : [low * by, high * by];
}

/** `value ± half`. */
export function around(value: number, half: number): Interval {
  return [value - half, value + half];
}

/** 1 when the whole interval lies above `reference`, -1 when it lies below, 0 when it touches or holds it. */
export function sideOf([low, high]: Interval, reference = 0): -1 | 0 | 1 {
  if (low > reference) return 1;
  if (high < reference) return -1;
  return 0;
}
