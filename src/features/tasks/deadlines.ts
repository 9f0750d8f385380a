/** Nobody accepted in time: a reminder, then the superior answers for it. Swept in batches; in a replay at the very moment. */
import { publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { superiorOf } from './decide-assign.ts';
import { acceptanceOverdue } from './events.ts';
import { loadStaff } from './people.ts';
import { recordTasks } from './record.ts';
import { insertEntries } from './store.ts';
import * as store from './store-deadlines.ts';

/** Tasks of one transaction: what recording them as events takes at once. */
const BATCH = 500;

export async function sweepDeadlines(ctx: Context): Promise<void> {
  while ((await ctx.tx((tx) => remind(tx, ctx))) === BATCH);
  while ((await ctx.tx((tx) => escalate(tx, ctx))) === BATCH);
}

export function nextDeadline(ctx: Context): Promise<Date | null> {
  return ctx.tx((tx) => store.nextDeadline(tx, ctx.workspace.id, ctx.now));
}

async function remind(tx: Tx, ctx: Context): Promise<number> {
  const due = await store.claimReminders(tx, ctx.workspace.id, ctx.now, BATCH);
  const entries = due.map(({ task_id }) => ({ entry_id: newId('ent'), task_id, kind: 'reminded', detail: {} }));
  await insertEntries(tx, ctx.workspace.id, ctx.actor, entries, ctx.now);
  await recordTasks(tx, ctx, 'task_reminded', due);
  return due.length;
}

async function escalate(tx: Tx, ctx: Context): Promise<number> {
  const due = await store.claimEscalations(tx, ctx.workspace.id, ctx.now, BATCH);
  if (due.length === 0) return 0;
  const { people } = await loadStaff(tx, ctx);
  const load = await store.countEscalated(tx, ctx.workspace.id);
  const superiors = new Map<string, string>();
  for (const task of due) {
    const superior = superiorOf({ assigneeId: task.assignee_id, teamId: task.team_id }, people, load);
    if (!superior) continue;
    superiors.set(task.task_id, superior.memberId);
    load.set(superior.memberId, (load.get(superior.memberId) ?? 0) + 1);
  }
  await store.setSuperiors(
    tx,
    ctx.workspace.id,
    [...superiors].map(([taskId, superior]) => ({ taskId, superior })),
  );
  const entries = due.map(({ task_id, assignee_id }) => ({
    entry_id: newId('ent'),
    task_id,
    kind: 'escalated',
    detail: { from: assignee_id, to: superiors.get(task_id) ?? null },
  }));
  await insertEntries(tx, ctx.workspace.id, ctx.actor, entries, ctx.now);
  await recordTasks(tx, ctx, 'task_escalated', due, ({ task_id }) => ({ to: superiors.get(task_id) ?? null }));
  await publish(tx, ctx, acceptanceOverdue, {
    items: due.map((task) => ({
      taskId: task.task_id,
      customerId: task.customer_id,
      playbook: task.playbook,
      assigneeId: task.assignee_id,
      superiorId: superiors.get(task.task_id) ?? null,
    })),
  });
  return due.length;
}
