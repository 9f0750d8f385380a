/** Cycle times for the scorecard: from the customer's entry into the playbook to the task's end. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { type CycleStats, cycleStatsOf } from './decide-cycle.ts';
import { type CycleFilter, cycles } from './store-board.ts';

/** The latest so many: beyond it a median does not move. */
const MOST = 200_000;

export async function cycleStats(tx: Tx, ctx: Context, filter: CycleFilter): Promise<CycleStats> {
  const rows = await cycles(tx, ctx.workspace.id, filter, MOST);
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
