/** Timers: rows with a moment, swept in batches by whoever comes first. */
import { EXITS } from '../../engine/flow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Sweep } from '../../kit/feature.ts';
import { advance, type Happening } from './advance.ts';
import { missedEvents } from './store-events.ts';
import * as store from './store-runs.ts';
import { dueRuns, nextDue, takeDue, type Timer } from './store-waits.ts';

/** Timers per transaction. */
const BATCH = 1000;

/**
 * Runs are locked before their timers, as everywhere in this room, so that nobody waits in a circle; a run that somebody else holds is left to
 * him or to the next sweep.
 */
async function sweepOnce(ctx: Context): Promise<number> {
  const workspace = ctx.workspace.id;
  return ctx.tx(async (tx) => {
    const rows = await store.lockFree(tx, workspace, await dueRuns(tx, workspace, ctx.now, BATCH));
    if (rows.length === 0) return 0;
    const due = await takeDue(
      tx,
      workspace,
      ctx.now,
      rows.map((row) => row.run_id),
    );
    const happened = await happenedTo(tx, ctx, rows, due);
    await advance(tx, ctx, rows, (row) => happened.get(row.run_id) ?? []);
    return rows.length;
  });
}

/** Before a wait times out, the events themselves are asked: for it, and for the flow's exits. */
async function happenedTo(
  tx: Tx,
  ctx: Context,
  rows: readonly store.RunRow[],
  due: readonly Timer[],
): Promise<Map<string, Happening[]>> {
  const byId = new Map(rows.map((row) => [row.run_id, row]));
  const happened = new Map<string, Happening[]>(rows.map((row) => [row.run_id, []]));
  const waits = due.flatMap(({ runId, token }) => {
    const customerId = byId.get(runId)?.customer_id;
    return customerId === undefined ? [] : [{ runId, token, customerId }];
  });
  const exits = rows.map((row) => ({ runId: row.run_id, token: EXITS, customerId: row.customer_id }));
  const tokens = [...exits, ...waits];
  for (const { run_id, token, ...event } of await missedEvents(tx, ctx.workspace.id, ctx.now, tokens))
    happened.get(run_id)?.push({ kind: 'heard', token, event });
  for (const { runId, token } of due) happened.get(runId)?.push({ kind: 'timer', token });
  return happened;
}

export const sweepTimers: Sweep = {
  name: 'flows.timers',
  async run(ctx) {
    while ((await sweepOnce(ctx)) > 0);
  },
  next: (ctx) => ctx.tx((tx) => nextDue(tx, ctx.workspace.id)),
};
