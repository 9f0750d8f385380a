/** The verbs of the rooms as persons and agents use them; the same that the customer's page, the sandbox and the console call. */
import type { Answers, Form } from '../../engine/forms/form.ts';
import { findForm } from '../../features/forms/index.ts';
import { visitLink, withTargets } from '../../features/links/index.ts';
import { type ChannelKind, findArrivals, receiveInbound, takeReceipts } from '../../features/messages/index.ts';
import * as tasks from '../../features/tasks/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import type { CallResult } from './agents.ts';

export interface Arrival {
  readonly deliveryId: string;
  readonly customerId: string;
  readonly channel: ChannelKind;
  readonly purpose: 'service' | 'marketing';
  readonly playbook: string;
  readonly text: string;
  /** Of the short link in it that counts who comes by. */
  readonly short: string | null;
  readonly at: number;
}

export async function arrivalsSince(tx: Tx, ctx: Context, since: Date): Promise<Arrival[]> {
  const rows = await findArrivals(tx, ctx.workspace.id, since, ctx.now);
  const texts = await withTargets(
    tx,
    ctx,
    rows.map((row) => row.text),
  );
  return rows.map((row, at) => ({
    deliveryId: row.delivery_id,
    customerId: row.customer_id,
    channel: row.channel,
    purpose: row.purpose,
    playbook: row.playbook,
    text: texts[at] ?? row.text,
    short: /\/l\/([\w.-]+)/.exec(row.text)?.[1] ?? null,
    at: row.delivered_at.getTime(),
  }));
}

/** The personal link in the words she got. */
export function linkIn(text: string): string | null {
  return /\/s\/([\w.~-]+)/.exec(text)?.[1] ?? null;
}

/** She touches it on her own telephone. */
export function touchLink(ctx: Context, short: string, customerId: string): Promise<void> {
  return ctx.tx((tx) => visitLink(tx, ctx, short, { ip: customerId, agent: 'phone', noPerson: null }));
}

export async function readReceipts(
  tx: Tx,
  ctx: Context,
  reads: readonly { readonly arrival: Arrival; readonly at: number }[],
): Promise<void> {
  await takeReceipts(
    tx,
    ctx,
    reads.map(({ arrival, at }) => ({
      key: `${arrival.deliveryId}:read`,
      deliveryId: arrival.deliveryId,
      channel: arrival.channel,
      status: 'read' as const,
      at: new Date(at),
    })),
  );
}

export async function writeBack(
  tx: Tx,
  ctx: Context,
  replies: readonly { readonly arrival: Arrival; readonly text: string; readonly at: number }[],
): Promise<void> {
  await receiveInbound(
    tx,
    ctx,
    replies.map(({ arrival, text, at }) => ({
      channel: arrival.channel,
      customerId: arrival.customerId,
      text,
      externalId: `${arrival.deliveryId}:${at}`,
      at: new Date(at),
    })),
  );
}

export interface OpenTask {
  readonly taskId: string;
  readonly customerId: string;
  readonly playbook: string | null;
  readonly form: { readonly playbook: string; readonly version: number; readonly form: string } | null;
  readonly assigneeId: string | null;
  readonly escalatedTo: string | null;
  /** When it came to whoever has it now. */
  readonly since: number;
}

export async function tasksSince(tx: Tx, ctx: Context, since: Date): Promise<OpenTask[]> {
  const rows = await tasks.findWaiting(tx, ctx.workspace.id, since, ctx.now);
  return rows.map((row) => ({
    taskId: row.task_id,
    customerId: row.customer_id,
    playbook: row.playbook,
    form:
      row.form === null || row.playbook === null || row.version === null
        ? null
        : { playbook: row.playbook, version: row.version, form: row.form },
    assigneeId: row.assignee_id,
    escalatedTo: row.escalated_to,
    since: (row.escalated_at ?? row.opened_at).getTime(),
  }));
}

/** False when it is not hers any more, or has ended. */
export async function acceptTask(ctx: Context, taskId: string): Promise<boolean> {
  return tasks.acceptTask(ctx, taskId).then(() => true, unlessGone(false));
}

export function formOf(ctx: Context, { form }: OpenTask): Promise<Form | null> {
  return form === null ? Promise.resolve(null) : ctx.tx((tx) => findForm(tx, ctx, form));
}

export interface Talk {
  readonly result: CallResult;
  readonly answers: Answers;
  readonly note: string;
}

/** Null when it is not hers any more. An agent who could not ask everything says why. */
export async function finishTask(
  ctx: Context,
  { taskId }: OpenTask,
  { result, answers, note }: Talk,
): Promise<{ readonly retryAt: Date | null } | null> {
  const input = { result, answers, said: [], note, retry: true };
  const done = await tasks
    .finishTask(ctx, taskId, input)
    .catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'task_must_ask_open')
        return tasks.finishTask(ctx, taskId, { ...input, openReason: '客户赶时间，没来得及问' });
      throw error;
    })
    .catch(unlessGone(null));
  return done && { retryAt: done.retryAt === null ? null : new Date(done.retryAt) };
}

const GONE = new Set(['task_ended', 'task_not_yours', 'not_found']);

function unlessGone<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Problem && GONE.has(error.code)) return otherwise;
    throw error;
  };
}
