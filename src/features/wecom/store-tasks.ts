import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface TaskRow {
  readonly task_id: string;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly reason: string | null;
  readonly created_at: Date;
  readonly looked_at: Date | null;
  readonly closed_at: Date | null;
  readonly reminders: readonly Date[];
  readonly error: string | null;
}

const columns = sql.raw('task_id, state, reason, created_at, looked_at, closed_at, reminders, error');

/** Attempts that wait for a colleague, under the task that carries them. */
export async function adoptTasks(tx: Tx, workspace: string, now: Date): Promise<void> {
  await sql`
    insert into wecom_task (workspace_id, task_id, state, created_at, look_at)
    select ${workspace}, d.provider_id, 'open', min(coalesce(d.contacted_at, d.updated_at)), ${now} from delivery d
    where d.workspace_id = ${workspace} and d.adapter = 'wecom' and d.state = 'awaiting' and d.provider_id is not null
      and not exists (select 1 from wecom_task t where t.workspace_id = ${workspace} and t.task_id = d.provider_id)
    group by d.provider_id order by d.provider_id on conflict (workspace_id, task_id) do nothing`.execute(tx);
}

export async function isTaskDue(tx: Tx, workspace: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select 1 from wecom_task where workspace_id = ${workspace} and closed_at is null and look_at <= ${now})
      or exists (select 1 from delivery d where d.workspace_id = ${workspace} and d.adapter = 'wecom' and d.state = 'awaiting'
        and not exists (select 1 from wecom_task t where t.workspace_id = ${workspace} and t.task_id = d.provider_id)) as due`.execute(
    tx,
  );
  return rows[0]?.due ?? false;
}

/** Takes those whose turn it is, until `until`: another process does not look at the same time. */
export async function claimTasks(
  tx: Tx,
  workspace: string,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    with due as materialized (
      select task_id from wecom_task where workspace_id = ${workspace} and closed_at is null and look_at <= ${now}
      order by look_at, task_id limit ${limit} for update skip locked
    )
    update wecom_task t set look_at = ${until} from due d where t.workspace_id = ${workspace} and t.task_id = d.task_id
    returning t.task_id, t.state, t.reason, t.created_at, t.looked_at, t.closed_at, t.reminders, t.error`.execute(tx);
  return rows;
}

export async function findTasks(
  tx: Tx,
  workspace: string,
  which: { readonly ids?: readonly string[]; readonly open?: boolean; readonly limit: number },
): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from wecom_task where workspace_id = ${workspace}
      and ${which.ids ? sql`task_id = any(${arrayOf(which.ids, (id) => id)}::text[])` : sql`true`}
      and ${which.open === undefined ? sql`true` : which.open ? sql`closed_at is null` : sql`closed_at is not null`}
    order by created_at desc, task_id desc limit ${which.limit}`.execute(tx);
  return rows;
}

export async function saveLook(
  tx: Tx,
  workspace: string,
  task: string,
  look: { readonly now: Date; readonly next: Date; readonly remindedAt: Date | null; readonly error: string | null },
): Promise<void> {
  await sql`
    update wecom_task set look_at = ${look.next}, error = ${look.error},
      looked_at = case when ${look.error}::text is null then ${look.now}::timestamptz else looked_at end,
      reminders = case when ${look.remindedAt}::timestamptz is null then reminders else array_append(reminders, ${look.remindedAt}::timestamptz) end
    where workspace_id = ${workspace} and task_id = ${task} and closed_at is null`.execute(tx);
}

export async function closeTask(
  tx: Tx,
  workspace: string,
  task: string,
  end: { readonly state: 'done' | 'cancelled'; readonly reason: string | null; readonly now: Date },
): Promise<void> {
  await sql`
    update wecom_task set state = ${end.state}, reason = ${end.reason}, closed_at = ${end.now}, looked_at = ${end.now}, error = null
    where workspace_id = ${workspace} and task_id = ${task} and closed_at is null`.execute(tx);
}

export async function saveTaskStaff(
  tx: Tx,
  workspace: string,
  task: string,
  staff: readonly { readonly userid: string; readonly confirmedAt: Date | null }[],
): Promise<void> {
  if (staff.length === 0) return;
  await sql`
    insert into wecom_task_staff (workspace_id, task_id, userid, confirmed_at)
    select ${workspace}, ${task}, i.userid, i.confirmed_at from unnest(${arrayOf(staff, (each) => each.userid)}::text[],
      ${arrayOf(staff, (each) => each.confirmedAt?.toISOString() ?? null)}::timestamptz[]) as i(userid, confirmed_at)
    order by i.userid
    on conflict (workspace_id, task_id, userid) do update set confirmed_at = excluded.confirmed_at`.execute(tx);
}

export interface Carried {
  readonly task_id: string;
  readonly delivery_id: string;
  readonly address: string | null;
  readonly state: string;
  readonly closed: boolean;
}

/** The attempts a task carries, and whether their messages are over for other reasons. */
export async function findCarried(tx: Tx, workspace: string, tasks: readonly string[]): Promise<Carried[]> {
  const { rows } = await sql<Carried>`
    select d.provider_id as task_id, d.delivery_id, d.address, d.state, m.closed_at is not null as closed from delivery d
    join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
    where d.workspace_id = ${workspace} and d.channel = 'wecom' and d.provider_id = any(${arrayOf(tasks, (id) => id)}::text[])
    order by d.delivery_id`.execute(tx);
  return rows;
}

/** The tasks that carry these attempts. */
export async function tasksOf(tx: Tx, workspace: string, deliveries: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ task_id: string }>`
    select distinct provider_id as task_id from delivery where workspace_id = ${workspace} and adapter = 'wecom'
      and provider_id is not null and delivery_id = any(${plainArrayOf(deliveries, (id) => id)}::text[])`.execute(tx);
  return rows.map((row) => row.task_id);
}

export interface TaskStaffRow {
  readonly task_id: string;
  readonly userid: string;
  readonly confirmed_at: Date | null;
  readonly name: string | null;
  readonly member_id: string | null;
}

export async function findTaskStaff(tx: Tx, workspace: string, tasks: readonly string[]): Promise<TaskStaffRow[]> {
  const { rows } = await sql<TaskStaffRow>`
    select t.task_id, t.userid, t.confirmed_at, s.name, s.member_id from wecom_task_staff t
    left join wecom_staff s on s.workspace_id = ${workspace} and s.userid = t.userid
    where t.workspace_id = ${workspace} and t.task_id = any(${arrayOf(tasks, (id) => id)}::text[]) order by t.task_id, t.userid`.execute(
    tx,
  );
  return rows;
}

export interface TaskCountRow {
  readonly task_id: string;
  readonly recipients: number;
  readonly awaiting: number;
  readonly delivered: number;
  readonly failed: number;
  readonly content: { readonly text?: readonly { readonly text: string }[] } | null;
}

/** How the attempts of each task stand, and the words of one of them. */
export async function countTasks(tx: Tx, workspace: string, tasks: readonly string[]): Promise<TaskCountRow[]> {
  const { rows } = await sql<TaskCountRow>`
    select provider_id as task_id, count(*)::int as recipients, (count(*) filter (where state = 'awaiting'))::int as awaiting,
      (count(*) filter (where state in ('delivered', 'read')))::int as delivered, (count(*) filter (where state = 'failed'))::int as failed,
      (array_agg(content order by delivery_id))[1] as content
    from delivery where workspace_id = ${workspace} and channel = 'wecom' and provider_id = any(${arrayOf(tasks, (id) => id)}::text[])
    group by provider_id`.execute(tx);
  return rows;
}
