/** Lists of tasks: the queue, the pool, what a supervisor looks through. */
import type { Context } from '../../kit/context.ts';
import { noteListed } from '../customers/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import type { TaskItem } from './contract-items.ts';
import { byUrgency } from './decide-priority.ts';
import { toItems, todayOf } from './present.ts';
import { countMine, isEnded, listTasks as listRows, type TaskFilter } from './store-list.ts';

export type TaskQuestion = Omit<TaskFilter, 'after' | 'endedFrom'> & {
  readonly today: boolean;
  readonly cursor?: string | undefined;
};

export function listTasks(
  ctx: Context,
  question: TaskQuestion,
): Promise<{ at: string; items: TaskItem[]; next: string | null }> {
  const { today, cursor, limit, ...filter } = question;
  const after = cursor ? readCursor(cursor) : undefined;
  return ctx.tx(async (tx) => {
    const endedFrom = today ? todayOf(ctx).start : undefined;
    const rows = await listRows(tx, ctx, { ...filter, after, endedFrom, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    await noteListed(tx, ctx, `tasks:${question.view}`, shown.length);
    const items = await toItems(tx, ctx, shown);
    const ended = isEnded(question);
    return {
      at: ctx.now.toISOString(),
      // A page is cut by due time and put in order within itself: what is late stands in the first page anyway.
      items: ended ? items : items.sort(byUrgency),
      next: last ? writeCursor((ended ? last.ended_at : last.due_at) ?? last.due_at, last.task_id) : null,
    };
  });
}

export function countTasks(ctx: Context) {
  return ctx.tx(async (tx) => {
    const { waiting, late, hour, snoozed, pool, done_today } = await countMine(tx, ctx, todayOf(ctx).start);
    return { waiting, late, hour, snoozed, pool, doneToday: done_today };
  });
}
