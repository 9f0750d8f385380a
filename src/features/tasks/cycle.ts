/** Cycle times for the scorecard: from the customer's entry into the playbook to the task's end. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { type CycleStats, cycleStatsOf } from './decide-cycle.ts';
import { type CycleFilter, type CycleKey, type CycleRow, cycles } from './store-board.ts';

/** The latest so many: at this number the 95 % interval of a median of days is some minutes wide, and more would not be read sooner. */
const MOST = 20_000;

export interface Latest {
  /** Only so many, the latest, were looked at; null: all there are. */
  readonly latest: number | null;
}

export async function cycleStats(tx: Tx, ctx: Context, filter: CycleFilter): Promise<CycleStats & Latest> {
  const { rows, latest } = latestOf(await cycles(tx, ctx.workspace.id, filter, MOST + 1));
  return { ...(await statsOf(tx, ctx, rows)), latest };
}

function latestOf(rows: readonly CycleRow[]): { rows: readonly CycleRow[] } & Latest {
  return rows.length > MOST ? { rows: rows.slice(0, MOST), latest: MOST } : { rows, latest: null };
}

/** The same in groups, of the same latest tasks. */
export async function cycleGroups(
  tx: Tx,
  ctx: Context,
  filter: CycleFilter,
  by: CycleKey,
): Promise<ReadonlyMap<string, CycleStats & Latest>> {
  const found = await cycles(tx, ctx.workspace.id, filter, MOST + 1, { by, zone: ctx.workspace.zone });
  const { rows, latest } = latestOf(found);
  const groups = new Map<string, CycleStats & Latest>();
  for (const key of [...new Set(rows.map((row) => row.key))].toSorted())
    groups.set(key, {
      ...(await statsOf(
        tx,
        ctx,
        rows.filter((row) => row.key === key),
      )),
      latest,
    });
  return groups;
}

async function statsOf(tx: Tx, ctx: Context, rows: readonly CycleRow[]): Promise<CycleStats> {
  const first = rows.at(-1)?.triggered_at ?? ctx.now;
  const calendar = await loadWorkCalendar(tx, ctx, first);
  return cycleStatsOf(
    rows.map(({ state, triggered_at, ended_at, cycle_ms, cycle_work_ms }) => {
      const until = ended_at ?? ctx.now;
      return {
        state: state === 'done' ? 'done' : state === 'cancelled' ? 'cancelled' : 'open',
        ms: cycle_ms ?? until.getTime() - triggered_at.getTime(),
        workMs: cycle_work_ms ?? calendar.between(triggered_at, until),
      };
    }),
  );
}
