/** Sums are kept in units of 10^-4, whole numbers in a double: exact up to 9e11 where adding doubles would drift from SQL's numeric. */
const SCALE = 10_000;

/** The number in units, rounded half away from zero in decimal, as `round(x, 4)` of PostgreSQL does. */
export function unitsOf(value: number): number {
  const scaled = value * SCALE;
  const whole = Math.round(scaled);
  if (Math.abs(scaled - whole) <= Math.abs(scaled) * 2e-16) return whole;
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  // value = 0.digits * 10^(exponent + 1); the digits before the point after scaling by 10^4:
  const point = Number(exponent) + 5;
  if (point < 0) return 0;
  const kept = Number(digits.slice(0, point).padEnd(point, '0') || '0');
  const rounded = (digits[point] ?? '0') >= '5' ? kept + 1 : kept;
  return value < 0 ? -rounded : rounded;
}

export const numberOfUnits = (units: number): number => units / SCALE;
