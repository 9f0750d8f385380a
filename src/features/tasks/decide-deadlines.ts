/** When a task is due, reminds, escalates. Pure: the calendar of the workspace is passed in. */
import { DEFAULT_ACCEPT, DEFAULT_DUE, type TaskParams, type TaskWait } from './contract-params.ts';

export interface WorkClock {
  add(instant: Date, span: { readonly n: number; readonly unit: 'minute' | 'hour' | 'day' }): { readonly at: Date };
}

const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Working time, unless the wait says otherwise. */
export function after(clock: WorkClock, from: Date, { n, unit, working }: TaskWait): Date {
  return working === false ? new Date(from.getTime() + n * MS[unit]) : clock.add(from, { n, unit }).at;
}

export interface AcceptBy {
  readonly remindAt: Date;
  readonly escalateAt: Date;
}

export function acceptBy(clock: WorkClock, from: Date, params: Pick<TaskParams, 'accept'>): AcceptBy {
  const { remind, escalate } = params.accept ?? DEFAULT_ACCEPT;
  return { remindAt: after(clock, from, remind), escalateAt: after(clock, from, escalate) };
}

export function dueBy(clock: WorkClock, from: Date, params: Pick<TaskParams, 'due'>): Date {
  return after(clock, from, params.due ?? DEFAULT_DUE);
}

export interface Retry {
  readonly at: Date;
  readonly dueAt: Date;
}

/** Not reached for the `attempts`-th time: when to try again, or null when that was the last. It is not late at once: two hours are given. */
export function retryOf(
  clock: WorkClock,
  now: Date,
  task: { readonly attempts: number; readonly dueAt: Date; readonly params: Pick<TaskParams, 'retry'> },
): Retry | null {
  const { retry } = task.params;
  if (!retry || task.attempts >= retry.most) return null;
  const at = after(clock, now, retry.wait);
  const least = clock.add(at, { n: 2, unit: 'hour' }).at;
  return { at, dueAt: task.dueAt > least ? task.dueAt : least };
}

export interface WorkSpan extends WorkClock {
  between(from: Date, to: Date): number;
}

/** Taken up again: the clock stood still while it was ended. What was late when it ended is late again. */
export function dueAgain(clock: WorkSpan, now: Date, task: { readonly dueAt: Date; readonly endedAt: Date }): Date {
  if (task.dueAt <= task.endedAt) return task.dueAt;
  const left = clock.between(task.endedAt, task.dueAt);
  const due = clock.add(now, { n: left / MS.minute, unit: 'minute' }).at;
  return due > task.dueAt ? due : task.dueAt;
}
