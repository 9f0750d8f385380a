/** Lists and counts of tasks, always within the caller's scope. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Words } from '../../engine/words.ts';
import { TASK, type TaskRow } from './store.ts';
import { tasksInScope } from './store-scope.ts';

export interface ListedTask extends TaskRow {
  readonly customer_name: string | null;
  readonly customer_phone: string | null;
  readonly playbook_name: Words | null;
}

export interface TaskFilter {
  readonly view: 'mine' | 'pool' | 'all';
  readonly state: 'waiting' | 'snoozed' | 'done' | 'cancelled' | 'ended' | 'any';
  readonly result?: string | undefined;
  /** Ended in [from, …). */
  readonly endedFrom?: Date | undefined;
  readonly late: boolean;
  readonly escalated: boolean;
  readonly unaccepted: boolean;
  readonly assignee?: string | undefined;
  readonly team?: string | undefined;
  readonly playbook?: string | undefined;
  readonly customer?: string | undefined;
  readonly channel?: string | undefined;
  readonly q?: string | undefined;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
}

const live = sql`t.state in ('open', 'accepted')`;

function inState({ state }: TaskFilter, now: Date): RawBuilder<unknown> {
  const asleep = sql`t.snoozed_until is not null and t.snoozed_until > ${now}`;
  switch (state) {
    case 'waiting':
      return sql`${live} and not (${asleep})`;
    case 'snoozed':
      return sql`${live} and ${asleep}`;
    case 'done':
    case 'cancelled':
      return sql`t.state = ${state}`;
    case 'ended':
      return sql`t.state in ('done', 'cancelled')`;
    default:
      return sql`true`;
  }
}

function mine(ctx: Context): RawBuilder<unknown> {
  const me = ctx.scope.memberId ?? '';
  return sql`(t.assignee_id = ${me} or t.escalated_to = ${me} or (t.ended_by = ${me} and t.state = 'done'))`;
}

/** A pattern that finds the text itself. */
const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** These are listed by their end. */
export const isEnded = ({ state }: Pick<TaskFilter, 'state'>): boolean =>
  state === 'done' || state === 'cancelled' || state === 'ended';

/** What waits by its due time, what ended by its end, latest first. */
export async function listTasks(tx: Tx, ctx: Context, filter: TaskFilter): Promise<ListedTask[]> {
  const { now, workspace } = ctx;
  const ended = isEnded(filter);
  const where: RawBuilder<unknown>[] = [inState(filter, now)];
  if (filter.view === 'mine') where.push(mine(ctx));
  if (filter.view === 'pool') where.push(sql`t.assignee_id is null and t.state = 'open'`);
  if (filter.late) where.push(sql`t.due_at < ${now}`);
  if (filter.escalated) where.push(sql`t.escalated_at is not null`);
  if (filter.unaccepted) where.push(sql`t.state = 'open'`);
  if (filter.assignee) where.push(sql`t.assignee_id = ${filter.assignee}`);
  if (filter.team) where.push(sql`t.team_id = ${filter.team}`);
  if (filter.playbook) where.push(sql`t.playbook = ${filter.playbook}`);
  if (filter.customer) where.push(sql`t.customer_id = ${filter.customer}`);
  if (filter.channel) where.push(sql`t.channel = ${filter.channel}`);
  if (filter.result) where.push(sql`t.result = ${filter.result}`);
  if (filter.endedFrom) where.push(sql`t.ended_at >= ${filter.endedFrom}`);
  if (filter.q) {
    const like = pattern(filter.q);
    where.push(
      sql`(c.name ilike ${like} or c.name_pinyin ilike ${like} or t.title_zh ilike ${like} or t.title_en ilike ${like})`,
    );
  }
  if (filter.after) {
    const { at, id } = filter.after;
    where.push(ended ? sql`(t.ended_at, t.task_id) < (${at}, ${id})` : sql`(t.due_at, t.task_id) > (${at}, ${id})`);
  }
  const order = ended ? sql`t.ended_at desc, t.task_id desc` : sql`t.due_at, t.task_id`;
  const found = await sql<ListedTask>`
    select ${TASK}, c.name as customer_name, c.phone as customer_phone, v.definition -> 'name' as playbook_name
    from task t
    join customer c on c.workspace_id = ${workspace.id} and c.customer_id = t.customer_id
    left join playbook_version v on v.workspace_id = ${workspace.id} and v.playbook_key = t.playbook and v.version = t.version
    where t.workspace_id = ${workspace.id} and ${sql.join(where, sql` and `)} ${tasksInScope(ctx)}
    order by ${order} limit ${filter.limit}`.execute(tx);
  return found.rows;
}

export async function findTask(tx: Tx, ctx: Context, taskId: string): Promise<ListedTask | null> {
  const workspace = ctx.workspace.id;
  const found = await sql<ListedTask>`
    select ${TASK}, c.name as customer_name, c.phone as customer_phone, v.definition -> 'name' as playbook_name
    from task t
    join customer c on c.workspace_id = ${workspace} and c.customer_id = t.customer_id
    left join playbook_version v on v.workspace_id = ${workspace} and v.playbook_key = t.playbook and v.version = t.version
    where t.workspace_id = ${workspace} and t.task_id = ${taskId} ${tasksInScope(ctx)}`.execute(tx);
  return found.rows[0] ?? null;
}

/** Of these ids, those the caller sees, locked in one order. */
export async function lockVisible(tx: Tx, ctx: Context, ids: readonly string[]): Promise<TaskRow[]> {
  const found = await sql<TaskRow>`
    select ${TASK} from task t where t.workspace_id = ${ctx.workspace.id} and t.task_id = any(${[...ids]}::text[]) ${tasksInScope(ctx)}
    order by t.task_id for update of t`.execute(tx);
  return found.rows;
}

export interface Counts {
  readonly waiting: number;
  readonly late: number;
  readonly hour: number;
  readonly snoozed: number;
  readonly pool: number;
  readonly done_today: number;
}

export async function countMine(tx: Tx, ctx: Context, today: Date): Promise<Counts> {
  const { now, workspace } = ctx;
  const soon = new Date(now.getTime() + 3_600_000);
  const asleep = sql`t.snoozed_until is not null and t.snoozed_until > ${now}`;
  const found = await sql<Counts>`
    select count(*) filter (where m.is_mine and not (${asleep})) as waiting,
      count(*) filter (where m.is_mine and not (${asleep}) and t.due_at < ${now}) as late,
      count(*) filter (where m.is_mine and not (${asleep}) and t.due_at >= ${now} and t.due_at <= ${soon}) as hour,
      count(*) filter (where m.is_mine and ${asleep}) as snoozed,
      count(*) filter (where t.assignee_id is null and t.state = 'open') as pool,
      (select count(*) from task t where t.workspace_id = ${workspace.id} and t.state = 'done' and t.ended_at >= ${today}
        and t.ended_by = ${ctx.scope.memberId ?? ''}) as done_today
    from task t cross join lateral (select ${mine(ctx)} as is_mine) m
    where t.workspace_id = ${workspace.id} and ${live} ${tasksInScope(ctx)}`.execute(tx);
  return found.rows[0] ?? { waiting: 0, late: 0, hour: 0, snoozed: 0, pool: 0, done_today: 0 };
}
