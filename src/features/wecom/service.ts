/** What people do about WeCom. */
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { audit, membersOf } from '../access/index.ts';
import { addCustomer, requireCustomer } from '../customers/index.ts';
import { type Wecom, wecomOf } from './account.ts';
import { WecomError } from './channels/api/errors.ts';
import { joinByHand } from './contacts.ts';
import type { WecomRun, WecomStaff, WecomTask } from './contract.ts';
import { remindersLeft } from './decide-task.ts';
import { notify } from './notes.ts';
import { lockContacts } from './store-contacts.ts';
import { listRuns } from './store-runs.ts';
import { setMember } from './store-staff.ts';
import * as store from './store-tasks.ts';
import { startSync } from './sync.ts';
import { remind, stop } from './tasks.ts';
import { listStaff, requireTask, settingsOf, toRun, toTasks } from './views.ts';

async function requireWecom(ctx: Context): Promise<Wecom> {
  const wecom = await wecomOf(ctx);
  if (!wecom) throw new Problem('wecom_not_set');
  return wecom;
}

/** A number WeCom answers with is shown to who asked. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WecomError) throw new Problem('wecom_refused', { said: error.message.slice(0, 200) });
    throw error;
  }
}

async function shown(ctx: Context, id: string): Promise<WecomTask> {
  const [task] = await ctx.tx(async (tx) => toTasks(tx, ctx, [await requireTask(tx, ctx, id)]));
  if (!task) throw new Problem('not_found', { what: id });
  return task;
}

export async function remindTask(ctx: Context, id: string): Promise<WecomTask> {
  const task = await ctx.tx((tx) => requireTask(tx, ctx, id));
  const wecom = await requireWecom(ctx);
  const left = remindersLeft(
    task.reminders.map((at) => at.getTime()),
    ctx.now.getTime(),
  );
  if (task.closed_at !== null || left <= 0 || !(await asking(() => remind(wecom, id))))
    throw new Problem('wecom_reminded');
  await ctx.tx(async (tx) => {
    await store.saveLook(tx, ctx.workspace.id, id, { now: ctx.now, next: ctx.now, remindedAt: ctx.now, error: null });
    await audit(tx, ctx, { action: 'wecom.reminded', entity: 'wecom_task', entityId: id, detail: {} });
  });
  return shown(ctx, id);
}

/** Safe to do twice. */
export async function stopTask(ctx: Context, id: string): Promise<WecomTask> {
  const task = await ctx.tx((tx) => requireTask(tx, ctx, id));
  if (task.closed_at === null) {
    const wecom = await requireWecom(ctx);
    await asking(() => stop(ctx, wecom, id, 'person'));
    await ctx.tx((tx) => audit(tx, ctx, { action: 'wecom.stopped', entity: 'wecom_task', entityId: id, detail: {} }));
  }
  return shown(ctx, id);
}

export async function beginSync(ctx: Context): Promise<WecomRun> {
  await requireWecom(ctx);
  await startSync(ctx, ctx.actor.name);
  const [run] = await ctx.tx((tx) => listRuns(tx, ctx.workspace.id, 1));
  if (!run) throw new Error('a run was begun and is not there');
  return toRun(run);
}

export function linkContact(
  ctx: Context,
  external: string,
  whose: { customer: string } | { create: { name: string } },
): Promise<{ customerId: string }> {
  return ctx.tx(async (tx) => {
    const [contact] = await lockContacts(tx, ctx.workspace.id, [external]);
    if (!contact) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '好友' : 'friend' });
    const phone = contact.phones.length === 1 ? contact.phones[0] : undefined;
    const { customer_id: customerId } =
      'customer' in whose
        ? await requireCustomer(tx, ctx, whose.customer)
        : await addCustomer(tx, ctx, { name: whose.create.name, ...(phone ? { phone } : {}) });
    await joinByHand(tx, ctx, external, customerId);
    await audit(tx, ctx, {
      action: 'wecom.linked',
      entity: 'wecom_contact',
      entityId: external,
      detail: { customer: customerId },
    });
    return { customerId };
  });
}

export async function setStaff(ctx: Context, userid: string, member: string | null): Promise<WecomStaff> {
  await ctx.tx(async (tx) => {
    if (member !== null && !(await membersOf(tx, ctx)).some((each) => each.id === member && each.active))
      throw new Problem('not_found', { what: ctx.locale === 'zh' ? '成员' : 'member' });
    if (!(await setMember(tx, ctx.workspace.id, userid, member)))
      throw new Problem('not_found', { what: ctx.locale === 'zh' ? '员工' : 'colleague' });
    await audit(tx, ctx, { action: 'wecom.staff_set', entity: 'wecom_staff', entityId: userid, detail: { member } });
  });
  const found = (await listStaff(ctx)).items.find((each) => each.userid === userid);
  if (!found) throw new Problem('not_found', { what: userid });
  return found;
}

export function sendNote(
  ctx: Context,
  note: { key: string; member: string; text: string },
): Promise<{ fresh: boolean }> {
  return ctx.tx(async (tx) => {
    if ((await settingsOf(tx, ctx)) === null) throw new Problem('wecom_not_set');
    if (!(await membersOf(tx, ctx)).some((each) => each.id === note.member && each.active))
      throw new Problem('not_found', { what: ctx.locale === 'zh' ? '成员' : 'member' });
    const ids = await notify(tx, ctx, [{ ...note, key: `person:${ctx.actor.id}:${note.key}` }]);
    return { fresh: ids.length > 0 };
  });
}
