/** The rows of tasks: opened, looked at under a lock, changed. Lists stand in store-list.ts, what time brings in store-deadlines.ts. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { TaskParams } from './contract-params.ts';

export type TaskState = 'open' | 'accepted' | 'done' | 'cancelled';

export interface TaskRow {
  readonly task_id: string;
  readonly customer_id: string;
  readonly origin: 'flow' | 'manual' | 'follow_up';
  readonly parent_id: string | null;
  readonly playbook: string | null;
  readonly version: number | null;
  readonly epoch: number | null;
  readonly run_id: string | null;
  readonly token: number | null;
  readonly node: string | null;
  readonly title_zh: string;
  readonly title_en: string;
  readonly channel: string;
  readonly form: string | null;
  readonly script: string | null;
  readonly params: Partial<TaskParams>;
  readonly state: TaskState;
  readonly revision: number;
  readonly assignee_id: string | null;
  readonly team_id: string | null;
  readonly assigned_because: string;
  readonly triggered_at: Date;
  readonly opened_at: Date;
  readonly due_at: Date;
  readonly remind_at: Date | null;
  readonly escalate_at: Date | null;
  readonly reminded_at: Date | null;
  readonly escalated_at: Date | null;
  readonly escalated_to: string | null;
  readonly accepted_at: Date | null;
  readonly accepted_by: string | null;
  readonly snoozed_until: Date | null;
  readonly attempts: number;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly result: string | null;
  readonly note: string | null;
  readonly open_reason: string | null;
  readonly response_id: string | null;
  /** How often it was taken up again after its end. */
  readonly reopened: number;
  /** Which wording of its script it has, while two are tried. */
  readonly variant: string | null;
  readonly updated_at: Date;
}

const NAMES = [
  'task_id', 'customer_id', 'origin', 'parent_id', 'playbook', 'version', 'epoch', 'run_id', 'token', 'node', 'title_zh', 'title_en',
  'channel', 'form', 'script', 'params', 'state', 'revision', 'assignee_id', 'team_id', 'assigned_because', 'triggered_at', 'opened_at',
  'due_at', 'remind_at', 'escalate_at', 'reminded_at', 'escalated_at', 'escalated_to', 'accepted_at', 'accepted_by', 'snoozed_until',
  'attempts', 'ended_at', 'ended_by', 'result', 'note', 'open_reason', 'response_id', 'reopened', 'updated_at', 'variant',
] as const; // biome-ignore format: read as lines of columns

/** Every column shown, of a table aliased `t`. */
export const TASK: RawBuilder<unknown> = sql.join(NAMES.map((name) => sql.ref(`t.${name}`)));

export interface NewTask {
  readonly task_id: string;
  readonly customer_id: string;
  readonly origin: TaskRow['origin'];
  readonly parent_id: string | null;
  readonly playbook: string | null;
  readonly version: number | null;
  readonly epoch: number | null;
  readonly run_id: string | null;
  readonly token: number | null;
  readonly node: string | null;
  readonly title_zh: string;
  readonly title_en: string;
  readonly channel: string;
  readonly form: string | null;
  readonly script: string | null;
  /** Which wording of the script, while two are tried. */
  readonly variant?: string | null;
  readonly params: Partial<TaskParams>;
  readonly state: 'open' | 'accepted';
  readonly assignee_id: string | null;
  readonly team_id: string | null;
  readonly assigned_because: string;
  readonly triggered_at: Date;
  readonly due_at: Date;
  readonly remind_at: Date | null;
  readonly escalate_at: Date | null;
  readonly accepted_by: string | null;
}

