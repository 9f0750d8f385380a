/** What happens to tasks re-enters by the front door of events, so that rules, flows, the timeline and figures see it. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { record } from '../events/index.ts';

export const TASK_TYPES: Readonly<Record<string, Words>> = {
  task_opened: { zh: '任务打开', en: 'Task opened' },
  task_reminded: { zh: '任务提醒', en: 'Task reminded' },
  task_escalated: { zh: '任务升级', en: 'Task escalated' },
  task_done: { zh: '任务完成', en: 'Task done' },
  task_reopened: { zh: '任务重新打开', en: 'Task reopened' },
};

export interface TaskFact {
  readonly task_id: string;
  readonly customer_id: string;
  readonly playbook: string | null;
  readonly run_id: string | null;
  readonly node: string | null;
}

/** Events in one call of `record`. */
const BATCH = 1000;

export async function recordTasks(
  tx: Tx,
  ctx: Context,
  type: 'task_opened' | 'task_reminded' | 'task_escalated' | 'task_done' | 'task_reopened',
  tasks: readonly TaskFact[],
  more: (task: TaskFact) => Readonly<Record<string, unknown>> = () => ({}),
): Promise<void> {
  for (let at = 0; at < tasks.length; at += BATCH) {
    const items = tasks.slice(at, at + BATCH).map((task) => ({
      source: 'tasks',
      // After a transfer the same task may remind and escalate again.
      externalId: `${task.task_id}:${type.slice(5)}:${ctx.now.getTime()}`,
      type,
      customerId: task.customer_id,
      occurredAt: ctx.now,
      amount: null,
      properties: withoutNulls({
        task: task.task_id,
        run: task.run_id,
        playbook: task.playbook,
        node: task.node,
        ...more(task),
      }),
    }));
    await record(tx, ctx, items, { cause: 'tasks' });
  }
}

function withoutNulls(bag: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== null && value !== undefined));
}
