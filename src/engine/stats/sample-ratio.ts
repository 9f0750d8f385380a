import { chiSquareUpper } from './special.ts';

export interface ChiSquare {
  readonly chi2: number;
  readonly df: number;
  readonly p: number;
}

/** Did the arms get the shares they were planned to get? `shares` add up to 1 and go with `counts` one by one. */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): ChiSquare {
  const n = counts.reduce((sum, count) => sum + count, 0);
  let chi2 = 0;
  counts.forEach((count, i) => {
    const expected = n * (shares[i] ?? 0);
    // An arm planned empty that is empty agrees; one that is not cannot have come about by chance.
    if (expected > 0) chi2 += (count - expected) ** 2 / expected;
    else if (count > 0) chi2 = Number.POSITIVE_INFINITY;
  });
  const df = Math.max(1, shares.filter((share) => share > 0).length - 1);
  return { chi2, df, p: chiSquareUpper(chi2, df) };
}
