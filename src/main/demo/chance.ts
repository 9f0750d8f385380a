/** Seeded chance (sfc32 by Chris Doty-Humphrey, public domain): the same seed gives the same company on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** True with probability p. */
  readonly hits: (p: number) => boolean;
  /** Whole number in [low, high], both ends included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the pairs' values, by their weights. */
  readonly weigh: <T>(pairs: readonly (readonly [T, number])[]) => T;
  readonly normal: (mean: number, sd: number) => number;
  /** Days until the next happening of a rate, mean `mean`. */
  readonly exponential: (mean: number) => number;
}

export function chanceFrom(seed: string): Chance {
  const word = hashWords(seed);
  let a = word();
  let b = word();
  let c = word();
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();

  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  };
  const weigh = <T>(pairs: readonly (readonly [T, number])[]): T => {
    let total = 0;
    for (const pair of pairs) total += pair[1];
    let rest = next() * total;
    for (const [value, weight] of pairs) {
      rest -= weight;
      if (rest < 0) return value;
    }
    const last = pairs[pairs.length - 1];
    if (last === undefined) throw new RangeError('weigh an empty list');
    return last[0];
  };
  return {
    next,
    hits: (p) => next() < p,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick,
    weigh,
    normal: (mean, sd) => mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
}

/** xmur3: a string to as many 32-bit words as wanted. */
function hashWords(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h | 0;
  };
}

/**
 * Systematic draws: within one key the number of hits is the sum of the probabilities, give or take one, so that a company made
 * on another day tells the same story. Each single draw still hits with probability p over the seeds.
 */
export function evenDraws(chance: Chance): (key: string, p: number) => boolean {
  const sums = new Map<string, number>();
  return (key, p) => {
    const before = sums.get(key) ?? chance.next();
    const after = before + p;
    sums.set(key, after);
    return Math.floor(after) > Math.floor(before);
  };
}
