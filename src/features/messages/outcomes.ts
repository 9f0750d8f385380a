/** The ends of attempts: what is written, told, tried again or tried elsewhere. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import type { Outcome } from './adapter.ts';
import { RANK } from './contract-states.ts';
import { fallbackAt, isEnough, retryAfter, stateOf } from './decide-outcome.ts';
import { recordNews } from './news.ts';
import * as store from './store.ts';
import { saveOutcomes, type SettledRow } from './store-attempts.ts';
import { refundUnsent } from './store-spend.ts';

export const DELIVER = 'messages.deliver';

export interface Ended {
  readonly deliveryId: string;
  readonly outcome: Outcome;
  /** The adapter tells later what became of it. */
  readonly receipts: boolean;
  /** It can be asked what became of it. */
  readonly askable: boolean;
}

export async function settleOutcomes(
  tx: Tx,
  ctx: Context,
  claim: string,
  ended: readonly Ended[],
): Promise<SettledRow[]> {
  const byId = new Map(ended.map((each) => [each.deliveryId, each]));
  const settled = await saveOutcomes(
    tx,
    ctx.workspace.id,
    ended.map(({ deliveryId, outcome, askable }) => ({ deliveryId, ...rowOf(outcome), askable })),
    { claim, now: ctx.now },
  );
  const moved = settled.filter((row) => row.moved);
  if (moved.length === 0) return settled;
  await refundUnsent(
    tx,
    ctx.workspace.id,
    moved.filter((row) => row.state === 'failed').map((row) => row.delivery_id),
  );
  const messages = await heldMessages(tx, ctx, moved);
  const retries: store.NewAttempt[] = [];
  const timers: store.Timer[] = [];
  const elsewhere: store.MessageRow[] = [];
  for (const row of moved) {
    const message = messages.get(row.message_id);
    const end = byId.get(row.delivery_id);
    if (!message || !end || message.closed_at) continue;
    const pause = retryAfter(end.outcome, row.try);
    if (row.state === 'failed' && pause !== null) retries.push(retryOf(message, row, ctx.now.getTime() + pause));
    else if (row.state === 'failed' || (row.state === 'unknown' && message.plan[row.step]?.onUnknown === 'next'))
      elsewhere.push(message);
    else if (row.step === message.step) timers.push(...timersOf(message, row, end.receipts, ctx.now));
  }
  await store.insertAttempts(tx, ctx.workspace.id, retries, ctx.now);
  await store.setTimers(tx, ctx.workspace.id, timers, ctx.now);
  await tryNext(tx, ctx, elsewhere);
  await recordNews(
    tx,
    ctx,
    moved.map((row) => ({ deliveryId: row.delivery_id, was: row.was, state: row.state })),
  );
  await store.refreshMessages(tx, ctx.workspace.id, [...messages.keys()], ctx.now);
  return settled;
}

function rowOf(outcome: Outcome) {
  const { state, reason } = stateOf(outcome);
  return {
    state,
    rank: RANK[state],
    reason,
    providerId: 'providerId' in outcome ? (outcome.providerId ?? null) : null,
    code: 'code' in outcome ? outcome.code : null,
    note: outcome.note ?? null,
    notSent: state === 'failed',
    parts: outcome.kind === 'accepted' ? (outcome.parts ?? null) : null,
  };
}

async function heldMessages(
  tx: Tx,
  ctx: Context,
  rows: readonly { readonly message_id: string }[],
): Promise<Map<string, store.MessageRow>> {
  const ids = [...new Set(rows.map((row) => row.message_id))];
  return new Map((await store.lockMessages(tx, ctx.workspace.id, ids)).map((row) => [row.message_id, row]));
}

/** The same step once more, at its time. */
export function retryOf(
  message: store.MessageRow,
  row: Pick<SettledRow, 'step' | 'try'>,
  at: number,
): store.NewAttempt {
  return {
    deliveryId: newId('dlv'),
    messageId: message.message_id,
    customerId: message.customer_id,
    step: row.step,
    attempt: row.try + 1,
    channel: message.plan[row.step]?.channel ?? 'email',
    dueAt: new Date(at),
  };
}

/** None where nothing changes: most messages have no next channel. */
function timersOf(message: store.MessageRow, row: SettledRow, receipts: boolean, now: Date): store.Timer[] {
  // Where nothing is told later, handed over is as good as delivered.
  const enough = isEnough(message.plan, row.step, row.state === 'accepted' && !receipts ? 'delivered' : row.state);
  const at = enough ? null : fallbackAt(message.plan, row.step, now.getTime());
  if (at === null && message.due_at === null) return [];
  return [{ messageId: message.message_id, step: row.step, dueAt: at === null ? null : new Date(at) }];
}

/** Tries the next channel of each plan now; where there is none, that was all. The messages are held by the caller. */
export async function tryNext(tx: Tx, ctx: Context, messages: readonly store.MessageRow[]): Promise<void> {
  const open = messages.filter((message) => message.closed_at === null);
  if (open.length === 0) return;
  const next = open.filter((message) => message.step + 1 < message.plan.length);
  await store.insertAttempts(
    tx,
    ctx.workspace.id,
    next.map((message) => ({
      deliveryId: newId('dlv'),
      messageId: message.message_id,
      customerId: message.customer_id,
      step: message.step + 1,
      attempt: 1,
      channel: message.plan[message.step + 1]?.channel ?? 'email',
      dueAt: ctx.now,
    })),
    ctx.now,
  );
  const timers = open.map((message) => ({
    messageId: message.message_id,
    step: Math.min(message.step + 1, message.plan.length - 1),
    dueAt: null,
  }));
  await store.setTimers(tx, ctx.workspace.id, timers, ctx.now);
  if (next.length > 0) await enqueue(tx, ctx, [{ task: DELIVER, payload: {} }]);
}
