/** What follows from an answered call, and from its end. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { record } from '../events/index.ts';
import { takeReceipts } from '../messages/index.ts';
import { answerElsewhere } from '../surveys/index.ts';
import type { CallCause } from './contract-causes.ts';
import { retryAt } from './decide-retry.ts';
import type { CallSettings } from './contract-settings.ts';
import * as store from './store.ts';

/** She took it: she is reached, whatever she says then. */
export async function noteAnswered(tx: Tx, ctx: Context, call: store.CallRow): Promise<void> {
  if (call.delivery_id === null) return;
  const { call_id: id, delivery_id: deliveryId } = call;
  await takeReceipts(tx, ctx, [
    { key: `call:${id}:answered`, deliveryId, channel: 'voice', status: 'delivered', at: ctx.now },
  ]);
}

export interface Ended {
  readonly cause: CallCause;
  readonly code: string;
  readonly note?: string;
  /** Not dialled, and to be decided anew then: the next attempt waits for its hours or is refused. */
  readonly again?: Date;
}

/** Once: a call that has ended stays as it is. */
export async function finishCall(
  tx: Tx,
  ctx: Context,
  callId: string,
  settings: CallSettings,
  ended: Ended,
): Promise<void> {
  const workspace = ctx.workspace.id;
  const call = await store.findCall(tx, workspace, callId);
  if (!call || call.state === 'ended') return;
  const answered = call.answered_at !== null;
  // The agent's own phone said how her leg ended; how the customer's did was written before.
  const lost = ended.cause === 'unknown';
  const cause = lost
    ? 'unknown'
    : answered
      ? 'completed'
      : call.kind === 'agent' && call.cause !== null
        ? call.cause
        : ended.cause;
  await store.changeCall(tx, workspace, callId, {
    state: 'ended',
    cause,
    code: ended.code,
    ended_at: ctx.now,
    ...(ended.note === undefined ? {} : { note: ended.note }),
    ...(call.run?.result ? { result: call.run.result } : {}),
  });
  await store.insertEvents(tx, workspace, callId, [{ what: 'over', node: null, detail: cause }], ctx.now);
  if (answered) await saveAnswers(tx, ctx, call, settings);
  else await tellFailure(tx, ctx, call, settings, cause, ended);
  await record(tx, ctx, [eventOf(ctx, call, cause)], { cause: 'calls' });
}

/** The same response as on the page of the message's link. */
async function saveAnswers(tx: Tx, ctx: Context, call: store.CallRow, settings: CallSettings): Promise<void> {
  const { link_id: linkId, run, call_id: callId } = call;
  if (linkId === null || run === null || Object.keys(run.answers).length === 0) return;
  // What she said after the tone is read first, and then all of it is one response (`recordings.ts`).
  const events = settings.recogniser === 'none' ? [] : await store.findEvents(tx, ctx.workspace.id, callId);
  const more = events.some(({ what }) => what === 'messageLeft');
  await answerElsewhere(tx, ctx, { linkId, answers: run.answers, via: 'voice', more });
}

async function tellFailure(
  tx: Tx,
  ctx: Context,
  call: store.CallRow,
  settings: CallSettings,
  cause: CallCause,
  { code, note, again: anew }: Ended,
): Promise<void> {
  // Whether she heard anything nobody knows: it stays as it is, shown, and is not done again by itself.
  if (call.delivery_id === null || cause === 'unknown') return;
  const again = anew ?? (cause === 'cancelled' ? null : retryAt(settings, cause, call.attempt, ctx.now));
  await takeReceipts(tx, ctx, [
    {
      key: `call:${call.call_id}:failed`,
      deliveryId: call.delivery_id,
      channel: 'voice',
      status: 'failed',
      at: ctx.now,
      code: cause,
      note: note ?? code,
      ...(again ? { retryAt: again } : {}),
    },
  ]);
}

function eventOf(ctx: Context, call: store.CallRow, cause: CallCause) {
  const seconds = call.answered_at ? Math.round((ctx.now.getTime() - call.answered_at.getTime()) / 1000) : 0;
  return {
    source: 'calls',
    externalId: call.call_id,
    customerId: call.customer_id,
    type: 'call',
    occurredAt: call.answered_at ?? ctx.now,
    properties: {
      call: call.call_id,
      kind: call.kind,
      cause,
      seconds,
      ...(call.run?.result ? { result: call.run.result } : {}),
      ...(call.playbook === null ? {} : { playbook: call.playbook }),
      ...(call.task_id === null ? {} : { task: call.task_id }),
      ...(call.agent === null ? {} : { agent: call.agent }),
    },
  };
}
