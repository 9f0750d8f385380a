/** How a task ends: the record, the next step, and the flow that goes on, in one transaction. */
import { compileWhen, propertiesOf } from '../../engine/forms/index.ts';
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { settle } from '../flows/index.ts';
import { findByKey, findForm, saveResponse } from '../forms/index.ts';
import { findScript, openMusts } from '../scripts/index.ts';
import type { TaskItem } from './contract-items.ts';
import type { Result } from './contract-results.ts';
import { retryOf } from './decide-deadlines.ts';
import { writeTasks } from './open.ts';
import { recordTasks } from './record.ts';

import * as store from './store.ts';
import { deleteDrafts } from './store-drafts.ts';
import { itemOf, note, requireLive, takeUp } from './work.ts';

type Answers = Readonly<Record<string, unknown>>;

export interface Finish {
  readonly result: Result;
  readonly answers: Answers;
  readonly said: readonly string[];
  readonly note?: string | undefined;
  readonly openReason?: string | undefined;
  readonly next?: { readonly at: string; readonly title: string } | undefined;
  readonly retry: boolean;
}

export interface Finished {
  readonly task: TaskItem;
  readonly retryAt: string | null;
  readonly nextTaskId: string | null;
}

export function finishTask(ctx: Context, taskId: string, input: Finish): Promise<Finished> {
  if (input.next && new Date(input.next.at) <= ctx.now)
    throw new Problem('invalid_input', {}, [{ path: 'next.at', field: 'next', message: PAST[ctx.locale] }]);
  return ctx.tx(async (tx) => {
    const task = await requireLive(tx, ctx, taskId);
    await takeUp(tx, ctx, task);
    const calendar = await loadWorkCalendar(tx, ctx, task.triggered_at);
    const attempts = task.attempts + (input.result === 'unreachable' ? 1 : 0);
    if (input.result === 'unreachable' && input.retry) {
      const again = retryOf(calendar, ctx.now, { attempts, dueAt: task.due_at, params: task.params });
      if (again) {
        const change = { attempts, snoozed_until: again.at, due_at: again.dueAt, note: input.note || task.note };
        await store.changeTask(tx, ctx.workspace.id, taskId, change, ctx.now);
        await note(tx, ctx, taskId, 'missed', {
          attempt: attempts,
          until: again.at.toISOString(),
          note: input.note ?? null,
        });
        return { task: await itemOf(tx, ctx, taskId), retryAt: again.at.toISOString(), nextTaskId: null };
      }
    }
    const kept = task.reopened > 0 && task.form !== null ? await findByKey(tx, ctx.workspace.id, taskId) : null;
    const counted = kept?.completed_at ? kept : null;
    if (counted) requireSame(counted.answers, input.answers);
    else if (input.result === 'done') await requireMusts(tx, ctx, task, input);
    const answered = counted ? { responseId: counted.response_id, data: {} } : await keepAnswers(tx, ctx, task, input);
    await store.changeTask(
      tx,
      ctx.workspace.id,
      taskId,
      {
        state: 'done',
        attempts,
        snoozed_until: null,
        ended_at: ctx.now,
        ended_by: ctx.scope.memberId ?? ctx.actor.name,
        result: input.result,
        note: input.note || task.note,
        open_reason: input.openReason || null,
        response_id: answered.responseId,
        cycle_ms: ctx.now.getTime() - task.triggered_at.getTime(),
        cycle_work_ms: calendar.between(task.triggered_at, ctx.now),
      },
      ctx.now,
    );
    await deleteDrafts(tx, ctx.workspace.id, taskId);
    const nextTaskId = input.next ? await openNext(tx, ctx, task, input.next) : null;
    await note(tx, ctx, taskId, 'finished', {
      result: input.result,
      note: input.note ?? null,
      openReason: input.openReason ?? null,
      next: nextTaskId,
      said: input.said,
    });
    await recordTasks(tx, ctx, 'task_done', [task], () => ({
      result: input.result,
      response: answered.responseId,
      again: task.reopened > 0 ? true : null,
    }));
    // A flow goes on once: what the task was reopened for does not reach it any more.
    if (task.run_id !== null && task.token !== null && task.reopened === 0)
      await settle(tx, ctx, [
        { runId: task.run_id, token: task.token, result: input.result, data: { task: taskId, ...answered.data } },
      ]);
    return { task: await itemOf(tx, ctx, taskId), retryAt: null, nextTaskId };
  });
}