/** Ids of the rows that are new: a token known already opens nothing. */
export async function insertTasks(
  tx: Tx,
  workspace: string,
  rows: readonly NewTask[],
  now: Date,
): Promise<Set<string>> {
  const added = await sql<{ task_id: string }>`
    insert into task (workspace_id, task_id, customer_id, origin, parent_id, playbook, version, epoch, run_id, token, node, title_zh, title_en,
      channel, form, script, variant, params, state, revision, assignee_id, team_id, assigned_because, triggered_at, opened_at, due_at, remind_at,
      escalate_at, accepted_at, accepted_by, attempts, updated_at)
    select ${workspace}, i.task_id, i.customer_id, i.origin, i.parent_id, i.playbook, i.version, i.epoch, i.run_id, i.token, i.node, i.title_zh,
      i.title_en, i.channel, i.form, i.script, i.variant, i.params, i.state, 1, i.assignee_id, i.team_id, i.assigned_because, i.triggered_at,
      ${now}::timestamptz, i.due_at, i.remind_at, i.escalate_at, case when i.state = 'accepted' then ${now}::timestamptz end, i.accepted_by, 0,
      ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i (task_id text, customer_id text, origin text, parent_id text, playbook text,
      version integer, epoch integer, run_id text, token integer, node text, title_zh text, title_en text, channel text, form text, script text, variant text,
      params jsonb, state text, assignee_id text, team_id text, assigned_because text, triggered_at timestamptz, due_at timestamptz,
      remind_at timestamptz, escalate_at timestamptz, accepted_by text)
    order by i.run_id, i.token, i.task_id
    on conflict (workspace_id, run_id, token) do nothing
    returning task_id`.execute(tx);
  return new Set(added.rows.map((row) => row.task_id));
}

export interface Token {
  readonly runId: string;
  readonly token: number;
}

const tokenRows = (tokens: readonly Token[]): RawBuilder<unknown> =>
  sql`unnest(${tokens.map(({ runId }) => runId)}::text[], ${tokens.map(({ token }) => token)}::int[]) as k (run_id, token)`;

/** Those of the tokens that have a task, as `run:token`. */
export async function knownTokens(tx: Tx, workspace: string, tokens: readonly Token[]): Promise<Set<string>> {
  const found = await sql<{ run_id: string; token: number }>`
    select t.run_id, t.token from task t join ${tokenRows(tokens)} on k.run_id = t.run_id and k.token = t.token
    where t.workspace_id = ${workspace}`.execute(tx);
  return new Set(found.rows.map(({ run_id, token }) => `${run_id}:${token}`));
}

/** Takes back what is not done yet; returns the tasks it took. */
export async function cancelTokens(
  tx: Tx,
  workspace: string,
  tokens: readonly Token[],
  by: string,
  now: Date,
): Promise<{ task_id: string }[]> {
  const found = await sql<{ task_id: string }>`
    with gone as materialized (
      select t.task_id from task t join ${tokenRows(tokens)} on k.run_id = t.run_id and k.token = t.token
      where t.workspace_id = ${workspace} and t.state in ('open', 'accepted') order by t.task_id for update of t
    )
    update task t set state = 'cancelled', result = 'cancelled', ended_at = ${now}, ended_by = ${by}, revision = t.revision + 1, updated_at = ${now}
    from gone where t.workspace_id = ${workspace} and t.task_id = gone.task_id
    returning t.task_id`.execute(tx);
  return found.rows;
}

/** Where the customers stand: who owns them, and when the playbook's epoch was entered (the trigger). */
export interface Origin {
  readonly customer_id: string;
  readonly owner_id: string | null;
  readonly team_id: string | null;
  readonly entered_at: Date | null;
}

export async function originsOf(
  tx: Tx,
  workspace: string,
  subject: string | null,
  epoch: number | null,
  customers: readonly string[],
): Promise<Map<string, Origin>> {
  const found = await sql<Origin>`
    select c.customer_id, c.owner_id, c.team_id, e.entered_at from customer c
    left join enrolment e on e.workspace_id = ${workspace} and e.customer_id = c.customer_id and e.subject = ${subject} and e.epoch = ${epoch}::int
    where c.workspace_id = ${workspace} and c.customer_id = any(${[...customers]}::text[])`.execute(tx);
  return new Map(found.rows.map((row) => [row.customer_id, row]));
}

