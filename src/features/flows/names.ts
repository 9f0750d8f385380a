import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { slot } from '../../kit/slots/slot.ts';

/** What people call a flow. Filled downstream: the flow of a playbook is called as the playbook is. */
export interface FlowNames {
  find(tx: Tx, ctx: Context, flows: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

export const flowNames = slot<FlowNames>('flows.names');

export async function namesOf(tx: Tx, ctx: Context, flows: readonly string[]): Promise<ReadonlyMap<string, Words>> {
  const names = new Map<string, Words>();
  if (flows.length === 0) return names;
  for (const source of ctx.runtime.slot(flowNames))
    for (const [flow, words] of await source.find(tx, ctx, [...new Set(flows)])) names.set(flow, words);
  return names;
}
