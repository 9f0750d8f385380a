/** Versions made ready for stepping, kept by their content: they never change. */
import { createHash } from 'node:crypto';
import { compile, type Flow, type FlowTree } from '../../engine/flow/index.ts';
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { type FlowAction, flowAction } from './action.ts';
import type { RunRow } from './store-runs.ts';
import { findVersion } from './store-versions.ts';

export interface Ready {
  readonly flow: Flow;
  /** The plug-in of an action node and its params; throws when there is no such plug-in or it does not take them. */
  act(node: string): { readonly action: FlowAction; readonly params: unknown };
}

export function digestOf(definition: FlowTree): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex').slice(0, 32);
}

/** More are not kept in memory; a workspace has a few dozen. */
const MOST_READY = 500;
const kept = new WeakMap<Runtime, Map<string, Ready>>();

export function makeReady(runtime: Runtime, definition: FlowTree): Ready {
  const flow = compile(definition);
  const acts = new Map<string, { action: FlowAction; params: unknown }>();
  return {
    flow,
    act(id) {
      const known = acts.get(id);
      if (known) return known;
      const node = flow.sites.get(id)?.node;
      if (node?.kind !== 'action') throw new Error(`the node ${id} is no action`);
      const action = runtime.slot(flowAction).find((each) => each.name === node.action);
      if (!action) throw new Error(`no feature offers the action ${node.action}`);
      const made = { action, params: action.params.parse(node.params) };
      acts.set(id, made);
      return made;
    },
  };
}

export async function readyFor(tx: Tx, ctx: Context, row: Pick<RunRow, 'flow' | 'version' | 'digest'>): Promise<Ready> {
  const { runtime } = ctx;
  const map = kept.get(runtime) ?? new Map<string, Ready>();
  kept.set(runtime, map);
  const known = map.get(row.digest);
  if (known) return known;
  const version = await findVersion(tx, ctx.workspace.id, row.flow, row.version);
  if (!version) throw new Error(`there is no version ${row.version} of the flow ${row.flow}`);
  if (map.size >= MOST_READY) map.clear();
  const ready = makeReady(runtime, version.definition);
  map.set(row.digest, ready);
  return ready;
}
