/** Opening tasks: for a batch of flow runs, or one by hand. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { assignVariants, fingerprintOf, type ToWord } from '../experiments/index.ts';
import type { ActionEntry } from '../flows/index.ts';
import { findScripts } from '../scripts/index.ts';
import type { TaskParams } from './contract-params.ts';
import { assignAll, poolOf } from './decide-assign.ts';
import { acceptBy, dueBy } from './decide-deadlines.ts';
import { loadStaff } from './people.ts';
import { recordTasks } from './record.ts';
import * as store from './store.ts';

/** Opens one task per run that stands at the node; a token that has one already opens nothing. */
export async function openForRuns(tx: Tx, ctx: Context, entries: readonly ActionEntry<TaskParams>[]): Promise<void> {
  const known = await store.knownTokens(tx, ctx.workspace.id, entries);
  const fresh = entries.filter(({ runId, token }) => !known.has(`${runId}:${token}`));
  for (const group of groupByEpoch(fresh)) await openGroup(tx, ctx, group);
}

function groupByEpoch<T extends { readonly flow: string; readonly epoch: number | null }>(
  entries: readonly T[],
): T[][] {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const key = `${entry.flow}|${entry.epoch ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

async function openGroup(tx: Tx, ctx: Context, entries: readonly ActionEntry<TaskParams>[]): Promise<void> {
  const [first] = entries;
  if (!first) return;
  const workspace = ctx.workspace.id;
  const calendar = await loadWorkCalendar(tx, ctx, ctx.now);
  const staff = await loadStaff(tx, ctx);
  const customers = entries.map((entry) => entry.customerId);
  const origins = await store.originsOf(tx, workspace, first.flow, first.epoch, customers);
  const wanted = entries.map(({ flow, params, customerId }) => ({
    playbook: flow,
    assign: params.assign,
    ownerId: origins.get(customerId)?.owner_id ?? null,
    customerTeamId: origins.get(customerId)?.team_id ?? null,
  }));
  const pools = wanted.map((each) => poolOf(each, staff.people, staff.teams).key);
  const turns = await store.lockTurns(tx, workspace, pools, ctx.now);
  const assigned = assignAll(wanted, staff.people, staff.teams, turns);
  await store.saveTurns(tx, workspace, turns, ctx.now);
  const variant = await variantsOf(tx, ctx, entries);
  const rows = entries.map((entry, at): store.NewTask => {
    const { params } = entry;
    const to = assigned[at];
    const accept = acceptBy(calendar, ctx.now, params);
    return {
      task_id: newId('task'),
      customer_id: entry.customerId,
      origin: 'flow',
      parent_id: null,
      playbook: entry.flow,
      version: entry.version,
      epoch: entry.epoch,
      run_id: entry.runId,
      token: entry.token,
      node: entry.node,
      title_zh: params.title.zh,
      title_en: params.title.en,
      channel: params.channel ?? 'phone',
      form: params.form ?? null,
      script: params.script ?? null,
      variant: variant(entry),
      params,
      state: 'open',
      assignee_id: to?.memberId ?? null,
      team_id: to?.teamId ?? null,
      assigned_because: to?.because ?? 'nobody',
      triggered_at: origins.get(entry.customerId)?.entered_at ?? ctx.now,
      due_at: dueBy(calendar, ctx.now, params),
      remind_at: accept.remindAt,
      escalate_at: accept.escalateAt,
      accepted_by: null,
    };
  });
  await writeTasks(tx, ctx, rows);
}

/** Which wording of her script each gets, while two are tried. */
async function variantsOf(
  tx: Tx,
  ctx: Context,
  entries: readonly ActionEntry<TaskParams>[],
): Promise<(entry: ActionEntry<TaskParams>) => string | null> {
  const refs = new Map(
    entries.flatMap(({ flow: playbook, version, params: { script } }) =>
      script ? [[`${version}/${script}`, { playbook, version, script }] as const] : [],
    ),
  );
  const prints = new Map(
    (await findScripts(tx, ctx, [...refs.values()])).flatMap(({ version, definition }) =>
      definition.variants ? [[`${version}/${definition.key}`, fingerprintOf(definition)] as const] : [],
    ),
  );
  const toWord = ({ flow, version, customerId, params: { script = '' } }: ActionEntry<TaskParams>): ToWord[] => {
    const fingerprint = prints.get(`${version}/${script}`);
    return fingerprint ? [{ playbook: flow, part: script, customerId, fingerprint }] : [];
  };
  const variant = await assignVariants(tx, ctx, 'script', entries.flatMap(toWord));
  return (entry) => toWord(entry).map(variant)[0] ?? null;
}

/** Rows, history and events of new tasks; what is there already is left alone. */
export async function writeTasks(tx: Tx, ctx: Context, rows: readonly store.NewTask[]): Promise<void> {
  const workspace = ctx.workspace.id;
  const added = await store.insertTasks(tx, workspace, rows, ctx.now);
  const opened = rows.filter(({ task_id }) => added.has(task_id));
  const entries = opened.map((row) => ({
    entry_id: newId('ent'),
    task_id: row.task_id,
    kind: 'opened',
    detail: { assignee: row.assignee_id, because: row.assigned_because, due: row.due_at.toISOString() },
  }));
  await store.insertEntries(tx, workspace, ctx.actor, entries, ctx.now);
  await recordTasks(tx, ctx, 'task_opened', opened);
}

export async function cancelForTokens(tx: Tx, ctx: Context, tokens: readonly store.Token[]): Promise<void> {
  const gone = await store.cancelTokens(tx, ctx.workspace.id, tokens, ctx.actor.name, ctx.now);
  const entries = gone.map(({ task_id }) => ({
    entry_id: newId('ent'),
    task_id,
    kind: 'cancelled',
    detail: { by: 'flow' },
  }));
  await store.insertEntries(tx, ctx.workspace.id, ctx.actor, entries, ctx.now);
}
