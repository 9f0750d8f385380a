/** Sufficient statistics of one variable: count, sum, sum of squares. They add up over shards and days. */
export interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly sumsq: number;
}

/** Sums of an outcome y with a covariate x known before the start, and their product. */
export interface CrossSums extends Sums {
  readonly x: number;
  readonly x2: number;
  readonly xy: number;
}

/** Mean and sample variance (n - 1) of n values; the variance is 0 below two values. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** k hits among n. */
export interface Count {
  readonly n: number;
  readonly k: number;
}

export function sampleOf({ n, sum, sumsq }: Sums): Sample {
  if (n === 0) return { n, mean: 0, variance: 0 };
  const mean = sum / n;
  // A sum of squares minus a square can come out as -1e-12 by rounding; a variance cannot.
  return { n, mean, variance: n < 2 ? 0 : Math.max(0, (sumsq - n * mean * mean) / (n - 1)) };
}

/** A share seen as the mean of zeros and ones. */
export function sampleOfCount({ n, k }: Count): Sample {
  return sampleOf({ n, sum: k, sumsq: k });
}

export function sumsOf(values: readonly number[]): Sums {
  let sum = 0;
  let sumsq = 0;
  for (const value of values) {
    sum += value;
    sumsq += value * value;
  }
  return { n: values.length, sum, sumsq };
}

/** `ys` and `xs` belong together pair by pair; `xs` must be as long as `ys`. */
export function crossSumsOf(ys: readonly number[], xs: readonly number[]): CrossSums {
  let xy = 0;
  ys.forEach((y, i) => {
    xy += y * (xs[i] ?? 0);
  });
  const x = sumsOf(xs);
  return { ...sumsOf(ys), x: x.sum, x2: x.sumsq, xy };
}

export function addCrossSums(a: CrossSums, b: CrossSums): CrossSums {
  return {
    n: a.n + b.n,
    sum: a.sum + b.sum,
    sumsq: a.sumsq + b.sumsq,
    x: a.x + b.x,
    x2: a.x2 + b.x2,
    xy: a.xy + b.xy,
  };
}
