/** What screens see. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { membersOf } from '../access/index.ts';
import { maskedPhone } from '../customers/index.ts';
import { carriersOf } from '../messages/index.ts';
import { wecomAdapter } from './channels/wecom/index.ts';
import { WecomSettings } from './channels/wecom/settings.ts';
import type { WecomContact, WecomNote, WecomRun, WecomStaff, WecomTask } from './contract.ts';
import { remindersLeft } from './decide-task.ts';
import * as contacts from './store-contacts.ts';
import * as notes from './store-notes.ts';
import * as runs from './store-runs.ts';
import { listStaff as staffRows } from './store-staff.ts';
import * as tasks from './store-tasks.ts';

const MOST = 200;

/** The settings while the channel is carried by WeCom in earnest. */
export async function settingsOf(tx: Tx, ctx: Context): Promise<WecomSettings | null> {
  const carrier = (await carriersOf(tx, ctx)).get('wecom');
  return carrier?.adapter === wecomAdapter ? (WecomSettings.safeParse(carrier.settings).data ?? null) : null;
}

export function getStatus(ctx: Context) {
  return ctx.tx(async (tx) => {
    const [run] = await runs.listRuns(tx, ctx.workspace.id, 1);
    const open = await tasks.findTasks(tx, ctx.workspace.id, { open: true, limit: 1000 });
    return {
      now: ctx.now.toISOString(),
      set: (await settingsOf(tx, ctx)) !== null,
      ...(await contacts.countContacts(tx, ctx.workspace.id)),
      waiting: open.length,
      run: run ? toRun(run) : null,
    };
  });
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toRun(row: runs.RunRow): WecomRun {
  return {
    runId: row.run_id,
    state: row.state,
    by: row.started_by,
    startedAt: row.started_at.toISOString(),
    endedAt: iso(row.ended_at),
    contacts: row.contacts,
    added: row.added,
    matched: row.matched,
    lost: row.lost,
    tagsIn: row.tags_in,
    tagsOut: row.tags_out,
    error: row.error,
  };
}

export function listRuns(ctx: Context) {
  return ctx.tx(async (tx) => ({ items: (await runs.listRuns(tx, ctx.workspace.id, 30)).map(toRun) }));
}

export function listTasks(ctx: Context, state: 'open' | 'closed') {
  return ctx.tx(async (tx) => {
    const rows = await tasks.findTasks(tx, ctx.workspace.id, { open: state === 'open', limit: MOST });
    return { now: ctx.now.toISOString(), items: await toTasks(tx, ctx, rows) };
  });
}

export async function requireTask(tx: Tx, ctx: Context, id: string): Promise<tasks.TaskRow> {
  const [row] = await tasks.findTasks(tx, ctx.workspace.id, { ids: [id], limit: 1 });
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '群发' : 'mass message' });
  return row;
}

export async function toTasks(tx: Tx, ctx: Context, rows: readonly tasks.TaskRow[]): Promise<WecomTask[]> {
  const ids = rows.map((row) => row.task_id);
  const counts = new Map((await tasks.countTasks(tx, ctx.workspace.id, ids)).map((row) => [row.task_id, row]));
  const staff = await tasks.findTaskStaff(tx, ctx.workspace.id, ids);
  const names = new Map((await membersOf(tx, ctx)).map((member) => [member.id, member.name]));
  const hours = (await settingsOf(tx, ctx))?.confirmHours ?? null;
  return rows.map((row) => {
    const count = counts.get(row.task_id);
    const ends = hours === null || row.closed_at ? null : new Date(row.created_at.getTime() + hours * 3_600_000);
    return {
      taskId: row.task_id,
      state: row.state,
      reason: row.reason as WecomTask['reason'],
      text: (count?.content?.text ?? [])
        .map((each) => each.text)
        .join('')
        .slice(0, 200),
      createdAt: row.created_at.toISOString(),
      lookedAt: iso(row.looked_at),
      closedAt: iso(row.closed_at),
      endsAt: iso(ends),
      recipients: count?.recipients ?? 0,
      awaiting: count?.awaiting ?? 0,
      delivered: count?.delivered ?? 0,
      failed: count?.failed ?? 0,
      staff: staff
        .filter((each) => each.task_id === row.task_id)
        .map((each) => ({
          userid: each.userid,
          name: each.name,
          member: each.member_id === null ? null : (names.get(each.member_id) ?? null),
          confirmedAt: iso(each.confirmed_at),
        })),
      remindedAt: iso(row.reminders.at(-1) ?? null),
      remindersLeft: remindersLeft(
        row.reminders.map((at) => at.getTime()),
        ctx.now.getTime(),
      ),
      error: row.error,
    };
  });
}

export function listContacts(
  ctx: Context,
  query: { view: 'unmatched' | 'matched' | 'lost'; cursor?: string | undefined; limit: number },
) {
  return ctx.tx(async (tx) => {
    const before = query.cursor === undefined ? null : placeOf(query.cursor);
    const rows = await contacts.listContacts(tx, ctx.workspace.id, {
      view: query.view,
      before,
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => toContact(ctx, row)),
      next: last
        ? Buffer.from(JSON.stringify([last.added_at, last.external_id, last.userid])).toString('base64url')
        : null,
    };
  });
}

function placeOf(cursor: string): { at: Date; external: string; user: string } {
  try {
    const [at, external, user] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string, string];
    const time = new Date(at);
    if (Number.isNaN(time.getTime()) || typeof external !== 'string' || typeof user !== 'string')
      throw new Error(cursor);
    return { at: time, external, user };
  } catch {
    throw new Problem('invalid_input', {}, [{ path: 'cursor', field: 'cursor', message: cursor }]);
  }
}

function toContact(ctx: Context, row: contacts.ListedContact): WecomContact {
  return {
    externalId: row.external_id,
    userid: row.userid,
    staff: row.staff_name,
    name: row.name,
    remark: row.remark,
    phones: row.phones.flatMap((phone) => maskedPhone(ctx, phone) ?? []),
    source: row.source,
    tags: [...row.tags],
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name },
    matchedBy: row.matched_by,
    addedAt: row.added_at.toISOString(),
    lostAt: iso(row.lost_at),
  };
}

export function listStaff(ctx: Context) {
  return ctx.tx(async (tx) => {
    const members = (await membersOf(tx, ctx)).filter((member) => member.active).map(({ id, name }) => ({ id, name }));
    const byId = new Map(members.map((member) => [member.id, member]));
    const items: WecomStaff[] = (await staffRows(tx, ctx.workspace.id)).map((row) => ({
      userid: row.userid,
      name: row.name,
      member: row.member_id === null ? null : (byId.get(row.member_id) ?? null),
      friends: row.friends,
      waiting: row.waiting,
    }));
    return { items, members };
  });
}

export function listNotes(ctx: Context): Promise<{ items: WecomNote[] }> {
  return ctx.tx(async (tx) => {
    const names = new Map((await membersOf(tx, ctx)).map((member) => [member.id, member.name]));
    const items = (await notes.listNotes(tx, ctx.workspace.id, 100)).map((row) => ({
      noteId: row.note_id,
      member: names.get(row.member_id) ?? row.userid ?? '',
      text: row.text,
      state: row.state,
      code: row.code,
      createdAt: row.created_at.toISOString(),
      sentAt: iso(row.sent_at),
    }));
    return { items };
  });
}
