/** Broadcasts as they are kept. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Plan, SomeChannels } from '../messages/index.ts';
import type { Estimate } from './contract.ts';

export type StoredState = 'draft' | 'scheduled' | 'preparing' | 'running' | 'paused' | 'stopped' | 'done';

export interface BroadcastRow {
  readonly broadcast_id: string;
  readonly name: string;
  readonly purpose: 'service' | 'marketing';
  readonly segment_id: string | null;
  readonly condition: Record<string, unknown> | null;
  readonly channels: SomeChannels;
  readonly plan: Plan;
  readonly preferred: boolean;
  readonly per_minute: number;
  readonly starts_at: Date | null;
  readonly state: StoredState;
  readonly revision: number;
  readonly estimate: Estimate | null;
  readonly reached_to: string;
  readonly recipients: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly by_channel: Readonly<Record<string, number>>;
  readonly spared: number;
  readonly written_to: number;
  readonly written: number;
  readonly paced_until: Date | null;
  readonly started_by: string | null;
  readonly started_at: Date | null;
  readonly prepared_at: Date | null;
  readonly ended_at: Date | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = sql.raw(
  'broadcast_id, name, purpose, segment_id, condition, channels, plan, preferred, per_minute, starts_at, state, revision, estimate, reached_to, recipients, refused, by_channel, spared, written_to, written, paced_until, started_by, started_at, prepared_at, ended_at, created_by, created_at, updated_at',
);

export interface Draft {
  readonly name: string;
  readonly purpose: 'service' | 'marketing';
  readonly segment: string | null;
  readonly condition: Readonly<Record<string, unknown>> | null;
  readonly channels: SomeChannels;
  readonly plan: Plan;
  readonly preferred: boolean;
  readonly perMinute: number;
  readonly startsAt: Date | null;
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** False when the key is known already. */
export async function insert(
  tx: Tx,
  workspace: string,
  id: string,
  draft: Draft & { readonly key: string | null; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const done = await sql`
    insert into broadcast (workspace_id, broadcast_id, client_key, name, purpose, segment_id, condition, channels, plan, preferred, per_minute, starts_at,
      state, revision, reached_to, recipients, refused, by_channel, spared, written_to, written, created_by, created_at, updated_at)
    values (${workspace}, ${id}, ${draft.key}, ${draft.name}, ${draft.purpose}, ${draft.segment}, ${json(draft.condition)}, ${json(draft.channels)},
      ${json(draft.plan)}, ${draft.preferred}, ${draft.perMinute}, ${draft.startsAt}, 'draft', 1, '', 0, '{}', '{}', 0, 0, 0, ${draft.by}, ${draft.now}, ${draft.now})
    on conflict (workspace_id, client_key) where client_key is not null do nothing`.execute(tx);
  return Number(done.numAffectedRows ?? 0n) > 0;
}

export async function findByKey(tx: Tx, workspace: string, key: string): Promise<BroadcastRow | null> {
  const { rows } = await sql<BroadcastRow>`
    select ${COLUMNS} from broadcast where workspace_id = ${workspace} and client_key = ${key}`.execute(tx);
  return rows[0] ?? null;
}

export async function find(tx: Tx, workspace: string, id: string): Promise<BroadcastRow | null> {
  const { rows } = await sql<BroadcastRow>`
    select ${COLUMNS} from broadcast where workspace_id = ${workspace} and broadcast_id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** Held until the transaction ends: whoever changes one, prepares it or writes its messages does so alone. */
export async function hold(tx: Tx, workspace: string, id: string): Promise<BroadcastRow | null> {
  const { rows } = await sql<BroadcastRow>`
    select ${COLUMNS} from broadcast where workspace_id = ${workspace} and broadcast_id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function list(
  tx: Tx,
  workspace: string,
  page: {
    readonly q: string;
    readonly state: string | undefined;
    readonly after: { readonly at: Date; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<BroadcastRow[]> {
  const { q, state, after, limit } = page;
  const stored =
    state === 'estimated'
      ? sql`and state = 'draft' and estimate is not null`
      : state === 'draft'
        ? sql`and state = 'draft' and estimate is null`
        : state === undefined
          ? sql``
          : sql`and state = ${state}`;
  const { rows } = await sql<BroadcastRow>`
    select ${COLUMNS} from broadcast where workspace_id = ${workspace} ${stored}
      ${q === '' ? sql`` : sql`and position(lower(${q}) in lower(name)) > 0`}
      ${after === null ? sql`` : sql`and (created_at, broadcast_id) < (${after.at}, ${after.id})`}
    order by created_at desc, broadcast_id desc limit ${limit}`.execute(tx);
  return rows;
}

/** What is changed is estimated anew. */
export async function change(tx: Tx, workspace: string, id: string, draft: Draft, now: Date): Promise<void> {
  await sql`
    update broadcast set name = ${draft.name}, purpose = ${draft.purpose}, segment_id = ${draft.segment}, condition = ${json(draft.condition)},
      channels = ${json(draft.channels)}, plan = ${json(draft.plan)}, preferred = ${draft.preferred}, per_minute = ${draft.perMinute}, starts_at = ${draft.startsAt},
      revision = revision + 1, estimate = null, updated_at = ${now}
    where workspace_id = ${workspace} and broadcast_id = ${id}`.execute(tx);
}

export async function remove(tx: Tx, workspace: string, id: string): Promise<void> {
  await sql`delete from broadcast where workspace_id = ${workspace} and broadcast_id = ${id} and state = 'draft'`.execute(
    tx,
  );
}

/** Only of the revision that was estimated. */
export async function saveEstimate(
  tx: Tx,
  workspace: string,
  row: Pick<BroadcastRow, 'broadcast_id' | 'revision'>,
  estimate: Estimate,
): Promise<void> {
  await sql`
    update broadcast set estimate = ${json(estimate)}
    where workspace_id = ${workspace} and broadcast_id = ${row.broadcast_id} and revision = ${row.revision} and state = 'draft'`.execute(
    tx,
  );
}

export async function dropEstimate(tx: Tx, workspace: string, id: string): Promise<void> {
  await sql`update broadcast set estimate = null where workspace_id = ${workspace} and broadcast_id = ${id}`.execute(
    tx,
  );
}

export interface Move {
  readonly state: StoredState;
  readonly perMinute?: number;
  readonly startedBy?: string;
  readonly startedAt?: Date;
  readonly preparedAt?: Date;
  readonly endedAt?: Date;
  readonly pacedUntil?: Date;
  /** Frozen at the start: what the segment says later does not change whom it is for. */
  readonly condition?: Readonly<Record<string, unknown>> | null;
}

export async function move(tx: Tx, workspace: string, id: string, to: Move, now: Date): Promise<void> {
  await sql`
    update broadcast set state = ${to.state}, per_minute = coalesce(${to.perMinute ?? null}::int, per_minute),
      started_by = coalesce(${to.startedBy ?? null}, started_by), started_at = coalesce(${to.startedAt ?? null}::timestamptz, started_at),
      prepared_at = coalesce(${to.preparedAt ?? null}::timestamptz, prepared_at), ended_at = coalesce(${to.endedAt ?? null}::timestamptz, ended_at),
      paced_until = coalesce(${to.pacedUntil ?? null}::timestamptz, paced_until),
      condition = ${to.condition === undefined ? sql`condition` : sql`${json(to.condition)}::jsonb`}, updated_at = ${now}
    where workspace_id = ${workspace} and broadcast_id = ${id}`.execute(tx);
}

/** Held while one is started, so that two do not both take the last place. */
export async function holdPlace(tx: Tx, workspace: string): Promise<void> {
  await sql`insert into broadcast_place (workspace_id) values (${workspace}) on conflict (workspace_id) do nothing`.execute(
    tx,
  );
  await sql`select workspace_id from broadcast_place where workspace_id = ${workspace} for update`.execute(tx);
}

/** Those at work: preparing, running, paused. */
export async function countAtWork(tx: Tx, workspace: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from broadcast where workspace_id = ${workspace} and state in ('preparing', 'running', 'paused')`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** Of those whose moment has come, or that are in a state; the earliest first. */
export async function idsIn(tx: Tx, workspace: string, state: StoredState, before: Date | null): Promise<string[]> {
  const { rows } = await sql<{ broadcast_id: string }>`
    select broadcast_id from broadcast where workspace_id = ${workspace} and state = ${state}
      ${before === null ? sql`` : sql`and starts_at <= ${before}`}
    order by starts_at, broadcast_id limit 50`.execute(tx);
  return rows.map((row) => row.broadcast_id);
}

/** The first moment after `now` at which one starts, or goes on telling. */
export async function nextMoment(tx: Tx, workspace: string, now: Date, aheadMs: number): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(starts_at) from broadcast where workspace_id = ${workspace} and state = 'scheduled' and starts_at > ${now}),
      (select min(paced_until) - ${aheadMs}::int * interval '1 millisecond' from broadcast
        where workspace_id = ${workspace} and state = 'running' and paced_until > ${now}::timestamptz + ${aheadMs}::int * interval '1 millisecond')) as at`.execute(
    tx,
  );
  return rows[0]?.at ?? null;
}
