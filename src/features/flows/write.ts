/** Writes back what a batch led to: one statement per table. */
import { publish } from '../../kit/bus.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { saidOf } from './act.ts';
import type { Batch, LiveRun } from './batch.ts';
import { dueOf, type Worked } from './decide.ts';
import { runsStopped } from './events.ts';
import { addCounts, insertHistory, type StepRow } from './store-history.ts';
import { updateRuns } from './store-runs.ts';
import { deleteStuck, saveStuck, type StuckRow } from './store-stuck.ts';
import * as waits from './store-waits.ts';

export async function writeBatch(tx: Tx, ctx: Context, batch: Batch): Promise<void> {
  const { now } = ctx;
  const workspace = ctx.workspace.id;
  const timers = await timersOf(tx, ctx, batch);
  const changed = batch.runs.filter((live) => live.changed);
  if (changed.length === 0) return;
  const stuck = changed.map((live) => settleStuck(live));
  await updateRuns(
    tx,
    workspace,
    now,
    changed.map((live, at) => ({
      runId: live.row.run_id,
      state: live.run,
      steps: live.row.steps + 1,
      stuck: stuck[at]?.any ?? false,
    })),
  );
  await insertHistory(tx, workspace, now, changed.map(toStep));
  await waits.deleteTimers(
    tx,
    workspace,
    tokensOf(changed, (live) => live.untimers),
  );
  await waits.insertTimers(tx, workspace, timers);
  await waits.deleteSubscriptions(
    tx,
    workspace,
    changed.flatMap((live) =>
      [...live.unlistens].map((token) => ({ runId: live.row.run_id, customerId: live.row.customer_id, token })),
    ),
  );
  await waits.insertSubscriptions(
    tx,
    workspace,
    changed.flatMap((live) => subscriptionsOf(live, now)),
  );
  await deleteStuck(
    tx,
    workspace,
    stuck.flatMap((each) => each.gone),
  );
  await saveStuck(
    tx,
    workspace,
    now,
    stuck.flatMap((each) => each.fresh),
  );
  await addCounts(tx, workspace, shardOf(tx), batch.counts());
  const stopped = changed.filter((live) => live.stopped).map((live) => live.row.run_id);
  if (stopped.length > 0) await publish(tx, ctx, runsStopped, { runIds: stopped });
}

function tokensOf(runs: readonly LiveRun[], tokens: (live: LiveRun) => Iterable<number>): waits.TokenKey[] {
  return runs.flatMap((live) => [...tokens(live)].map((token) => ({ runId: live.row.run_id, token })));
}

/** What was entered and left within the step says so once. */
function toStep(live: LiveRun): StepRow {
  const left = new Set(live.because.flatMap(([token, , did]) => (did === 'entered' ? [] : [token])));
  const because = live.because.filter(([token, , did]) => did !== 'entered' || !left.has(token));
  return { runId: live.row.run_id, step: live.row.steps + 1, because };
}

async function timersOf(tx: Tx, ctx: Context, batch: Batch): Promise<waits.Timer[]> {
  const days = zoneCalendar(ctx.workspace.zone);
  const asked = batch.runs.flatMap((live) => [...live.timers].map(([token, node]) => ({ live, token, node })));
  if (asked.length === 0) return [];
  const nodeAt = ({ live, node }: (typeof asked)[number]) => live.ready.flow.sites.get(node)?.node;
  const works = asked.some((each) => {
    const node = nodeAt(each);
    return node?.kind === 'delay' ? node.for?.working : node && 'timeout' in node && node.timeout?.after.working;
  });
  const calendar = works ? await loadWorkCalendar(tx, ctx, ctx.now) : null;
  const worked: Worked = (from, { n, unit }) => calendar?.add(new Date(from), { n, unit }).at.getTime() ?? from;
  const known = new Map<unknown, Date>();
  const timers: waits.Timer[] = [];
  for (const each of asked) {
    const { live, token, node: id } = each;
    const node = nodeAt(each);
    if (!node) continue;
    try {
      // All waits of a batch begin at the same moment.
      const dueAt = known.get(node) ?? new Date(dueOf(node, ctx.now.getTime(), days, worked));
      known.set(node, dueAt);
      timers.push({ runId: live.row.run_id, token, dueAt });
    } catch (error) {
      live.fail(token, id, 'timer', saidOf(ctx, error));
    }
  }
  return timers;
}

/** To the second: many systems tell no finer time of what happened. */
function subscriptionsOf(live: LiveRun, now: Date): waits.Subscription[] {
  const since = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const { run_id: runId, customer_id: customerId } = live.row;
  return [...live.listens].flatMap(([token, node]) =>
    live.eventsOf(token, node).map((event) => ({ runId, customerId, token, event, since })),
  );
}

function settleStuck(live: LiveRun): { any: boolean; gone: waits.TokenKey[]; fresh: StuckRow[] } {
  const { run_id: runId } = live.row;
  const fresh = [...live.stuck].flatMap(([token, each]) => (live.isLive(token) ? [{ runId, token, ...each }] : []));
  const gone = [...live.wasStuck.keys()].filter((token) => !live.isLive(token) || live.retried.has(token));
  const rest = live.wasStuck.size - gone.length;
  return { any: fresh.length + rest > 0, gone: gone.map((token) => ({ runId, token })), fresh };
}

/** Transactions that run at the same time count in different shards; one that counts twice keeps its shard, so that none waits in a circle. */
const SHARDS = 32;
const shards = new WeakMap<Tx, number>();
let turn = Math.floor(Math.random() * SHARDS);

function shardOf(tx: Tx): number {
  const known = shards.get(tx);
  if (known !== undefined) return known;
  const shard = turn++ % SHARDS;
  shards.set(tx, shard);
  return shard;
}
