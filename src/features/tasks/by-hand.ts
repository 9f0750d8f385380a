/** A task that a person opens herself, from a customer's page. */
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit, may } from '../access/index.ts';
import { loadWorkCalendar } from '../calendar/index.ts';
import { requireCustomer } from '../customers/index.ts';
import type { TaskItem } from './contract-items.ts';
import type { TaskChannel } from './contract-params.ts';
import { acceptBy, dueBy } from './decide-deadlines.ts';
import { writeTasks } from './open.ts';
import { loadStaff, requirePerson, requireTeam } from './people.ts';
import { itemOf, note } from './work.ts';

export interface ByHand {
  readonly customerId: string;
  readonly title: string;
  readonly channel: TaskChannel;
  readonly dueAt?: string | undefined;
  readonly assignee?: string | undefined;
  readonly team?: string | undefined;
  readonly note?: string | undefined;
}

export function createTask(ctx: Context, input: ByHand): Promise<TaskItem> {
  return ctx.tx(async (tx) => {
    const customer = await requireCustomer(tx, ctx, input.customerId);
    const me = ctx.scope.memberId;
    const forOther = input.assignee !== undefined && input.assignee !== me;
    if ((forOther || input.team !== undefined) && !may(ctx, 'tasks:manage'))
      throw new Problem('not_allowed', { permission: 'tasks:manage' });
    const staff = await loadStaff(tx, ctx);
    const dueAt = input.dueAt === undefined ? null : new Date(input.dueAt);
    if (dueAt && dueAt <= ctx.now)
      throw new Problem('invalid_input', {}, [{ path: 'dueAt', field: 'dueAt', message: PAST[ctx.locale] }]);
    const owner =
      staff.people.find(({ memberId, active }) => active && memberId === customer.owner_id)?.memberId ?? null;
    // Given to a team it lies open there; else the person named, oneself, the owner.
    const wanted = input.assignee ?? (input.team === undefined ? (me ?? owner) : null);
    const person = wanted === null ? null : requirePerson(staff, wanted);
    const team = input.team === undefined ? (person?.teamIds[0] ?? null) : requireTeam(staff, input.team).id;
    const calendar = await loadWorkCalendar(tx, ctx, ctx.now);
    const accept = acceptBy(calendar, ctx.now, {});
    const mine = person !== null && person.memberId === me;
    const taskId = newId('task');
    await writeTasks(tx, ctx, [
      {
        task_id: taskId,
        customer_id: input.customerId,
        origin: 'manual',
        parent_id: null,
        playbook: null,
        version: null,
        epoch: null,
        run_id: null,
        token: null,
        node: null,
        title_zh: input.title,
        title_en: input.title,
        channel: input.channel,
        form: null,
        script: null,
        params: {},
        state: mine ? 'accepted' : 'open',
        assignee_id: person?.memberId ?? null,
        team_id: team,
        assigned_because: 'manual',
        triggered_at: ctx.now,
        due_at: dueAt ?? dueBy(calendar, ctx.now, {}),
        remind_at: mine ? null : accept.remindAt,
        escalate_at: mine ? null : accept.escalateAt,
        accepted_by: mine ? me : null,
      },
    ]);
    if (input.note) await note(tx, ctx, taskId, 'noted', { note: input.note });
    await audit(tx, ctx, {
      action: 'tasks.opened',
      entity: 'task',
      entityId: taskId,
      detail: { customer: input.customerId, title: input.title },
    });
    return itemOf(tx, ctx, taskId);
  });
}

const PAST = { zh: '要在现在之后', en: 'must lie in the future' };
