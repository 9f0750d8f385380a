/** Linear scale from values to pixels. */
export function linear(from: readonly [number, number], to: readonly [number, number]): (value: number) => number {
  const span = from[1] - from[0] || 1;
  return (value) => to[0] + ((value - from[0]) / span) * (to[1] - to[0]);
}

/** Round tick values covering [low, high], about `count` of them: 1, 2, 2.5 or 5 times a power of ten apart. */
export function ticks(low: number, high: number, count = 4): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
  if (low === high) return [low];
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= raw * 0.999) ?? raw;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  // Multiplying keeps 0.1 + 0.2 out of the labels.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/**
 * Pixels for one interval around a zero line that stands at the same place in every row while each row has its own
 * scale: the longer side of the interval fills its part.
 */
export function aroundZero(
  values: readonly number[],
  width: number,
  { zeroAt = 0.3, pad = 16 }: { zeroAt?: number; pad?: number } = {},
): (value: number) => number {
  const zero = width * zeroAt;
  const most = Math.max(...values, 0);
  const least = Math.max(...values.map((value) => -value), 0);
  const perUnit = Math.min(
    most > 0 ? (width - zero - pad) / most : Number.POSITIVE_INFINITY,
    least > 0 ? (zero - pad) / least : Number.POSITIVE_INFINITY,
  );
  return (value) => zero + value * (Number.isFinite(perUnit) ? perUnit : 1);
}

/** The largest text width in px, roughly: a Han character is as wide as the size, others a little over half. */
export function textWidth(text: string, size = 12): number {
  let width = 0;
  for (const letter of text) width += /[\u2e80-\u9fff\uff00-\uffef]/.test(letter) ? size : size * 0.58;
  return Math.ceil(width);
}
