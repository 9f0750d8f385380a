/**
 * An ended task is taken up again. What its end set going stays: the flow went on with the first result, the answers count, the event is
 * recorded. What is mended is the task: its note, its result, its next step; its time from trigger to done ends with the last end.
 */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { audit } from '../access/index.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { findByKey } from '../forms/index.ts';
import type { DraftContent, TaskItem } from './contract-items.ts';
import { acceptBy, dueAgain } from './decide-deadlines.ts';
import { draftKey } from './drafts.ts';
import { loadStaff } from './people.ts';
import { recordTasks } from './record.ts';
import * as store from './store.ts';
import { saveDraft } from './store-drafts.ts';
import { itemOf, note, requireMine, requireTask } from './work.ts';

export interface Reopened {
  readonly task: TaskItem;
  /** The flow has gone on with what it was told, and is not turned back. */
  readonly flowWentOn: boolean;
  /** The follow-up that its end had opened and nobody has ended: taken back. */
  readonly takenBackTaskId: string | null;
}

export function reopenTask(ctx: Context, taskId: string, reason?: string): Promise<Reopened> {
  return ctx.tx(async (tx) => {
    const task = await requireTask(tx, ctx, taskId);
    await requireMine(tx, ctx, task);
    const flowWentOn = task.run_id !== null;
    // Twice pressed is once reopened.
    if (task.ended_at === null) return { task: await itemOf(tx, ctx, taskId), flowWentOn, takenBackTaskId: null };
    const holder = await holderOf(tx, ctx, task);
    const finish = (await store.entriesOf(tx, ctx.workspace.id, taskId)).findLast(({ kind }) => kind === 'finished');
    const followUp = await takeBack(tx, ctx, finish?.detail['next']);
    await store.changeTask(tx, ctx.workspace.id, taskId, await changeOf(tx, ctx, task, task.ended_at, holder), ctx.now);
    await keepTyped(tx, ctx, task, holder, finish?.detail ?? {}, followUp);
    const was = {
      state: task.state,
      result: task.result,
      endedAt: task.ended_at.toISOString(),
      endedBy: task.ended_by,
    };
    await note(tx, ctx, taskId, 'reopened', { ...was, reason: reason ?? null, takenBack: followUp?.task_id ?? null });
    await recordTasks(tx, ctx, 'task_reopened', [task], () => ({ was: task.result }));
    await audit(tx, ctx, {
      action: 'tasks.reopened',
      entity: 'task',
      entityId: taskId,
      detail: { customer: task.customer_id, ...was, reason: reason ?? null },
    });
    return { task: await itemOf(tx, ctx, taskId), flowWentOn, takenBackTaskId: followUp?.task_id ?? null };
  });
}

/** Who had it has it again; of somebody who left, or of nobody, who reopens it. */
async function holderOf(tx: Tx, ctx: Context, task: store.TaskRow): Promise<string | null> {
  const { people } = await loadStaff(tx, ctx);
  const there = people.some(({ memberId, active }) => active && memberId === task.assignee_id);
  return there ? task.assignee_id : ctx.scope.memberId;
}

async function changeOf(tx: Tx, ctx: Context, task: store.TaskRow, ended: Date, holder: string | null) {
  const calendar = await loadWorkCalendar(tx, ctx, ended);
  // Nobody had accepted it when it was cancelled: it waits for her again, unless she takes it up herself.
  const waits = task.accepted_at === null && holder !== ctx.scope.memberId;
  const accept = waits ? acceptBy(calendar, ctx.now, task.params) : null;
  return {
    state: waits ? ('open' as const) : ('accepted' as const),
    reopened: task.reopened + 1,
    assignee_id: holder,
    due_at: dueAgain(calendar, ctx.now, { dueAt: task.due_at, endedAt: ended }),
    ...(accept ? { remind_at: accept.remindAt, escalate_at: accept.escalateAt } : {}),
    ...(waits ? { reminded_at: null, escalated_at: null, escalated_to: null } : {}),
    ...(!waits && task.accepted_at === null ? { accepted_at: ctx.now, accepted_by: ctx.scope.memberId ?? holder } : {}),
    snoozed_until: null,
    ended_at: null,
    ended_by: null,
    result: null,
    cycle_ms: null,
    cycle_work_ms: null,
  };
}

/** Else finishing anew would plan a second one. */
async function takeBack(tx: Tx, ctx: Context, followUpId: unknown): Promise<store.TaskRow | null> {
  if (typeof followUpId !== 'string') return null;
  const there = await store.lockTask(tx, ctx.workspace.id, followUpId);
  if (there === null || there.ended_at !== null) return null;
  const change = {
    state: 'cancelled' as const,
    result: 'cancelled',
    ended_at: ctx.now,
    ended_by: ctx.scope.memberId ?? ctx.actor.name,
  };
  await store.changeTask(tx, ctx.workspace.id, followUpId, change, ctx.now);
  await note(tx, ctx, followUpId, 'takenBack');
  return there;
}

/** What she had typed stands there again, as a draft of who has the task. */
async function keepTyped(
  tx: Tx,
  ctx: Context,
  task: store.TaskRow,
  holder: string | null,
  finish: Readonly<Record<string, unknown>>,
  followUp: store.TaskRow | null,
): Promise<void> {
  const response = task.form === null ? null : await findByKey(tx, ctx.workspace.id, task.task_id);
  const content: DraftContent = {
    answers: { ...response?.answers },
    said: Array.isArray(finish['said']) ? finish['said'].map(String) : [],
    at: null,
    note: task.note ?? '',
    openReason: task.open_reason ?? '',
    next:
      followUp && followUp.due_at > ctx.now ? { at: followUp.due_at.toISOString(), title: followUp.title_zh } : null,
  };
  await saveDraft(tx, ctx.workspace.id, task.task_id, holder ?? draftKey(ctx), content, ctx.now);
}
