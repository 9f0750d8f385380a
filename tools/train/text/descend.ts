/** Logistic regression by AdaGrad on sets of features, with features dropped at random and, on request, weighted by naive Bayes. */

/** Features of all rows one after the other: row i has idx[off[i]..off[i+1]). */
export interface Packed {
  readonly idx: Uint32Array;
  readonly off: Uint32Array;
  readonly y: Uint8Array;
  readonly n: number;
}

export interface Weights {
  readonly w: Float32Array;
  readonly b: number;
}

export interface Options {
  readonly seed: number;
  /** Multiply each feature by its log count ratio (Wang and Manning 2012). */
  readonly bayes: boolean;
  readonly epochs?: number;
  readonly rate?: number;
  /** Learn a constant too. Without one, a text of which nothing is known is right between the two. */
  readonly constant?: boolean;
  /** Share of the features left out of each step. */
  readonly drop?: number;
}

export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function ratios({ idx, off, y, n }: Packed, size: number): Float32Array {
  const yes = new Float32Array(size).fill(1);
  const no = new Float32Array(size).fill(1);
  let positive = 0;
  for (let i = 0; i < n; i++) {
    positive += y[i]!;
    const into = y[i] ? yes : no;
    for (let j = off[i]!; j < off[i + 1]!; j++) into[idx[j]!]!++;
  }
  const all = [positive + 2, n - positive + 2] as const;
  return yes.map((count, k) => Math.log(count / all[0] / (no[k]! / all[1])));
}

export function descend(data: Packed, size: number, options: Options): Weights {
  const { idx, off, y, n } = data;
  const { seed, bayes, epochs = 8, rate = bayes ? 0.2 : 0.3, drop = 0.3, constant = true } = options;
  const x = bayes ? ratios(data, size) : null;
  const w = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-8);
  let b = 0;
  let bSquares = 1e-8;
  const next = chance(seed);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const kept = new Uint32Array(1 << 20);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      const swap = order[i]!;
      order[i] = order[j]!;
      order[j] = swap;
    }
    for (const row of order) {
      const from = off[row]!;
      const to = off[row + 1]!;
      const unit = 1 / Math.sqrt(Math.max(1, to - from));
      let count = 0;
      let sum = 0;
      for (let j = from; j < to; j++) {
        if (next() < drop) continue;
        const k = idx[j]!;
        kept[count++] = k;
        sum += w[k]! * (x ? x[k]! : 1);
      }
      const error = 1 / (1 + Math.exp(-(b + (sum * unit) / (1 - drop)))) - y[row]!;
      for (let j = 0; j < count; j++) {
        const k = kept[j]!;
        const slope = error * unit * (x ? x[k]! : 1) + 1e-6 * w[k]!;
        squares[k]! += slope * slope;
        w[k]! -= (rate * slope) / Math.sqrt(squares[k]!);
      }
      if (!constant) continue;
      bSquares += error * error;
      b -= (rate * error) / Math.sqrt(bSquares);
    }
  }
  if (x) for (let k = 0; k < size; k++) w[k]! *= x[k]!;
  return { w, b };
}

/** The mean of several descents: each errs in its own way. */
export function descendTogether(data: Packed, size: number, rounds: number, constant: boolean): Weights {
  const all = Array.from({ length: rounds }, (_, i) => i + 1).flatMap((seed) =>
    [false, true].map((bayes) => descend(data, size, { seed, bayes, constant })),
  );
  const w = new Float32Array(size);
  for (const { w: one } of all) for (let k = 0; k < size; k++) w[k]! += one[k]! / all.length;
  return { w, b: all.reduce((sum, { b }) => sum + b / all.length, 0) };
}
