/** Channels that are tried at the same time: how one of them ends counts only beside the others. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { togetherWith } from '../contract-plan.ts';
import type { DeliveryState } from '../contract-states.ts';
import { isEnough } from '../decide-outcome.ts';
import { blindAdapters } from '../receipts/reach.ts';
import type { MessageRow } from '../store.ts';
import { statesTogether } from '../receipts/store-receipts.ts';

export interface Beside {
  /** One of them may still reach her: the next channel is not for now. */
  readonly alive: boolean;
  /** One of them was enough: the next channel is not needed. */
  readonly enough: boolean;
}

const ALONE: Beside = { alive: false, enough: false };
const DEAD: readonly DeliveryState[] = ['failed', 'refused', 'cancelled'];

/** Of each message, what stands beside an attempt of its present step. The messages are held by the caller, and what changed is written. */
export async function beside(
  tx: Tx,
  ctx: Context,
  messages: readonly MessageRow[],
): Promise<(message: Pick<MessageRow, 'message_id'>) => Beside> {
  const several = new Map(
    messages.flatMap((message) => {
      const group = togetherWith(message.plan, message.step);
      return group.first < group.last ? [[message.message_id, { ...group, message }] as const] : [];
    }),
  );
  if (several.size === 0) return () => ALONE;
  const blind = new Set(blindAdapters(ctx));
  const states = await statesTogether(
    tx,
    ctx.workspace.id,
    [...several].map(([messageId, { first, last }]) => ({ messageId, first, last })),
  );
  const found = new Map<string, Beside>();
  for (const { message_id: id, step, state, adapter } of states) {
    const message = several.get(id)?.message;
    if (!message) continue;
    const { plan } = message;
    const lost = state === 'unknown' && plan[togetherWith(plan, step).last]?.onUnknown === 'next';
    const known = found.get(id) ?? ALONE;
    found.set(id, {
      alive: known.alive || !(lost || DEAD.includes(state)),
      enough: known.enough || isEnough(plan, step, reachedState(state, blind.has(adapter ?? ''))),
    });
  }
  return ({ message_id: id }) => found.get(id) ?? ALONE;
}

/** Where nothing is told later, handed over is as good as delivered. */
export const reachedState = (state: DeliveryState, blind: boolean): DeliveryState =>
  state === 'accepted' && blind ? 'delivered' : state;

/** Those of which no other attempt is still on its way: the next channel is for them. */
export async function withoutAlive(tx: Tx, ctx: Context, messages: readonly MessageRow[]): Promise<MessageRow[]> {
  const others = await beside(tx, ctx, messages);
  return messages.filter((message) => !others(message).alive);
}

/** True when an attempt at `step` is one of those that are tried now. */
export const isPresent = ({ plan, step }: Pick<MessageRow, 'plan' | 'step'>, at: number): boolean => {
  const { first, last } = togetherWith(plan, step);
  return first <= at && at <= last;
};
