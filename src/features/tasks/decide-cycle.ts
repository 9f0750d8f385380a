/** Time from trigger to done, with the tasks that are not done yet counted as far as they have come. Pure. */

export interface Span {
  readonly ms: number;
  /** False: still going on, or cancelled, after `ms`. */
  readonly ended: boolean;
}

/**
 * The time by which a share of all tasks is done (Kaplan-Meier): leaving out the unfinished would flatter exactly when work piles up. Null while
 * fewer than that share are done.
 */
export function quantile(spans: readonly Span[], share: number): number | null {
  const sorted = [...spans].sort((a, b) => a.ms - b.ms || Number(b.ended) - Number(a.ended));
  let left = 1;
  for (const [at, { ms, ended }] of sorted.entries()) {
    if (!ended) continue;
    left *= 1 - 1 / (sorted.length - at);
    if (left <= 1 - share + 1e-12) return ms;
  }
  return null;
}

export interface CycleStats {
  readonly n: number;
  readonly done: number;
  readonly open: number;
  readonly cancelled: number;
  /** Calendar time and working time, ms. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly workP50: number | null;
  readonly workP90: number | null;
  /** Share done within an hour of working time, of all tasks as old as that. */
  readonly withinHour: { readonly done: number; readonly of: number };
}

const HOUR = 3_600_000;

export function cycleStatsOf(
  rows: readonly { readonly ms: number; readonly workMs: number; readonly state: 'done' | 'open' | 'cancelled' }[],
): CycleStats {
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const calendar = rows.map(({ ms, state }) => ({ ms, ended: state === 'done' }));
  const work = rows.map(({ workMs, state }) => ({ ms: workMs, ended: state === 'done' }));
  const judged = rows.filter(({ state, workMs }) => state === 'done' || workMs >= HOUR);
  return {
    n: rows.length,
    done: count('done'),
    open: count('open'),
    cancelled: count('cancelled'),
    p50: quantile(calendar, 0.5),
    p90: quantile(calendar, 0.9),
    workP50: quantile(work, 0.5),
    workP90: quantile(work, 0.9),
    withinHour: {
      done: judged.filter(({ state, workMs }) => state === 'done' && workMs <= HOUR).length,
      of: judged.length,
    },
  };
}
