import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import { isTreatedSql } from '../experiments/index.ts';
import type { PlaybookDefinition } from './contract-definition.ts';
import type { Measured, MeasuredVersion } from './decide-redefined.ts';

export interface StoredPlaybook {
  readonly key: string;
  readonly status: 'draft' | 'running' | 'paused';
  readonly version: number;
  readonly liveVersion: number | null;
  readonly origin: string;
  readonly updatedAt: Date;
  readonly definition: PlaybookDefinition;
}

interface Row {
  playbook_key: string;
  status: StoredPlaybook['status'];
  version: number;
  live_version: number | null;
  origin: string;
  updated_at: Date;
  definition: PlaybookDefinition;
}

function toPlaybook(row: Row): StoredPlaybook {
  const {
    playbook_key: key,
    status,
    version,
    live_version: liveVersion,
    origin,
    updated_at: updatedAt,
    definition,
  } = row;
  return { key, status, version, liveVersion, origin, updatedAt, definition };
}

const PLAYBOOK = sql`
  select p.playbook_key, p.status, p.version, p.live_version, p.origin, p.updated_at, v.definition
  from playbook p
  join playbook_version v on v.workspace_id = p.workspace_id and v.playbook_key = p.playbook_key and v.version = p.version`;

export async function listPlaybooks(tx: Tx, workspace: string): Promise<StoredPlaybook[]> {
  const found =
    await sql<Row>`${PLAYBOOK} where p.workspace_id = ${workspace} order by p.created_at, p.playbook_key`.execute(tx);
  return found.rows.map(toPlaybook);
}

export async function findPlaybook(
  tx: Tx,
  workspace: string,
  key: string,
  lock = false,
): Promise<StoredPlaybook | null> {
  const locking = lock ? sql`for update of p` : sql``;
  const found =
    await sql<Row>`${PLAYBOOK} where p.workspace_id = ${workspace} and p.playbook_key = ${key} ${locking}`.execute(tx);
  return found.rows[0] ? toPlaybook(found.rows[0]) : null;
}

export interface NewVersion {
  readonly definition: PlaybookDefinition;
  readonly version: number;
  readonly note: string;
  readonly origin: string;
  readonly ruleId: string;
  readonly by: string;
  readonly now: Date;
}

export async function saveVersion(tx: Tx, workspace: string, fresh: NewVersion): Promise<void> {
  const { definition, version, now } = fresh;
  await sql`
    insert into playbook (workspace_id, playbook_key, status, version, live_version, rule_id, origin, created_at, updated_at)
    values (${workspace}, ${definition.key}, 'draft', ${version}, null, ${fresh.ruleId}, ${fresh.origin}, ${now}, ${now})
    on conflict (workspace_id, playbook_key) do update set version = excluded.version, updated_at = excluded.updated_at`.execute(
    tx,
  );
  await sql`
    insert into playbook_version (workspace_id, playbook_key, version, definition, note, created_by, created_at)
    values (${workspace}, ${definition.key}, ${version}, ${JSON.stringify(definition)}, ${fresh.note}, ${fresh.by}, ${now})`.execute(
    tx,
  );
}

export async function setStatus(
  tx: Tx,
  workspace: string,
  key: string,
  status: StoredPlaybook['status'],
  liveVersion: number | null,
  now: Date,
): Promise<void> {
  await sql`
    update playbook set status = ${status}, live_version = ${liveVersion}, updated_at = ${now}
    where workspace_id = ${workspace} and playbook_key = ${key}`.execute(tx);
}

export async function findVersion(
  tx: Tx,
  workspace: string,
  key: string,
  version: number,
): Promise<PlaybookDefinition | null> {
  const found = await sql<{ definition: PlaybookDefinition }>`
    select definition from playbook_version
    where workspace_id = ${workspace} and playbook_key = ${key} and version = ${version}`.execute(tx);
  return found.rows[0]?.definition ?? null;
}

export type Rows = RawBuilder<unknown>;

/** Of rows (customer_id, period), those of customers in the treatment arm, as starts of a flow. */
export function treatedOf(
  workspace: string,
  fired: Rows,
  { subject, epoch }: { readonly subject: string; readonly epoch: number },
): Rows {
  return sql`select f.customer_id, f.period as start_key from (${fired}) f where ${isTreatedSql(workspace, subject, epoch, 'f.customer_id')}`;
}

/** Rows as a run of a rule has them; nobody asked a condition, so there are no reasons. */
export function handedOver(rows: readonly { readonly customerId: string; readonly period: string }[]): Rows {
  return sql`select h.customer_id, h.period, '{}'::jsonb as because
    from unnest(${rows.map((row) => row.customerId)}::text[], ${rows.map((row) => row.period)}::text[]) as h (customer_id, period)`;
}

export interface VersionRow {
  readonly version: number;
  readonly note: string;
  readonly created_by: string;
  readonly created_at: Date;
}

/** Newest first. */
export async function listVersions(tx: Tx, workspace: string, key: string, most = 50): Promise<VersionRow[]> {
  const found = await sql<VersionRow>`
    select version, note, created_by, created_at from playbook_version
    where workspace_id = ${workspace} and playbook_key = ${key} order by version desc limit ${most}`.execute(tx);
  return found.rows;
}

/** Later than `after`, oldest first: of each version only what is measured by. */
export async function listMeasured(tx: Tx, workspace: string, key: string, after: number): Promise<MeasuredVersion[]> {
  const found = await sql<{ version: number; created_by: string; created_at: Date; definition: Measured }>`
    select version, created_by, created_at, jsonb_build_object('goal', definition -> 'goal', 'windowDays', definition -> 'windowDays',
      'refundDays', definition -> 'refundDays', 'strata', definition -> 'strata', 'target', definition -> 'target',
      'economics', definition -> 'economics', 'audience', definition -> 'audience', 'consent', definition -> 'consent',
      'control', definition -> 'control') as definition
    from playbook_version
    where workspace_id = ${workspace} and playbook_key = ${key} and version > ${after} order by version`.execute(tx);
  return found.rows.map((row) => ({
    version: row.version,
    by: row.created_by,
    at: row.created_at,
    definition: row.definition,
  }));
}

/** How many customers (aliased `c`) a condition holds for. */
export async function countCustomers(tx: Tx, workspace: string, where: RawBuilder<unknown>): Promise<number> {
  const found = await sql<{
    n: number;
  }>`select count(*) as n from customer c where c.workspace_id = ${workspace} and ${where}`.execute(tx);
  return Number(found.rows[0]?.n ?? 0);
}

/** The customers of a run with the stratum each falls into: the first whose condition holds. */
export function withStratum(
  workspace: string,
  fired: RawBuilder<unknown>,
  strata: readonly { key: string; where: RawBuilder<unknown> }[],
): RawBuilder<unknown> {
  const cases = strata.map(({ key, where }) => sql`when ${where} then ${key}::text`);
  const stratum = cases.length > 0 ? sql`case ${sql.join(cases, sql` `)} else 'other' end` : sql`'other'::text`;
  return sql`
    select f.customer_id, f.because, ${stratum} as segment
    from (${fired}) f
    join customer c on c.workspace_id = ${workspace} and c.customer_id = f.customer_id`;
}
