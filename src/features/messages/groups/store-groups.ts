import { sql } from 'kysely';
import { arrayOf } from '../../../kit/db/array.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { MessageState } from '../contract-states.ts';

export type GroupState = 'running' | 'paused' | 'stopped';

/** A stopped group stays stopped. */
export async function setGroup(
  tx: Tx,
  workspace: string,
  row: { readonly groupId: string; readonly state: GroupState; readonly by: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into message_group (workspace_id, group_id, state, changed_by, changed_at)
    values (${workspace}, ${row.groupId}, ${row.state}, ${row.by}, ${row.now})
    on conflict (workspace_id, group_id) do update set state = excluded.state, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at where message_group.state <> 'stopped'`.execute(tx);
}

/** Of those named, the ones that do not run. */
export async function findHalted(
  tx: Tx,
  workspace: string,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, 'paused' | 'stopped'>> {
  if (groupIds.length === 0) return new Map();
  const { rows } = await sql<{ group_id: string; state: 'paused' | 'stopped' }>`
    select group_id, state from message_group
    where workspace_id = ${workspace} and state <> 'running' and group_id = any(${arrayOf(groupIds, (id) => id)}::text[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.group_id, row.state]));
}

/** Attempts of one message, which are tried together, stay together. Returns how many messages. */
export async function releaseHeld(
  tx: Tx,
  workspace: string,
  groupId: string,
  perMinute: number | null,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with released as (
    update delivery d set state = 'queued', rank = 0, reason = null, updated_at = ${now},
      due_at = ${now}::timestamptz + (h.n / ${perMinute ?? 1}::float8) * interval '1 minute'
    from (
      select d.delivery_id, case when ${perMinute}::float8 is null then 0 else dense_rank() over (order by d.message_id) - 1 end as n
      from delivery d join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
      where d.workspace_id = ${workspace} and d.state = 'held' and m.group_id = ${groupId}
    ) h
    where d.workspace_id = ${workspace} and d.delivery_id = h.delivery_id and d.state = 'held' returning d.message_id)
    select count(distinct message_id)::int as n from released`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Of which something is still to be tried. What was sent stays open for its answer. */
export async function findUntold(tx: Tx, workspace: string, groupId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ message_id: string }>`
    select message_id from message
    where workspace_id = ${workspace} and group_id = ${groupId} and closed_at is null and (state = 'waiting' or due_at is not null)
    order by message_id limit ${limit}`.execute(tx);
  return rows.map((row) => row.message_id);
}

export interface GroupCount {
  readonly state: MessageState;
  readonly reason: string | null;
  readonly n: number;
}

/** How far a group is: its messages by state, and by the reason of those that did not go. Added up, not counted: it costs the same for any number. */
export async function countGroup(tx: Tx, workspace: string, groupId: string): Promise<GroupCount[]> {
  const { rows } = await sql<GroupCount>`
    select state, nullif(reason, '') as reason, sum(n)::int as n from message_group_move
    where workspace_id = ${workspace} and group_id = ${groupId} group by state, reason having sum(n) <> 0`.execute(tx);
  return rows;
}

/** Of several groups at once. */
export async function countGroups(
  tx: Tx,
  workspace: string,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, GroupCount[]>> {
  const { rows } = await sql<GroupCount & { group_id: string }>`
    select group_id, state, nullif(reason, '') as reason, sum(n)::int as n from message_group_move
    where workspace_id = ${workspace} and group_id = any(${arrayOf(groupIds, (id) => id)}::text[])
    group by group_id, state, reason having sum(n) <> 0`.execute(tx);
  const counts = new Map<string, GroupCount[]>();
  for (const { group_id: id, ...count } of rows) counts.set(id, [...(counts.get(id) ?? []), count]);
  return counts;
}

/** So many lines of changes are added up anew each time. */
const LINES = 200;

/** Lines that have been added become few again. Safe at any time: lines that are added meanwhile stay. */
export async function foldMoves(tx: Tx, workspace: string, moveId: string): Promise<void> {
  await sql`
    with long as materialized (
      select group_id from message_group_move where workspace_id = ${workspace} group by group_id having count(*) > ${LINES}
    ), gone as (
      delete from message_group_move m using long l where m.workspace_id = ${workspace} and m.group_id = l.group_id
      returning m.group_id, m.state, m.reason, m.n
    )
    insert into message_group_move (workspace_id, group_id, move_id, state, reason, n)
    select ${workspace}, group_id, ${moveId}, state, reason, sum(n) from gone group by group_id, state, reason having sum(n) <> 0`.execute(
    tx,
  );
}

/** Something of it is still to be tried: it waits for its turn, or for the time of its next channel. */
export async function isGroupOpen(tx: Tx, workspace: string, groupId: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select exists (
      select 1 from message where workspace_id = ${workspace} and group_id = ${groupId} and due_at is not null) or (
      select coalesce(sum(n), 0) > 0 from message_group_move
      where workspace_id = ${workspace} and group_id = ${groupId} and state = 'waiting') as open`.execute(tx);
  return rows[0]?.open ?? false;
}