const PAST = { zh: '下一步要在现在之后', en: 'the next step must lie in the future' };

function refOf(task: store.TaskRow) {
  return { playbook: task.playbook ?? '', version: task.version ?? 0 };
}

async function requireMusts(tx: Tx, ctx: Context, task: store.TaskRow, input: Finish): Promise<void> {
  if (task.script === null || input.openReason) return;
  const script = await findScript(tx, ctx, { ...refOf(task), script: task.script, variant: task.variant });
  if (!script) return;
  const open = openMusts(script, input, (when, answers) => compileWhen(when)(answers));
  if (open.length === 0) return;
  const fields = open.map((step) => ({
    path: `answers.${step.question ?? step.id}`,
    field: step.id,
    message: step.title[ctx.locale],
  }));
  throw new Problem(
    'task_must_ask_open',
    { n: open.length, steps: open.map(({ title }) => title[ctx.locale]).join('、') },
    fields,
  );
}

/** Answers count once, as they were given first. Left out, they stay; another one is refused rather than lost. */
function requireSame(kept: Answers, given: Answers): void {
  const same = Object.entries(given).every(([id, value]) => canonicalJson(value) === canonicalJson(kept[id] ?? null));
  if (!same) throw new Problem('task_answers_kept');
}

interface Answered {
  readonly responseId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Answers of a finished talk are a response; of one that was cut short they are kept as far as they came. */
async function keepAnswers(tx: Tx, ctx: Context, task: store.TaskRow, input: Finish): Promise<Answered> {
  if (task.form === null) return { responseId: null, data: {} };
  const complete = input.result === 'done';
  if (!complete && Object.keys(input.answers).length === 0) return { responseId: null, data: {} };
  const ref = { ...refOf(task), form: task.form };
  const form = await findForm(tx, ctx, ref);
  if (!form) return { responseId: null, data: {} };
  const run = task.run_id !== null && task.token !== null ? { runId: task.run_id, token: task.token } : null;
  const saved = await saveResponse(tx, ctx, {
    responseKey: task.task_id,
    ref,
    customerId: task.customer_id,
    via: 'agent',
    run,
    epoch: task.epoch,
    channel: task.channel,
    answers: input.answers,
    complete,
    by: ctx.actor.name,
  });
  return { responseId: saved.responseId, data: propertiesOf(form, saved.answers) };
}

/** The follow-up is hers already: no acceptance to wait for. It is due when she said it would be. */
async function openNext(
  tx: Tx,
  ctx: Context,
  task: store.TaskRow,
  next: { at: string; title: string },
): Promise<string> {
  const taskId = newId('task');
  await writeTasks(tx, ctx, [
    {
      task_id: taskId,
      customer_id: task.customer_id,
      origin: 'follow_up',
      parent_id: task.task_id,
      playbook: task.playbook,
      version: task.version,
      epoch: task.epoch,
      run_id: null,
      token: null,
      node: null,
      title_zh: next.title,
      title_en: next.title,
      channel: task.channel,
      form: null,
      script: null,
      params: {},
      state: 'accepted',
      assignee_id: ctx.scope.memberId ?? task.assignee_id,
      team_id: task.team_id,
      assigned_because: 'manual',
      triggered_at: ctx.now,
      due_at: new Date(next.at),
      remind_at: null,
      escalate_at: null,
      accepted_by: ctx.scope.memberId ?? task.assignee_id,
    },
  ]);
  return taskId;
}
