/** Timers: rows with a moment, swept in batches by whoever comes first. */
import { EXITS } from '../../engine/flow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Sweep } from '../../kit/feature.ts';
import { advance, type Happening } from './advance.ts';
import { readyFor } from './ready.ts';
import { chunks } from './service.ts';
import { missedEvents } from './store-events.ts';
import * as store from './store-runs.ts';
import { dueRuns, nextDue, takeDue, type Timer, type TokenKey } from './store-waits.ts';

/** Timers per transaction. */
const BATCH = 500;
/** Transactions at a time: while the database writes one batch, this process steps another. */
const ABREAST = 2;
/** Timers looked up at once. */
const LOOK = BATCH * 10;

/**
 * Runs are locked before their timers, as everywhere in this room, so that nobody waits in a circle; a run that somebody else holds is left to
 * him or to the next sweep.
 */
function sweepBatch(ctx: Context, ids: readonly string[]): Promise<number> {
  const workspace = ctx.workspace.id;
  return ctx.tx(async (tx) => {
    const rows = await store.lockFree(tx, workspace, ids);
    if (rows.length === 0) return 0;
    const due = await takeDue(
      tx,
      workspace,
      ctx.now,
      rows.map((row) => row.run_id),
    );
    const happened = await happenedTo(tx, ctx, rows, due);
    await advance(tx, ctx, rows, (row) => happened.get(row.run_id) ?? []);
    return due.length;
  });
}

/** Before a wait times out, the events themselves are asked: for it, and for the flow's exits. */
async function happenedTo(
  tx: Tx,
  ctx: Context,
  rows: readonly store.RunRow[],
  due: readonly Timer[],
): Promise<Map<string, Happening[]>> {
  const happened = new Map<string, Happening[]>(rows.map((row) => [row.run_id, []]));
  const timers = groupByRun(due);
  const listening: (TokenKey & { customerId: string })[] = [];
  for (const row of rows) {
    const { flow } = await readyFor(tx, ctx, row);
    const tokens = (timers.get(row.run_id) ?? []).map((timer) => timer.token);
    const waits = (row.state?.at ?? []).filter(
      ([token, node]) => tokens.includes(token) && flow.sites.get(node)?.node.kind === 'wait',
    );
    const asked = [...(flow.tree.exits?.length ? [EXITS] : []), ...waits.map(([token]) => token)];
    for (const token of asked) listening.push({ runId: row.run_id, token, customerId: row.customer_id });
  }
  if (listening.length > 0)
    for (const { run_id, token, ...event } of await missedEvents(tx, ctx.workspace.id, ctx.now, listening))
      happened.get(run_id)?.push({ kind: 'heard', token, event });
  for (const { runId, token } of due) happened.get(runId)?.push({ kind: 'timer', token });
  return happened;
}

function groupByRun(due: readonly Timer[]): Map<string, Timer[]> {
  const groups = new Map<string, Timer[]>();
  for (const timer of due) groups.set(timer.runId, [...(groups.get(timer.runId) ?? []), timer]);
  return groups;
}

/** Timers worked; 0 when nothing is due, or all of it is in other hands. */
async function sweepOnce(ctx: Context): Promise<number> {
  const left = chunks(await ctx.tx((tx) => dueRuns(tx, ctx.workspace.id, ctx.now, LOOK)), BATCH);
  let worked = 0;
  const work = async (): Promise<void> => {
    for (let ids = left.shift(); ids; ids = left.shift()) worked += await sweepBatch(ctx, ids);
  };
  // All end before an error goes on upwards: nothing of this sweep is still under way then.
  const ends = await Promise.allSettled(Array.from({ length: ctx.outbox ? 1 : ABREAST }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return worked;
}

export const sweepTimers: Sweep = {
  name: 'flows.timers',
  async run(ctx) {
    while ((await sweepOnce(ctx)) > 0);
  },
  next: (ctx) => ctx.tx((tx) => nextDue(tx, ctx.workspace.id, ctx.now)),
};
