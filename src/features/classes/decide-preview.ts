/** What a matrix would do to the customers there are. Pure. */
import { type Cell, type MatrixDefinition, NOTHING_KNOWN, cellOf } from './contract-definition.ts';
import { bandOf } from './decide.ts';

export interface Combination {
  /** The class she is in now. */
  readonly class: string | null;
  readonly csat: number | null;
  readonly nps: number | null;
  readonly intent: number | null;
  readonly n: number;
}

export interface PreviewCounts {
  customers: number;
  /** Customers with no answer recent enough. */
  none: number;
  changed: number;
  cells: { cell: string; n: number }[];
  classes: { key: string; n: number; now: number }[];
}

export function decidePreview(matrix: MatrixDefinition, combinations: readonly Combination[]): PreviewCounts {
  const cells = new Map<Cell, number>();
  const then = new Map<string, number>();
  const now = new Map<string, number>();
  const counts = { customers: 0, none: 0, changed: 0 };
  const add = <K>(to: Map<K, number>, key: K, n: number): void => void to.set(key, (to.get(key) ?? 0) + n);
  for (const { n, class: was, csat, nps, intent } of combinations) {
    const band = (score: number | null, cuts: readonly [number, number]) =>
      score === null ? ('unknown' as const) : bandOf(score, cuts);
    const cell = cellOf({
      csat: band(csat, matrix.cuts.csat),
      nps: band(nps, matrix.cuts.nps),
      intent: band(intent, matrix.cuts.intent),
    });
    const key = cell === NOTHING_KNOWN ? null : (matrix.cells[cell] ?? null);
    counts.customers += n;
    if (was !== null) add(now, was, n);
    if (key !== was) counts.changed += n;
    if (key === null) {
      counts.none += n;
      continue;
    }
    add(cells, cell, n);
    add(then, key, n);
  }
  return {
    ...counts,
    cells: [...cells].map(([cell, n]) => ({ cell, n })).sort((a, b) => (a.cell < b.cell ? -1 : 1)),
    classes: matrix.classes.map(({ key }) => ({ key, n: then.get(key) ?? 0, now: now.get(key) ?? 0 })),
  };
}
