/** More terms than any z <= 0.9999 needs at double precision. */
const MAX_TERMS = 2_000_000;

/**
 * Gauss' hypergeometric function 2F1(a, b; c; z) for 0 <= z < 1 and c not a whole number <= 0, the case BG/NBD needs.
 * Where c - a - b < 0 the terms of the plain series grow before they fall; Euler's transformation
 * (1-z)^(c-a-b) 2F1(c-a, c-b; c; z) takes that growth out. NaN outside the domain or without convergence.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1) || (c <= 0 && Number.isInteger(c))) return Number.NaN;
  const s = c - a - b;
  return s < 0 ? (1 - z) ** s * series(c - a, c - b, c, z) : series(a, b, c, z);
}

/** Compensated (Neumaier) sum, because near z = 1 tens of thousands of terms are added. */
function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  let lost = 0;
  for (let n = 0; n < MAX_TERMS; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
    // The terms fall at least like z^n from here on, so what is left is below |term| / (1 - z).
    if (Math.abs(term) <= 1e-17 * (1 - z) * Math.abs(sum) && n > Math.abs(a) && n > Math.abs(b)) return sum + lost;
    if (term === 0) return sum + lost;
  }
  return Number.NaN;
}
