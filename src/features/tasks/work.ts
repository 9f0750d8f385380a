/** May she work on it, and the small changes of a task's life: accept, put off, take back, call. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit, may } from '../access/index.ts';
import { requireCustomer } from '../customers/index.ts';
import { EVERYTHING } from '../../kit/context.ts';
import type { TaskItem } from './contract-items.ts';
import { toItems } from './present.ts';
import * as store from './store.ts';
import { findTask } from './store-list.ts';

/** What she may see; what she may not is not there. */
export async function requireTask(tx: Tx, ctx: Context, taskId: string): Promise<store.TaskRow> {
  const seen = await findTask(tx, ctx, taskId);
  const locked = seen ? await store.lockTask(tx, ctx.workspace.id, taskId) : null;
  if (!locked) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '任务' : 'task' });
  return locked;
}

/** Hers: assigned to her, answered for by her, or lying open. Who manages tasks, and a program with a key, may work on all they see. */
export function isMine(ctx: Context, task: Pick<store.TaskRow, 'assignee_id' | 'escalated_to'>): boolean {
  const me = ctx.scope.memberId;
  if (me === null || may(ctx, 'tasks:manage')) return true;
  return task.assignee_id === null || task.assignee_id === me || task.escalated_to === me;
}

const TIME = { zh: 'zh-CN', en: 'en-GB' } as const;

/** A live task of hers, locked; else the problem that says who has it or how it ended. */
export async function requireLive(tx: Tx, ctx: Context, taskId: string): Promise<store.TaskRow> {
  const task = await requireTask(tx, ctx, taskId);
  if (task.state === 'done' || task.state === 'cancelled') {
    const [item] = await itemsOf(tx, ctx, [taskId]);
    throw new Problem('task_ended', {
      who: item?.endedBy?.name ?? (ctx.locale === 'zh' ? '流程' : 'the flow'),
      when: (task.ended_at ?? ctx.now).toLocaleString(TIME[ctx.locale], {
        timeZone: ctx.workspace.zone,
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      }),
    });
  }
  await requireMine(tx, ctx, task);
  return task;
}

export async function requireMine(tx: Tx, ctx: Context, task: store.TaskRow): Promise<void> {
  if (isMine(ctx, task)) return;
  // Who has taken it a moment ago may be the only one who still sees it.
  const item = await itemOf(tx, ctx, task.task_id);
  throw new Problem('task_not_yours', { who: item.assignee?.name ?? '—' });
}

export async function itemsOf(tx: Tx, ctx: Context, ids: readonly string[]): Promise<TaskItem[]> {
  const rows = await Promise.all(ids.map((id) => findTask(tx, ctx, id)));
  return toItems(
    tx,
    ctx,
    rows.flatMap((row) => (row ? [row] : [])),
  );
}

export async function itemOf(tx: Tx, ctx: Context, taskId: string): Promise<TaskItem> {
  // Who handed it away may not see it any more: the answer is still hers.
  const [item] = await itemsOf(tx, { ...ctx, scope: { ...EVERYTHING, memberId: ctx.scope.memberId } }, [taskId]);
  if (!item) throw new Problem('not_found', { what: 'task' });
  return item;
}

export async function note(
  tx: Tx,
  ctx: Context,
  taskId: string,
  kind: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await store.insertEntries(
    tx,
    ctx.workspace.id,
    ctx.actor,
    [{ entry_id: newId('ent'), task_id: taskId, kind, detail }],
    ctx.now,
  );
}

/** Takes an open task: what `accept` does, and the first step of whatever else is done with it. */
export async function takeUp(tx: Tx, ctx: Context, task: store.TaskRow): Promise<void> {
  if (task.state !== 'open') return;
  const me = ctx.scope.memberId;
  const claims = task.assignee_id === null && me !== null;
  await store.changeTask(
    tx,
    ctx.workspace.id,
    task.task_id,
    {
      state: 'accepted',
      accepted_at: ctx.now,
      accepted_by: me ?? task.assignee_id,
      ...(claims ? { assignee_id: me, assigned_because: 'claimed' } : {}),
    },
    ctx.now,
  );
  await note(tx, ctx, task.task_id, 'accepted', claims ? { claimed: true } : {});
}

export function acceptTask(ctx: Context, taskId: string): Promise<TaskItem> {
  return ctx.tx(async (tx) => {
    await takeUp(tx, ctx, await requireLive(tx, ctx, taskId));
    return itemOf(tx, ctx, taskId);
  });
}

/** A year: what is put off longer is not put off. */
const LONGEST_SNOOZE_MS = 366 * 86_400_000;

export function snoozeTask(
  ctx: Context,
  taskId: string,
  input: { until: string; reason?: string | undefined; asked: boolean },
): Promise<TaskItem> {
  const until = new Date(input.until);
  const away = until.getTime() - ctx.now.getTime();
  return ctx.tx(async (tx) => {
    const task = await requireLive(tx, ctx, taskId);
    if (away <= 0 || away > LONGEST_SNOOZE_MS)
      throw new Problem('invalid_input', {}, [{ path: 'until', field: 'until', message: SNOOZE_WORDS[ctx.locale] }]);
    await takeUp(tx, ctx, task);
    const dueAt = input.asked && task.due_at < until ? until : task.due_at;
    await store.changeTask(tx, ctx.workspace.id, taskId, { snoozed_until: until, due_at: dueAt }, ctx.now);
    await note(tx, ctx, taskId, 'snoozed', { until: input.until, reason: input.reason ?? null, asked: input.asked });
    return itemOf(tx, ctx, taskId);
  });
}

const SNOOZE_WORDS = { zh: '推迟到一年以内的将来', en: 'a moment within the next year' };

export function wakeTask(ctx: Context, taskId: string): Promise<TaskItem> {
  return ctx.tx(async (tx) => {
    const task = await requireLive(tx, ctx, taskId);
    if (task.snoozed_until) {
      await store.changeTask(tx, ctx.workspace.id, taskId, { snoozed_until: null }, ctx.now);
      await note(tx, ctx, taskId, 'woken');
    }
    return itemOf(tx, ctx, taskId);
  });
}

/** Who has the task must call: the whole number, and a line that she had it. */
export function dialTask(ctx: Context, taskId: string): Promise<{ phone: string | null }> {
  if (!may(ctx, 'customers:contact') && !may(ctx, 'customers:reveal'))
    throw new Problem('not_allowed', { permission: 'customers:contact' });
  return ctx.tx(async (tx) => {
    const task = await requireLive(tx, ctx, taskId);
    await takeUp(tx, ctx, task);
    const customer = await requireCustomer(tx, { ...ctx, scope: EVERYTHING }, task.customer_id);
    await note(tx, ctx, taskId, 'dialled');
    await audit(tx, ctx, {
      action: 'customer.revealed',
      entity: 'customer',
      entityId: task.customer_id,
      detail: { what: 'phone', externalId: customer.external_id, task: taskId },
    });
    return { phone: customer.phone };
  });
}
