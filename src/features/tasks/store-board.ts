/** The figures of the board, and of cycle times. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { tasksInScope } from './store-scope.ts';

export interface LoadRow {
  /** Null: nobody has it. */
  readonly assignee_id: string | null;
  readonly waiting: number;
  readonly unaccepted: number;
  readonly late: number;
  readonly escalated: number;
  readonly snoozed: number;
  readonly oldest_due_at: Date | null;
}

const ofTeam = (team: string | undefined): RawBuilder<unknown> =>
  team === undefined ? sql`` : sql`and t.team_id = ${team}`;

/** What is live, by who has it. */
export async function loads(tx: Tx, ctx: Context, team?: string): Promise<LoadRow[]> {
  const { now, workspace } = ctx;
  const asleep = sql`(t.snoozed_until is not null and t.snoozed_until > ${now})`;
  const found = await sql<LoadRow>`
    select t.assignee_id, count(*) filter (where not ${asleep}) as waiting, count(*) filter (where t.state = 'open') as unaccepted,
      count(*) filter (where not ${asleep} and t.due_at < ${now}) as late,
      count(*) filter (where t.escalated_at is not null) as escalated, count(*) filter (where ${asleep}) as snoozed,
      min(t.due_at) filter (where not ${asleep}) as oldest_due_at
    from task t where t.workspace_id = ${workspace.id} and t.state in ('open', 'accepted') ${ofTeam(team)} ${tasksInScope(ctx)}
    group by t.assignee_id`.execute(tx);
  return found.rows;
}

export async function answersFor(tx: Tx, ctx: Context): Promise<Map<string, number>> {
  const found = await sql<{ escalated_to: string; n: number }>`
    select t.escalated_to, count(*) as n from task t
    where t.workspace_id = ${ctx.workspace.id} and t.state in ('open', 'accepted') and t.escalated_to is not null ${tasksInScope(ctx)}
    group by t.escalated_to`.execute(tx);
  return new Map(found.rows.map((row) => [row.escalated_to, row.n]));
}

export interface DoneRow {
  readonly ended_by: string;
  readonly today: number;
  readonly n: number;
  readonly median: number | null;
}

/** Finished since `since` by who finished it: how many today; of tasks with a trigger how many, and the median from it to done. */
export async function doneBy(tx: Tx, ctx: Context, since: Date, today: Date, team?: string): Promise<DoneRow[]> {
  const found = await sql<DoneRow>`
    select t.ended_by, count(*) filter (where t.ended_at >= ${today}) as today, count(*) filter (where t.origin = 'flow') as n,
      percentile_cont(0.5) within group (order by t.cycle_ms) filter (where t.origin = 'flow') as median
    from task t
    where t.workspace_id = ${ctx.workspace.id} and t.state = 'done' and t.ended_at >= ${since} ${ofTeam(team)} ${tasksInScope(ctx)}
    group by t.ended_by`.execute(tx);
  return found.rows;
}

/** How long until tasks of today were accepted: those that were. One that was ended in between would count that time too: it is left out. */
export async function acceptTimes(
  tx: Tx,
  ctx: Context,
  since: Date,
  team?: string,
): Promise<{ n: number; median: number | null }> {
  const found = await sql<{ n: number; median: number | null }>`
    select count(*) as n, percentile_cont(0.5) within group (order by extract(epoch from (t.accepted_at - t.opened_at)) * 1000) as median
    from task t
    where t.workspace_id = ${ctx.workspace.id} and t.origin = 'flow' and t.accepted_at is not null and t.reopened = 0 and t.opened_at >= ${since} ${ofTeam(team)} ${tasksInScope(ctx)}`.execute(
    tx,
  );
  return found.rows[0] ?? { n: 0, median: null };
}

export interface CycleFilter {
  readonly playbook?: string;
  readonly epoch?: number;
  /** Triggered in [from, to). */
  readonly from?: Date;
  readonly to?: Date;
  readonly team?: string;
  readonly member?: string;
}

export interface CycleRow {
  readonly state: string;
  readonly triggered_at: Date;
  readonly ended_at: Date | null;
  readonly cycle_ms: number | null;
  readonly cycle_work_ms: number | null;
  /** Empty where nothing was asked to divide by. */
  readonly key: string;
}

export type CycleKey = 'month' | 'segment' | 'version' | 'channel' | 'person' | 'script';

/** The latest `most` tasks of flows, unfinished ones with them. Follow-ups and tasks by hand have no trigger to measure from. */
export async function cycles(
  tx: Tx,
  workspace: string,
  filter: CycleFilter,
  most: number,
  divided?: { readonly by: CycleKey; readonly zone: string },
): Promise<CycleRow[]> {
  const where: RawBuilder<unknown>[] = [sql`t.origin = 'flow'`];
  if (filter.playbook !== undefined) where.push(sql`t.playbook = ${filter.playbook}`);
  if (filter.epoch !== undefined) where.push(sql`t.epoch = ${filter.epoch}::int`);
  if (filter.from) where.push(sql`t.triggered_at >= ${filter.from}`);
  if (filter.to) where.push(sql`t.triggered_at < ${filter.to}`);
  if (filter.team !== undefined) where.push(sql`t.team_id = ${filter.team}`);
  if (filter.member !== undefined) where.push(sql`coalesce(t.ended_by, t.assignee_id) = ${filter.member}`);
  const found = await sql<CycleRow>`
    select t.state, t.triggered_at, t.ended_at, t.cycle_ms, t.cycle_work_ms, ${divided ? keyOf(workspace, divided) : sql`''`} as key from task t
    where t.workspace_id = ${workspace} and ${sql.join(where, sql` and `)}
    order by t.opened_at desc limit ${most}`.execute(tx);
  return found.rows;
}

function keyOf(workspace: string, { by, zone }: { by: CycleKey; zone: string }): RawBuilder<unknown> {
  if (by === 'channel') return sql`t.channel`;
  if (by === 'script') return sql`coalesce(t.script, '')`;
  if (by === 'person') return sql`coalesce(t.ended_by, t.assignee_id, '')`;
  const value =
    by === 'segment'
      ? sql`e.segment`
      : by === 'version'
        ? sql`e.rule_version::text`
        : sql`to_char((e.entered_at at time zone ${zone})::date, 'YYYY-MM')`;
  return sql`coalesce((select ${value} from enrolment e where e.workspace_id = ${workspace} and e.subject = t.playbook and e.epoch = t.epoch
    and e.customer_id = t.customer_id), '')`;
}
