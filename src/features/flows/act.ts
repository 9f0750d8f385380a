/** Calls the plug-ins for a whole batch. One that throws is called again run by run, and only the runs it fails for stand still. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { guarded } from '../../kit/db/guarded.ts';
import { Problem, toProblemDetails } from '../../kit/errors.ts';
import type { ActionEntry, FlowAction } from './action.ts';
import type { Batch, Place } from './batch.ts';

interface Group {
  readonly action: FlowAction;
  readonly items: { readonly place: Place; readonly entry: ActionEntry<unknown> }[];
}

export async function actAll(tx: Tx, ctx: Context, batch: Batch): Promise<void> {
  const places = batch.acts.filter(({ live, token }) => live.isLive(token));
  batch.acts = [];
  for (const { action, items } of groupByAction(ctx, places)) {
    const passed = await runGroup(tx, ctx, action, items);
    for (const { place } of passed) {
      place.live.acted.add(place.token);
      if (action.ends === 'now') place.live.take({ kind: 'ended', token: place.token, result: 'done' });
    }
  }
}

function groupByAction(ctx: Context, places: readonly Place[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const place of places) {
    const { live, token, node } = place;
    try {
      const { action, params } = live.ready.act(node);
      const { run_id: runId, flow, version, epoch, customer_id: customerId } = live.row;
      const entry = { runId, token, node, flow, version, epoch, customerId, params };
      const group = groups.get(action.name);
      if (group) group.items.push({ place, entry });
      else groups.set(action.name, { action, items: [{ place, entry }] });
    } catch (error) {
      live.fail(token, node, 'act', saidOf(ctx, error));
    }
  }
  return groups.values();
}

async function runGroup(tx: Tx, ctx: Context, action: FlowAction, items: Group['items']): Promise<Group['items']> {
  const entries = items.map(({ entry }) => entry);
  const error = await guarded(tx, ctx, () => action.run(tx, ctx, entries));
  if (error === null) return items;
  if (items.length === 1) {
    const [only] = items;
    ctx.runtime.log.error(
      { err: error, action: action.name, run: only?.entry.runId },
      'an action failed; its run is stuck',
    );
    only?.place.live.fail(only.place.token, only.place.node, 'act', saidOf(ctx, error));
    return [];
  }
  const passed: Group['items'] = [];
  for (const item of items) passed.push(...(await runGroup(tx, ctx, action, [item])));
  return passed;
}

/** Takes back what is not waited for any more, where it had been begun. */
export async function cancelAll(tx: Tx, ctx: Context, batch: Batch): Promise<void> {
  const groups = new Map<FlowAction, Place[]>();
  for (const place of batch.cancels) {
    const action = actionOf(place);
    if (!action?.cancel) continue;
    const group = groups.get(action);
    if (group) group.push(place);
    else groups.set(action, [place]);
  }
  batch.cancels = [];
  for (const [action, places] of groups) {
    const tokens = places.map(({ live, token }) => ({ runId: live.row.run_id, token }));
    const error = await guarded(tx, ctx, async () => action.cancel?.(tx, ctx, tokens));
    // What cannot be taken back must not hold the run.
    if (error !== null) ctx.runtime.log.error({ err: error, action: action.name }, 'an action could not be cancelled');
  }
}

function actionOf({ live, node }: Place): FlowAction | null {
  try {
    return live.ready.act(node).action;
  } catch {
    return null;
  }
}

const LONGEST = 500;

export function saidOf(ctx: Context, error: unknown): string {
  const text =
    error instanceof Problem
      ? toProblemDetails(error, ctx.runtime.errors, ctx.workspace.locale).detail
      : error instanceof Error
        ? error.message
        : String(error);
  return text.replaceAll('\0', '').slice(0, LONGEST);
}
