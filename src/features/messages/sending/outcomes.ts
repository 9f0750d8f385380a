/** The ends of attempts: what is written, told, tried again or tried elsewhere. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { newId } from '../../../kit/ids.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import type { Outcome } from '../adapter.ts';
import { type Plan, togetherWith } from '../contract-plan.ts';
import { RANK } from '../contract-states.ts';
import { fallbackAt, isEnough, retryAfter, stateOf } from '../decide-outcome.ts';
import { recordNews } from '../receipts/news.ts';
import * as store from '../store.ts';
import { saveOutcomes, type SettledRow } from './store-attempts.ts';
import { refundUnsent } from '../policy/store-spend.ts';
import { type Beside, beside, isPresent, reachedState } from './together.ts';

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
  const open = moved.flatMap((row) => {
    const message = messages.get(row.message_id);
    const end = byId.get(row.delivery_id);
    return message && end && !message.closed_at ? [{ row, message, end }] : [];
  });
  const retries = new Map(
    open.flatMap(({ row, message, end }) => {
      const pause = row.state === 'failed' ? retryAfter(end.outcome, row.try) : null;
      return pause === null ? [] : [[row.delivery_id, retryOf(message, row, ctx.now.getTime() + pause)] as const];
    }),
  );
  await store.insertAttempts(tx, ctx.workspace.id, [...retries.values()], ctx.now);
  const others = await beside(tx, ctx, [...messages.values()]);
  const timers: store.Timer[] = [];
  const elsewhere: store.MessageRow[] = [];
  for (const { row, message, end } of open.filter((each) => !retries.has(each.row.delivery_id))) {
    const { onUnknown } = message.plan[togetherWith(message.plan, row.step).last] ?? {};
    if (row.state === 'failed' || (row.state === 'unknown' && onUnknown === 'next')) {
      if (!others(message).alive) elsewhere.push(message);
    } else if (isPresent(message, row.step))
      timers.push(...timersOf(message, row, { receipts: end.receipts, others: others(message), now: ctx.now }));
  }
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
function timersOf(
  message: store.MessageRow,
  row: SettledRow,
  { receipts, others, now }: { receipts: boolean; others: Beside; now: Date },
): store.Timer[] {
  const enough = others.enough || isEnough(message.plan, row.step, reachedState(row.state, !receipts));
  const at = enough ? null : fallbackAt(message.plan, row.step, now.getTime());
  if (at === null && message.due_at === null) return [];
  return [{ messageId: message.message_id, step: message.step, dueAt: at === null ? null : new Date(at) }];
}

/** Tries the next channel of each plan now; where there is none, that was all. The messages are held by the caller. */
export async function tryNext(tx: Tx, ctx: Context, messages: readonly store.MessageRow[]): Promise<void> {
  const open = messages.filter((message) => message.closed_at === null);
  if (open.length === 0) return;
  const next = open.filter((message) => message.step + 1 < message.plan.length);
  await store.insertAttempts(
    tx,
    ctx.workspace.id,
    next.flatMap(({ message_id: messageId, customer_id: customerId, plan, step }) =>
      attemptsAt({ messageId, customerId, plan }, togetherWith(plan, step + 1), ctx.now),
    ),
    ctx.now,
  );
  const timers = open.map(({ message_id: messageId, plan, step }) => ({
    messageId,
    step: togetherWith(plan, Math.min(step + 1, plan.length - 1)).last,
    dueAt: null,
  }));
  await store.setTimers(tx, ctx.workspace.id, timers, ctx.now);
  if (next.length > 0) await enqueue(tx, ctx, [{ task: DELIVER, payload: {} }]);
}

/** The first attempts at these steps of a plan, which are tried together. */
export function attemptsAt(
  message: { readonly messageId: string; readonly customerId: string | null; readonly plan: Plan },
  { first, last }: { readonly first: number; readonly last: number },
  dueAt: Date,
): store.NewAttempt[] {
  const { messageId, customerId, plan } = message;
  return plan.slice(first, last + 1).map(({ channel }, at) => ({
    deliveryId: newId('dlv'),
    messageId,
    customerId,
    step: first + at,
    attempt: 1,
    channel,
    dueAt,
  }));
}
