/** Quantile of sorted values, linear between ranks: numpy's default, PostgreSQL's percentile_cont. NaN when empty. */
export function quantileSorted(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** The cap for money with a long tail: the 99th percentile of the values that are not zero. null when all are. */
export function capOf(values: readonly number[], q = 0.99): number | null {
  const sorted = values.filter((value) => value !== 0).sort((a, b) => a - b);
  return sorted.length === 0 ? null : quantileSorted(sorted, q);
}

export function capAt(values: readonly number[], cap: number): number[] {
  return values.map((value) => Math.min(value, cap));
}
