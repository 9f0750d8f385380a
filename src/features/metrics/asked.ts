import { slot } from '../../kit/slots/slot.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';

/** Whom to count: what is left out is not asked about. Times by when they were asked. */
export interface AskedFilter {
  readonly playbook?: string | undefined;
  readonly epoch?: number | undefined;
  readonly form?: string | undefined;
  /** Only these forms; an empty list is none of them. */
  readonly of?: readonly { readonly playbook: string; readonly form: string }[] | undefined;
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

/** How somebody came to answer: when she was asked, when she opened the form, and with what chance she was asked (1: everybody was). */
export interface Asking {
  readonly response_id: string;
  readonly asked_at: Date;
  readonly opened_at: Date | null;
  readonly share: number;
}

/** Filled by whoever asks: of these responses those that it asked for. What nobody knows about was asked of everybody. */
export type Askings = (tx: Tx, ctx: Context, responses: readonly string[]) => Promise<readonly Asking[]>;

export const askings = slot<Askings>('metrics.askings');

export async function askingsOf(tx: Tx, ctx: Context, responses: readonly string[]): Promise<Map<string, Asking>> {
  const found = new Map<string, Asking>();
  if (responses.length === 0) return found;
  for (const know of ctx.runtime.slot(askings))
    for (const asking of await know(tx, ctx, responses)) found.set(asking.response_id, asking);
  return found;
}
