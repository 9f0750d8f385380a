/** Mass messages that wait for colleagues: asked after, reminded of, stopped when their time is over. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type Receipt, takeReceipts } from '../messages/index.ts';
import { type Wecom, wecomOf } from './account.ts';
import { askTask, type Told } from './ask-task.ts';
import { WecomError } from './channels/api/errors.ts';
import { isOver, nextLook, receiptOf, shouldRemind, type Waiting } from './decide-task.ts';
import * as store from './store-tasks.ts';

const BATCH = 20;
/** While a process asks, others leave it alone. */
const CLAIM_MS = 5 * 60_000;

export async function lookAfterTasks(ctx: Context, signal?: AbortSignal): Promise<void> {
  const wecom = await wecomOf(ctx);
  if (!wecom) return;
  await ctx.tx((tx) => store.adoptTasks(tx, ctx.workspace.id, ctx.now));
  for (let n = BATCH; n === BATCH && !signal?.aborted; ) {
    const until = new Date(ctx.now.getTime() + CLAIM_MS);
    const due = await ctx.tx((tx) => store.claimTasks(tx, ctx.workspace.id, { now: ctx.now, until, limit: BATCH }));
    for (const task of due) await lookAfter(ctx, wecom, task);
    n = due.length;
  }
}

async function lookAfter(ctx: Context, wecom: Wecom, task: store.TaskRow): Promise<void> {
  try {
    const told = await askTask(wecom.contacts, task.task_id);
    const waiting = waitingOf(ctx, wecom, task, told);
    const carried = await ctx.tx((tx) => store.findCarried(tx, ctx.workspace.id, [task.task_id]));
    const awaited = carried.filter((each) => each.state === 'awaiting');
    if (isOver(waiting)) return await stop(ctx, wecom, task.task_id, 'staff_timeout');
    // Everybody it is for has answered elsewhere, or wants no more.
    if (waiting.open && awaited.length > 0 && awaited.every((each) => each.closed))
      return await stop(ctx, wecom, task.task_id, 'withdrawn');
    const reminded = shouldRemind(waiting) && (await remind(wecom, task.task_id));
    await ctx.tx((tx) => settle(tx, ctx, task.task_id, told, waiting, reminded));
  } catch (error) {
    await noteFailure(ctx, task, error);
  }
}

/** A number WeCom gives is shown beside the task, and asked again later; anything else is a defect of ours. */
async function noteFailure(ctx: Context, task: store.TaskRow, error: unknown): Promise<void> {
  if (!(error instanceof WecomError)) throw error;
  const next = new Date(ctx.now.getTime() + CLAIM_MS);
  const look = { now: ctx.now, next, remindedAt: null, error: error.message.slice(0, 300) };
  await ctx.tx((tx) => store.saveLook(tx, ctx.workspace.id, task.task_id, look));
}

function waitingOf(ctx: Context, { settings }: Wecom, task: store.TaskRow, told: Told): Waiting {
  const now = ctx.now.getTime();
  const midnight = zoneCalendar(ctx.workspace.zone).startOfDay(now, 0);
  return {
    createdAt: task.created_at.getTime(),
    reminders: task.reminders.map((at) => at.getTime()),
    open: told.staff.some((each) => each.confirmedAt === null) || told.staff.length === 0,
    confirmHours: settings.confirmHours,
    remindHours: settings.remindHours,
    now,
    hour: (now - midnight) / 3_600_000,
  };
}

async function settle(tx: Tx, ctx: Context, task: string, told: Told, waiting: Waiting, reminded: boolean) {
  await takeTold(tx, ctx, task, told);
  const carried = await store.findCarried(tx, ctx.workspace.id, [task]);
  const isDone = !waiting.open && carried.every((each) => each.state !== 'awaiting' && each.state !== 'accepted');
  if (isDone) await store.closeTask(tx, ctx.workspace.id, task, { state: 'done', reason: null, now: ctx.now });
  else
    await store.saveLook(tx, ctx.workspace.id, task, {
      now: ctx.now,
      next: new Date(nextLook(waiting)),
      remindedAt: reminded ? ctx.now : null,
      error: null,
    });
}

async function takeTold(tx: Tx, ctx: Context, task: string, told: Told): Promise<void> {
  await store.saveTaskStaff(tx, ctx.workspace.id, task, told.staff);
  const results = new Map(told.results.map((each) => [each.customer, each]));
  const receipts = (await store.findCarried(tx, ctx.workspace.id, [task])).flatMap((each) => {
    const result = each.address === null ? undefined : results.get(each.address);
    const found = receiptOf(result?.status);
    return result && found ? [receipt(task, each.delivery_id, found.status, result.at, found.code)] : [];
  });
  await takeReceipts(tx, ctx, receipts);
}

function receipt(task: string, deliveryId: string, status: Receipt['status'], at: Date, code: string | null): Receipt {
  const key = `wecom:${task}:${deliveryId}:${status}`;
  return { key, deliveryId, channel: 'wecom', status, at, ...(code ? { code } : {}) };
}

/** False when WeCom would not: colleagues were reminded from elsewhere. */
export async function remind({ contacts }: Pick<Wecom, 'contacts'>, msgid: string): Promise<boolean> {
  try {
    await contacts.post('/cgi-bin/externalcontact/remind_groupmsg_send', { msgid });
    return true;
  } catch (error) {
    if (error instanceof WecomError && error.failure === 'refused') return false;
    throw error;
  }
}

/**
 * Stops a task, then asks once more: somebody may have confirmed it in between, and what went out went out. Only what surely will not go any more
 * fails, which leads to the next channel.
 */
export async function stop(ctx: Context, wecom: Wecom, task: string, reason: string): Promise<void> {
  await wecom.contacts.post('/cgi-bin/externalcontact/cancel_groupmsg_send', { msgid: task });
  const told = await askTask(wecom.contacts, task);
  const confirmed = new Set(told.results.map((each) => each.customer));
  await ctx.tx(async (tx) => {
    await takeTold(tx, ctx, task, told);
    const left = (await store.findCarried(tx, ctx.workspace.id, [task])).filter(
      (each) => each.state === 'awaiting' && !(each.address !== null && confirmed.has(each.address)),
    );
    await takeReceipts(
      tx,
      ctx,
      left.map((each) => receipt(task, each.delivery_id, 'failed', ctx.now, reason)),
    );
    await store.closeTask(tx, ctx.workspace.id, task, { state: 'cancelled', reason, now: ctx.now });
  });
}