/** Locks the row: two people finishing at once come one after the other. */
export async function lockTask(tx: Tx, workspace: string, taskId: string): Promise<TaskRow | null> {
  const found = await sql<TaskRow>`
    select ${TASK} from task t where t.workspace_id = ${workspace} and t.task_id = ${taskId} for update`.execute(tx);
  return found.rows[0] ?? null;
}

export type TaskChange = Partial<
  Pick<
    TaskRow,
    | 'state'
    | 'assignee_id'
    | 'team_id'
    | 'assigned_because'
    | 'due_at'
    | 'remind_at'
    | 'escalate_at'
    | 'reminded_at'
    | 'escalated_at'
    | 'escalated_to'
    | 'accepted_at'
    | 'accepted_by'
    | 'snoozed_until'
    | 'attempts'
    | 'ended_at'
    | 'ended_by'
    | 'result'
    | 'note'
    | 'open_reason'
    | 'response_id'
    | 'reopened'
  > & { readonly cycle_ms: number | null; readonly cycle_work_ms: number | null }
>;

export async function changeTask(
  tx: Tx,
  workspace: string,
  taskId: string,
  change: TaskChange,
  now: Date,
): Promise<void> {
  const sets = Object.entries(change).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  await sql`
    update task set ${sql.join([...sets, sql`revision = revision + 1`, sql`updated_at = ${now}`])}
    where workspace_id = ${workspace} and task_id = ${taskId}`.execute(tx);
}

export interface Entry {
  readonly entry_id: string;
  readonly task_id: string;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface EntryRow extends Entry {
  readonly at: Date;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly actor_name: string;
}

export async function insertEntries(
  tx: Tx,
  workspace: string,
  by: { readonly kind: string; readonly id: string; readonly name: string },
  rows: readonly Entry[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into task_entry (workspace_id, task_id, entry_id, at, kind, actor_kind, actor_id, actor_name, detail)
    select ${workspace}, i.task_id, i.entry_id, ${now}::timestamptz, i.kind, ${by.kind}, ${by.id}, ${by.name}, i.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i (task_id text, entry_id text, kind text, detail jsonb)
    order by i.task_id, i.entry_id`.execute(tx);
}

export async function entriesOf(tx: Tx, workspace: string, taskId: string): Promise<EntryRow[]> {
  const found = await sql<EntryRow>`
    select task_id, entry_id, at, kind, actor_kind, actor_id, actor_name, detail from task_entry
    where workspace_id = ${workspace} and task_id = ${taskId} order by at, entry_id`.execute(tx);
  return found.rows;
}

/** Locks the turns of these pools, in one order for everybody. */
export async function lockTurns(
  tx: Tx,
  workspace: string,
  pools: readonly string[],
  now: Date,
): Promise<Map<string, string | null>> {
  const keys = [...new Set(pools)].sort();
  await sql`
    insert into assignment_cursor (workspace_id, pool, last_member, updated_at)
    select ${workspace}, k.pool, '', ${now}::timestamptz from unnest(${keys}::text[]) as k (pool) order by k.pool
    on conflict (workspace_id, pool) do nothing`.execute(tx);
  const found = await sql<{ pool: string; last_member: string }>`
    select pool, last_member from assignment_cursor
    where workspace_id = ${workspace} and pool = any(${keys}::text[]) order by pool for update`.execute(tx);
  return new Map(found.rows.map((row) => [row.pool, row.last_member || null]));
}

export async function saveTurns(
  tx: Tx,
  workspace: string,
  turns: ReadonlyMap<string, string | null>,
  now: Date,
): Promise<void> {
  const rows = [...turns].filter(([, member]) => member !== null);
  await sql`
    update assignment_cursor a set last_member = k.member, updated_at = ${now}
    from unnest(${rows.map(([pool]) => pool)}::text[], ${rows.map(([, member]) => member)}::text[]) as k (pool, member)
    where a.workspace_id = ${workspace} and a.pool = k.pool`.execute(tx);
}
