/** Which part of time is summed already, and which has to be read row by row. Pure. */

export interface Slice {
  /** YYYY-MM-DD */
  readonly day: string;
  /** The whole day: [from, to). */
  readonly from: Date;
  readonly to: Date;
  /** The last that it counts. */
  readonly lastAt: Date;
}

export interface Range {
  /** null: since ever. */
  readonly from: Date | null;
  /** Exclusive; null: without end. */
  readonly to: Date | null;
}

/** Slices that count nobody after `cutoff`, and the time between them. */
export function cover(slices: readonly Slice[], cutoff: Date): { days: string[]; ranges: Range[] } {
  const whole = slices.filter(({ lastAt }) => lastAt <= cutoff).toSorted((a, b) => a.from.getTime() - b.from.getTime());
  const ranges: Range[] = [];
  let from: Date | null = null;
  for (const slice of whole) {
    if (from === null || slice.from > from) ranges.push({ from, to: slice.from });
    from = slice.to;
  }
  ranges.push({ from, to: null });
  return {
    days: whole.map(({ day }) => day),
    ranges: ranges.filter((range) => range.from === null || range.from <= cutoff),
  };
}

/** Ranges within [from, to). */
export function clip(ranges: readonly Range[], from: Date, to: Date): Range[] {
  return ranges
    .map((range) => ({
      from: range.from !== null && range.from > from ? range.from : from,
      to: range.to !== null && range.to < to ? range.to : to,
    }))
    .filter((range) => range.from < range.to);
}
