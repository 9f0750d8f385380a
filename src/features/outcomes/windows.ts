/** Silence, repurchase and net revenue are looked at over these further windows, in days. */
export const HORIZONS: readonly number[] = [90, 180, 365];
