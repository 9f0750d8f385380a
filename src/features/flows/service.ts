/** The verbs of flows. */
import type { FlowTree, Input } from '../../engine/flow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import type { TokenRef } from './action.ts';
import { advance, isStepping, stepsAround } from './advance.ts';
import { FlowDefinition } from './contract-definition.ts';
import { digestOf } from './ready.ts';
import * as store from './store-runs.ts';
import { findDigest, insertVersion } from './store-versions.ts';

/** Publishes a version. The same again changes nothing; another definition under a version that is there is refused, because runs are pinned to it. */
export async function saveFlow(
  tx: Tx,
  ctx: Context,
  input: { readonly flow: string; readonly version: number; readonly definition: FlowTree },
): Promise<void> {
  const definition = FlowDefinition.parse(input.definition);
  const { flow, version } = input;
  const digest = digestOf(definition);
  await insertVersion(tx, ctx.workspace.id, { flow, version, definition, digest, by: ctx.actor.id, now: ctx.now });
  if ((await findDigest(tx, ctx.workspace.id, flow, version)) !== digest)
    throw new Problem('flow_version_taken', { flow, version });
}

/** Runs per transaction of a job. */
export const BATCH = 500;
/** As many take their first step at once, in the transaction that starts them: one hop less on the way to the customer. */
const AT_ONCE = 100;

/** So many at once change what the database should know of its tables before it plans the batches. */
const MANY = 2000;

export interface StartInput {
  readonly flow: string;
  readonly version: number;
  readonly epoch: number | null;
  /** Rows (customer_id, start_key). A customer runs through a flow once per key. */
  readonly entries: store.Rows;
}

/** Flows that hand a customer to each other without a wait in between would never end. Large batches go on in jobs, which count in the context. */
const MOST_HANDOVERS = 8;

/** Starts a run for each row in one statement; jobs take their first steps in batches. Returns how many are new. */
export async function startRuns(tx: Tx, ctx: Context, input: StartInput): Promise<number> {
  const { flow, version, epoch, entries } = input;
  const workspace = ctx.workspace.id;
  if (Math.max(stepsAround(tx), ctx.depth) > MOST_HANDOVERS)
    throw new Problem('flow_circle', { flow, most: MOST_HANDOVERS });
  const digest = await findDigest(tx, workspace, flow, version);
  if (digest === null) throw new Problem('not_found', { what: `flow ${flow} ${version}` });
  const prefix = newId('flw').slice(0, 28);
  const { now } = ctx;
  const { n, last, first } = await store.insertRuns(
    tx,
    workspace,
    { flow, version, epoch, prefix, now, entries },
    AT_ONCE,
  );
  if (n === 0 || last === null) return 0;
  if (n <= AT_ONCE) {
    const row = { flow, version, digest, epoch, state: null, steps: 0, stuck: false, started_at: now };
    await advance(
      tx,
      ctx,
      first.map((each) => ({ ...row, ...each })),
      () => [{ kind: 'start' }],
    );
    return n;
  }
  // Before the first batch the runs are new; after the last one, what they wait for.
  const measure = n >= MANY ? [{ task: 'flows.measure', payload: null }] : [];
  const starts = rangesUpTo(prefix, last).map((payload) => ({ task: 'flows.start', payload }));
  await enqueue(tx, ctx, [...measure, ...starts, ...measure]);
  return n;
}

export interface Range {
  readonly from: string;
  readonly to: string;
}

function rangesUpTo(prefix: string, last: string): Range[] {
  const most = Number.parseInt(last.slice(prefix.length), 16);
  const idOf = (n: number): string => prefix + n.toString(16).padStart(8, '0');
  const ranges: Range[] = [];
  for (let from = 1; from <= most; from += BATCH) ranges.push({ from: idOf(from), to: idOf(from + BATCH - 1) });
  return ranges;
}

export interface Settled extends TokenRef {
  /** One of the action's results. */
  readonly result: string;
  /** What a branch may ask about: flat, small. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** Settled at once in the transaction of who settles; more go through jobs. */
const SETTLED_AT_ONCE = 20;

/**
 * A `later` action ended. Late and double settles change nothing. A few go on at once, one hop less on the way to the customer: their runs are
 * locked only if nobody holds them, because whoever settles holds locks of his own. All others go on in jobs, also from within a step.
 */
export async function settle(tx: Tx, ctx: Context, items: readonly Settled[]): Promise<void> {
  let rest = items;
  if (items.length <= SETTLED_AT_ONCE && !isStepping(tx)) {
    const ids = [...new Set(items.map((item) => item.runId))];
    const rows = await store.lockFree(tx, ctx.workspace.id, ids);
    const locked = new Set(rows.map((row) => row.run_id));
    await advance(tx, ctx, rows, (row) => items.flatMap((item) => (item.runId === row.run_id ? [toInput(item)] : [])));
    rest = items.filter((item) => !locked.has(item.runId));
  }
  await enqueue(
    tx,
    ctx,
    chunks(rest).map((payload) => ({ task: 'flows.settle', payload })),
  );
}

export function toInput({ token, result, data }: Settled): Input {
  return { kind: 'ended', token, result, data };
}

export interface StopFilter {
  readonly flow?: string | undefined;
  readonly version?: number | undefined;
  readonly epoch?: number | undefined;
  readonly customers?: readonly string[] | undefined;
}

/** Ends live runs wherever they stand. A filter that names neither a flow nor customers would stop everything and is refused. */
export async function stopRuns(tx: Tx, ctx: Context, filter: StopFilter, result = 'stopped'): Promise<void> {
  if (filter.flow === undefined && filter.customers === undefined)
    throw new Error('stopRuns without a flow or customers');
  await enqueue(tx, ctx, [{ task: 'flows.stop', payload: { filter, result } }]);
}

export function chunks<T>(items: readonly T[], size = BATCH): T[][] {
  const made: T[][] = [];
  for (let at = 0; at < items.length; at += size) made.push(items.slice(at, at + size));
  return made;
}
