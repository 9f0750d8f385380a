/** Figures that are shares. Pure. */
import { wilson } from '../../engine/stats/index.ts';
import type { GoalFigure, GoalPart } from '../metrics/contract-goal-indicator.ts';

interface Hits {
  readonly key: string;
  readonly k: number;
  readonly n: number;
}

export function shareFigure(rows: readonly Hits[], least: number): GoalFigure | null {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const k = rows.reduce((sum, row) => sum + row.k, 0);
  if (n < least) return null;
  const [low, high] = wilson({ n, k });
  return { value: k / n, n, low, high };
}

export function shareParts(rows: readonly Hits[]): GoalPart[] {
  return rows.flatMap(({ key, k, n }) => (n > 0 ? [{ key, value: k / n, n }] : []));
}
