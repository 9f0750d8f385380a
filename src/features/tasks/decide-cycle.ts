/** Time from trigger to done, with the tasks that are not done yet counted as far as they have come. Pure. */
import { endedBy, kaplanMeier } from '../../engine/stats/index.ts';

export type Quantile = ReturnType<typeof endedBy>;

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
  return estimate(spans, share).value;
}

function estimate(spans: readonly Span[], share: number): Quantile {
  return endedBy(kaplanMeier(spans.map(({ ms, ended }) => ({ time: ms, ended }))), share);
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
  /** The same with their 95 % intervals; an end is null where it was not reached yet. */
  readonly quantiles: Readonly<Record<'p50' | 'p90' | 'workP50' | 'workP90', Quantile>>;
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
  const quantiles = {
    p50: estimate(calendar, 0.5),
    p90: estimate(calendar, 0.9),
    workP50: estimate(work, 0.5),
    workP90: estimate(work, 0.9),
  };
  const judged = rows.filter(({ state, workMs }) => state === 'done' || workMs >= HOUR);
  return {
    n: rows.length,
    done: count('done'),
    open: count('open'),
    cancelled: count('cancelled'),
    p50: quantiles.p50.value,
    p90: quantiles.p90.value,
    workP50: quantiles.workP50.value,
    workP90: quantiles.workP90.value,
    quantiles,
    withinHour: {
      done: judged.filter(({ state, workMs }) => state === 'done' && workMs <= HOUR).length,
      of: judged.length,
    },
  };
}
