/** Handing tasks on: one by its agent, many by a supervisor. The acceptance clock starts anew for whoever gets it. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import { loadWorkCalendar, type WorkCalendar } from '../calendar/index.ts';
import type { TaskItem } from './contract-items.ts';
import type { AssignedBecause } from './decide-assign.ts';
import { acceptBy } from './decide-deadlines.ts';
import { loadStaff, requirePerson, requireTeam } from './people.ts';
import * as store from './store.ts';
import { lockVisible } from './store-list.ts';
import { itemOf, requireLive } from './work.ts';

interface Place {
  readonly member: string | null;
  readonly team: string | null;
}

export async function moveOne(
  tx: Tx,
  ctx: Context,
  task: store.TaskRow,
  to: Place,
  calendar: WorkCalendar,
  because: AssignedBecause = 'transfer',
): Promise<void> {
  const accept = acceptBy(calendar, ctx.now, task.params);
  await store.changeTask(
    tx,
    ctx.workspace.id,
    task.task_id,
    {
      state: 'open',
      assignee_id: to.member,
      team_id: to.team,
      assigned_because: because,
      remind_at: accept.remindAt,
      escalate_at: accept.escalateAt,
      reminded_at: null,
      escalated_at: null,
      escalated_to: null,
      accepted_at: null,
      accepted_by: null,
      snoozed_until: null,
    },
    ctx.now,
  );
}

export function transferTask(
  ctx: Context,
  taskId: string,
  input: { member?: string | undefined; team?: string | undefined; reason: string },
): Promise<TaskItem> {
  return ctx.tx(async (tx) => {
    const task = await requireLive(tx, ctx, taskId);
    const staff = await loadStaff(tx, ctx);
    const member = input.member === undefined ? null : requirePerson(staff, input.member);
    const team = input.team === undefined ? (member?.teamIds[0] ?? null) : requireTeam(staff, input.team).id;
    const to = { member: member?.memberId ?? null, team };
    await moveOne(tx, ctx, task, to, await loadWorkCalendar(tx, ctx, ctx.now));
    const detail = { from: task.assignee_id, to: to.member, team, reason: input.reason };
    await store.insertEntries(
      tx,
      ctx.workspace.id,
      ctx.actor,
      [{ entry_id: newId('ent'), task_id: taskId, kind: 'transferred', detail }],
      ctx.now,
    );
    return itemOf(tx, ctx, taskId);
  });
}

export interface Move {
  readonly task: string;
  readonly member: string | null;
  readonly team?: string | undefined;
}

/** What ended meanwhile, or is not the caller's to see, is skipped and said. */
export function assignTasks(
  ctx: Context,
  moves: readonly Move[],
  reason: string,
): Promise<{ moved: number; skipped: string[] }> {
  return ctx.tx(async (tx) => {
    const staff = await loadStaff(tx, ctx);
    const calendar = await loadWorkCalendar(tx, ctx, ctx.now);
    const places = new Map<string, Place>();
    for (const move of moves) {
      const person = move.member === null ? null : requirePerson(staff, move.member);
      const team = move.team === undefined ? (person?.teamIds[0] ?? null) : requireTeam(staff, move.team).id;
      places.set(move.task, { member: person?.memberId ?? null, team });
    }
    const rows = await lockVisible(tx, ctx, [...places.keys()]);
    const live = rows.filter(({ state }) => state === 'open' || state === 'accepted');
    const entries: store.Entry[] = [];
    for (const task of live) {
      const to = places.get(task.task_id);
      if (!to) continue;
      await moveOne(tx, ctx, task, to, calendar);
      const detail = { from: task.assignee_id, to: to.member, team: to.team, reason };
      entries.push({ entry_id: newId('ent'), task_id: task.task_id, kind: 'transferred', detail });
    }
    await store.insertEntries(tx, ctx.workspace.id, ctx.actor, entries, ctx.now);
    if (entries.length > 0) {
      const detail = { moved: entries.length, reason, tasks: entries.slice(0, 20).map(({ task_id }) => task_id) };
      await audit(tx, ctx, { action: 'tasks.assigned', entity: 'task', entityId: entries[0]?.task_id ?? '', detail });
    }
    const moved = new Set(entries.map(({ task_id }) => task_id));
    return { moved: moved.size, skipped: [...places.keys()].filter((id) => !moved.has(id)) };
  });
}
