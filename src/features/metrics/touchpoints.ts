/** Where customers are asked. Filled downstream, by the room that knows what starts a playbook. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { slot } from '../../kit/slots/slot.ts';

export interface Touchpoint {
  readonly playbook: string;
  readonly name: Words;
  /** The event that starts it; null where nothing does. */
  readonly event: string | null;
  /** What that event is called. */
  readonly eventName: Words | null;
}

export type Touchpoints = (tx: Tx, ctx: Context) => Promise<readonly Touchpoint[]>;

export const touchpoints = slot<Touchpoints>('metrics.touchpoints');

export async function touchpointsOf(tx: Tx, ctx: Context): Promise<readonly Touchpoint[]> {
  const found: Touchpoint[] = [];
  for (const known of ctx.runtime.slot(touchpoints)) found.push(...(await known(tx, ctx)));
  return found;
}
