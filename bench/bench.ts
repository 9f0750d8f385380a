/** What every bench is: ours and the peer or limit in the same run, because machines are noisy and only ratios compare. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  readonly reference: number;
  readonly ratio: number;
  readonly unit: string;
  readonly goal: string;
  readonly pass: boolean;
}

export interface BenchOptions {
  /** About 1 % of the size: that it runs, not how fast. Its figures are printed and never fail. */
  readonly smoke: boolean;
  /** A server of the user's own; the embedded one in a temporary home otherwise. */
  readonly databaseUrl?: string;
}

export interface Bench {
  readonly name: string;
  run(options: BenchOptions): Promise<Figure[]>;
}

export function atMost(name: string, unit: string, ours: number, reference: number, goal: number): Figure {
  const ratio = ours / reference;
  return { name, ours, reference, ratio, unit, goal: `<= ${goal}`, pass: ratio <= goal };
}

export function atLeast(name: string, unit: string, ours: number, reference: number, goal: number): Figure {
  const ratio = ours / reference;
  return { name, ours, reference, ratio, unit, goal: `>= ${goal}`, pass: ratio >= goal };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
