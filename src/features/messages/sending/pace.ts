/** Not more in a second than an account allows, over all processes: the generic cell rate algorithm (ITU-T I.371) with a burst of one second. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { Carrier } from '../accounts/carriers.ts';
import { holdPace, movePace } from './store-pace.ts';

const BURST_MS = 1000;

export interface Pace {
  /** So many may begin now. */
  readonly free: number;
  /** Milliseconds until one may, when none may now. */
  readonly wait: number;
  /** Writes down how many of them begin. */
  take(n: number): Promise<void>;
}

/** null: its account knows no limit. Held until the transaction ends, so that processes take turns. */
export async function paceOf(tx: Tx, ctx: Context, carrier: Carrier): Promise<Pace | null> {
  const { channel, perSecond } = carrier;
  if (perSecond === null) return null;
  const real = Date.now();
  const nextFree = (await holdPace(tx, ctx.workspace.id, channel, new Date(real))).getTime();
  const each = 1000 / perSecond;
  const free = Math.max(0, Math.floor((real + BURST_MS - nextFree) / each));
  return {
    free,
    wait: free > 0 ? 0 : Math.max(1, nextFree + each - BURST_MS - real),
    take: (n) => movePace(tx, ctx.workspace.id, channel, new Date(nextFree + n * each)),
  };
}
