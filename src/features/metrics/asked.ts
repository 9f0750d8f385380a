import { slot } from '../../kit/slots/slot.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';

/** Whom to count: what is left out is not asked about. Times by when they were asked. */
export interface AskedFilter {
  readonly playbook?: string | undefined;
  readonly epoch?: number | undefined;
  readonly form?: string | undefined;
  readonly channel?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
}

/** How many were asked, and how many of those answered. Filled by whoever asks (surveys); the counts of several are added. */
export type AskedCounts = (tx: Tx, ctx: Context, filter: AskedFilter) => Promise<{ asked: number; answered: number }>;

export const askedCounts = slot<AskedCounts>('metrics.askedCounts');

/** null where nothing plugged in knows who was asked. */
export async function askedOf(
  tx: Tx,
  ctx: Context,
  filter: AskedFilter,
): Promise<{ asked: number; answered: number } | null> {
  const counters = ctx.runtime.slot(askedCounts);
  if (counters.length === 0) return null;
  const sum = { asked: 0, answered: 0 };
  for (const count of counters) {
    const { asked, answered } = await count(tx, ctx, filter);
    sum.asked += asked;
    sum.answered += answered;
  }
  return sum;
}
