/**
 * Who works here no more keeps no work: her live tasks go where the playbook's rule sends them, else to her superior, else into the open pool.
 * At once when she is deactivated, and swept after that, for a task that was just being given to her.
 */
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { memberLeft } from '../access/index.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { type Assigned, assignAll, poolOf, superiorOf, type ToAssign } from './decide-assign.ts';
import { moveOne } from './move.ts';
import { loadStaff, type Staff } from './people.ts';
import * as store from './store.ts';
import { claimLeft, countEscalated, setSuperiors } from './store-deadlines.ts';

const BATCH = 200;

export const hearLeft = on(memberLeft, 'tasks.handOver', { handle: (ctx) => handOver(ctx) });

export async function handOver(ctx: Context): Promise<void> {
  while ((await ctx.tx((tx) => handOn(tx, ctx))) === BATCH);
}

async function handOn(tx: Tx, ctx: Context): Promise<number> {
  const workspace = ctx.workspace.id;
  const tasks = await claimLeft(tx, workspace, BATCH);
  if (tasks.length === 0) return 0;
  const staff = await loadStaff(tx, ctx);
  const active = new Set(staff.people.filter((person) => person.active).map(({ memberId }) => memberId));
  const lost = tasks.filter(({ assignee_id }) => assignee_id !== null && !active.has(assignee_id));
  const load = await countEscalated(tx, workspace);
  const moved = await place(tx, ctx, lost, staff, load);
  const calendar = await loadWorkCalendar(tx, ctx, ctx.now);
  const entries: store.Entry[] = [];
  for (const { task, to } of moved) {
    await moveOne(tx, ctx, task, { member: to.memberId, team: to.teamId }, calendar, to.because);
    const detail = { from: task.assignee_id, to: to.memberId, team: to.teamId, because: to.because };
    entries.push({ entry_id: newId('ent'), task_id: task.task_id, kind: 'handedOver', detail });
  }
  const kept = tasks.filter((task) => !lost.includes(task));
  entries.push(...(await replaceSuperiors(tx, ctx, kept, staff, load)));
  await store.insertEntries(tx, workspace, ctx.actor, entries, ctx.now);
  return tasks.length;
}

interface Moved {
  readonly task: store.TaskRow;
  readonly to: Assigned;
}

/** As if they were opened now; where the rule has nobody, the superior. */
async function place(
  tx: Tx,
  ctx: Context,
  tasks: readonly store.TaskRow[],
  { people, teams }: Staff,
  load: Map<string, number>,
): Promise<Moved[]> {
  const workspace = ctx.workspace.id;
  const ids = tasks.map(({ customer_id }) => customer_id);
  const origins = await store.originsOf(tx, workspace, null, null, ids);
  const ruled = tasks.flatMap((task): { task: store.TaskRow; wanted: ToAssign }[] => {
    const { assign } = task.params;
    const origin = origins.get(task.customer_id);
    const of = { ownerId: origin?.owner_id ?? null, customerTeamId: origin?.team_id ?? null };
    return assign ? [{ task, wanted: { playbook: task.playbook ?? '', assign, ...of } }] : [];
  });
  const wanted = ruled.map((each) => each.wanted);
  const pools = wanted.map((each) => poolOf(each, people, teams).key);
  const turns = await store.lockTurns(tx, workspace, pools, ctx.now);
  const assigned = assignAll(wanted, people, teams, turns);
  await store.saveTurns(tx, workspace, turns, ctx.now);
  const byRule = new Map(ruled.map(({ task }, at) => [task.task_id, assigned[at]]));
  return tasks.map((task): Moved => {
    const to = byRule.get(task.task_id);
    if (to && to.memberId !== null) return { task, to: { ...to, because: 'left' } };
    const superior = superiorOf({ assigneeId: task.assignee_id, teamId: task.team_id }, people, load);
    const teamId = to?.teamId ?? task.team_id;
    if (!superior) return { task, to: { memberId: null, teamId, because: 'nobody' } };
    load.set(superior.memberId, (load.get(superior.memberId) ?? 0) + 1);
    return { task, to: { memberId: superior.memberId, teamId, because: 'left' } };
  });
}

/** The assignee is still there; who answered for it above her is not. */
async function replaceSuperiors(
  tx: Tx,
  ctx: Context,
  tasks: readonly store.TaskRow[],
  { people }: Staff,
  load: Map<string, number>,
): Promise<store.Entry[]> {
  const rows = tasks.map((task) => {
    const superior = superiorOf({ assigneeId: task.assignee_id, teamId: task.team_id }, people, load);
    if (superior) load.set(superior.memberId, (load.get(superior.memberId) ?? 0) + 1);
    return { taskId: task.task_id, superior: superior?.memberId ?? null };
  });
  await setSuperiors(tx, ctx.workspace.id, rows);
  return rows.map(({ taskId, superior }) => ({
    entry_id: newId('ent'),
    task_id: taskId,
    kind: 'handedOver',
    detail: { from: tasks.find(({ task_id }) => task_id === taskId)?.escalated_to ?? null, to: superior, above: true },
  }));
}
