/**
 * Finished tasks on their way: held for a moment, so that a slip can be undone as if it never was, and kept in this browser until the server
 * has them, so that a lost network loses nothing. What was just sent can be reopened a while longer: the task comes back, its flow has gone on.
 */
import { useSyncExternalStore } from 'react';
import type { z } from 'zod';
import { call } from '../../../../console/api.ts';
import { ApiProblem, asProblem } from '../../../../console/lib/problem.ts';
import { finishTask } from '../../contract.ts';
import { forgetKept } from './kept.ts';

export type FinishBody = z.input<NonNullable<typeof finishTask.body>>;

export interface Pending {
  readonly workspace: string;
  readonly taskId: string;
  /** Whom it was for, to say what can be undone. */
  readonly name: string;
  readonly body: FinishBody;
  /** Not sent before; milliseconds of this browser's clock. */
  readonly holdUntil: number;
  /** It was sent at least once: a refusal as already done is then our own success. */
  readonly tried: boolean;
  /** What the server refused, in words. */
  readonly refused: string | null;
}

export const HOLD_MS = 5000;
/** What was sent stays in sight so long. */
const SENT_MS = 10_000;
const RETRY_MS = 8000;
const KEY = 'hx.tasks.outbox';

function load(): readonly Pending[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Pending[];
  } catch {
    return [];
  }
}

export type Sent = Pick<Pending, 'workspace' | 'taskId' | 'name' | 'body'>;

let pending = load();
let sent: Sent | null = null;
let forgetting: ReturnType<typeof setTimeout> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let sending = false;
const listeners = new Set<() => void>();
const onSent = new Set<() => void>();

function set(next: readonly Pending[]) {
  pending = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Then it lives as long as the page does.
  }
  for (const listener of listeners) listener();
}

const change = (taskId: string, more: Partial<Pending>) =>
  set(pending.map((each) => (each.taskId === taskId ? { ...each, ...more } : each)));
const remove = (taskId: string) => set(pending.filter((each) => each.taskId !== taskId));

/** Null: nothing to reopen any more. */
export function showSent(next: Sent | null): void {
  clearTimeout(forgetting);
  sent = next;
  if (next) forgetting = setTimeout(() => showSent(null), SENT_MS);
  for (const listener of listeners) listener();
}

function plan(ms: number) {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), ms);
}

/** Holds it for a moment and sends it then. What was held before is sent now: only the last one can be undone. */
export function finishLater(entry: Pick<Pending, 'workspace' | 'taskId' | 'name' | 'body'>): void {
  const others = pending.filter(({ taskId }) => taskId !== entry.taskId).map((each) => ({ ...each, holdUntil: 0 }));
  set([...others, { ...entry, holdUntil: Date.now() + HOLD_MS, tried: false, refused: null }]);
  if (others.length > 0) void flush();
  else plan(HOLD_MS);
}

export function undoFinish(taskId: string): void {
  remove(taskId);
}

/** Sends what is due, one after the other. */
export async function flush(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    for (;;) {
      const next = pending.find(({ holdUntil, refused }) => refused === null && holdUntil <= Date.now());
      if (!next) break;
      if (!(await send(next))) break;
    }
  } finally {
    sending = false;
  }
  const waiting = pending.filter(({ refused }) => refused === null);
  if (waiting.length > 0) {
    const soonest = Math.min(...waiting.map(({ holdUntil }) => holdUntil - Date.now()));
    plan(soonest > 0 ? soonest : RETRY_MS);
  }
}

/** False when the network is away: the rest waits too. */
async function send({ workspace, taskId, name, body, tried }: Pending): Promise<boolean> {
  change(taskId, { tried: true });
  let ended = false;
  try {
    const { task } = await call(finishTask, { params: { task: taskId }, body }, { workspace });
    ended = task.endedAt !== null;
  } catch (error) {
    const problem = asProblem(error);
    if (problem.passing) return false;
    if (!(problem instanceof ApiProblem && problem.code === 'task_ended' && tried)) {
      change(taskId, { refused: problem.message });
      return true;
    }
  }
  remove(taskId);
  forgetKept(workspace, taskId);
  if (ended) showSent({ workspace, taskId, name, body });
  for (const listener of onSent) listener();
  return true;
}

/** The page goes away: what is held is sent without waiting for an answer; it stays here until one came. */
function leave() {
  for (const { workspace, taskId, body, refused } of pending) {
    if (refused !== null) continue;
    change(taskId, { tried: true, holdUntil: 0 });
    const url = `/api/w/${encodeURIComponent(workspace)}/tasks/${encodeURIComponent(taskId)}/finish`;
    void fetch(url, {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined);
  }
}

addEventListener('pagehide', leave);
addEventListener('online', () => void flush());
if (pending.length > 0) plan(500);

export function whenSent(listener: () => void): () => void {
  onSent.add(listener);
  return () => onSent.delete(listener);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePending = (): readonly Pending[] => useSyncExternalStore(subscribe, () => pending);
export const useSent = (): Sent | null => useSyncExternalStore(subscribe, () => sent);
