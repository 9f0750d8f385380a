/** Steps a batch of locked runs until each waits again, and writes what it led to; everything in the caller's transaction. */
import { EXITS, type Input, type Json } from '../../engine/flow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { eventPredicate } from '../segments/index.ts';
import { actAll, cancelAll } from './act.ts';
import { Batch, type LiveRun } from './batch.ts';
import { decideAll } from './branch.ts';
import { readyFor } from './ready.ts';
import type { EventRow } from './store-events.ts';
import type { RunRow } from './store-runs.ts';
import { stuckOf } from './store-stuck.ts';
import { writeBatch } from './write.ts';

export type Happening =
  | Input
  /** An event for a token that listened when it was recorded. */
  | { readonly kind: 'heard'; readonly token: number; readonly event: EventRow }
  /** Does again what a token is stuck with. */
  | { readonly kind: 'retry'; readonly token: number };

export async function advance(
  tx: Tx,
  ctx: Context,
  rows: readonly RunRow[],
  happened: (row: RunRow) => readonly Happening[],
): Promise<void> {
  if (rows.length === 0) return;
  const around = stepping.get(tx) ?? 0;
  stepping.set(tx, around + 1);
  try {
    await advanceAll(tx, ctx, rows, happened);
  } finally {
    stepping.set(tx, around);
  }
}

/** Transactions with a batch in memory: the rows of its runs are older than what it knows. */
const stepping = new WeakMap<Tx, number>();

export function isStepping(tx: Tx): boolean {
  return stepsAround(tx) > 0;
}

/** How many batches wait for one another in this transaction: a step may start runs, whose first steps start runs. */
export function stepsAround(tx: Tx): number {
  return stepping.get(tx) ?? 0;
}

async function advanceAll(
  tx: Tx,
  ctx: Context,
  rows: readonly RunRow[],
  happened: (row: RunRow) => readonly Happening[],
): Promise<void> {
  const batch = new Batch();
  for (const row of rows) batch.add(row, await readyFor(tx, ctx, row));
  await loadStuck(tx, ctx, batch);
  for (const live of batch.runs) for (const each of happened(live.row)) take(ctx, live, each);
  // A tree has no loops, so this ends.
  while (batch.cancels.length + batch.decides.length + batch.acts.length > 0) {
    await cancelAll(tx, ctx, batch);
    await decideAll(tx, ctx, batch);
    await actAll(tx, ctx, batch);
  }
  await writeBatch(tx, ctx, batch);
}

async function loadStuck(tx: Tx, ctx: Context, batch: Batch): Promise<void> {
  const stuck = new Map(batch.runs.filter(({ row }) => row.stuck).map((live) => [live.row.run_id, live]));
  if (stuck.size === 0) return;
  for (const { run_id, token, command } of await stuckOf(tx, ctx.workspace.id, [...stuck.keys()]))
    stuck.get(run_id)?.wasStuck.set(token, command);
  // One whose token is gone has nothing to mend: writing the run removes it.
  for (const live of stuck.values())
    if ([...live.wasStuck.keys()].some((token) => !live.isLive(token))) live.changed = true;
}

function take(ctx: Context, live: LiveRun, happening: Happening): void {
  if (happening.kind === 'heard') hear(ctx, live, happening.token, happening.event);
  else if (happening.kind === 'retry') live.retry(happening.token);
  else live.take(happening);
}

function hear(ctx: Context, live: LiveRun, token: number, event: EventRow): void {
  const { tree, sites } = live.ready.flow;
  const more = { event: event.event_id, type: event.type };
  if (token === EXITS) {
    const exit = tree.exits?.find((each) => each.event === event.type && holds(ctx, event, each.where));
    if (exit) live.take({ kind: 'stop', result: exit.result ?? 'exit' }, more);
    return;
  }
  const node = sites.get(live.nodeOf(token) ?? '')?.node;
  if (node?.kind !== 'wait' || node.event !== event.type) return;
  if (node.own && event.properties?.['run'] !== live.row.run_id) return;
  if (!holds(ctx, event, node.where)) return;
  const amount = event.amount === null ? {} : { amount: event.amount };
  live.take({ kind: 'event', token, data: { ...event.properties, ...amount } }, more);
}

/** Conditions are compiled once per flow version: its trees are kept. */
const compiled = new WeakMap<readonly Json[], { zone: string; at: number; test: ReturnType<typeof eventPredicate> }>();

function holds(ctx: Context, event: EventRow, where: readonly Json[] | undefined): boolean {
  if (!where?.length) return true;
  const at = ctx.now.getTime();
  const { zone } = ctx.workspace;
  let known = compiled.get(where);
  if (known?.at !== at || known.zone !== zone) {
    known = { at, zone, test: eventPredicate(ctx, event.type, where) };
    compiled.set(where, known);
  }
  return known.test(event);
}
