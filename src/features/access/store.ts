/** The registry of workspaces. */
import { sql } from 'kysely';
import type { Workspace, WorkspaceKind } from '../../kit/context.ts';
import type { Database, Tx } from '../../kit/db/database.ts';

interface WorkspaceRow {
  readonly workspace_id: string;
  readonly name: string;
  readonly kind: WorkspaceKind;
  readonly zone: string;
  readonly currency: string;
  readonly locale: 'zh' | 'en';
  readonly clock: Date | null;
  readonly assume_consent: boolean;
  readonly copied_from: string | null;
  readonly created_at: Date;
}

/** A workspace as access knows it. */
export interface KnownWorkspace extends Workspace {
  /** Of a scratch copy: where it was copied from; its people are those of that workspace. */
  readonly copiedFrom: string | null;
  readonly createdAt: Date;
}

function toWorkspace(row: WorkspaceRow): KnownWorkspace {
  return {
    id: row.workspace_id,
    name: row.name,
    kind: row.kind,
    zone: row.zone,
    currency: row.currency,
    locale: row.locale,
    clock: row.clock,
    assumeConsent: row.assume_consent,
    copiedFrom: row.copied_from,
    createdAt: row.created_at,
  };
}

const WORKSPACE = sql`
  select workspace_id, name, kind, zone, currency, locale, clock, assume_consent, copied_from, created_at from workspace`;

export async function findWorkspace(tx: Tx, id: string): Promise<KnownWorkspace | null> {
  const found = await sql<WorkspaceRow>`${WORKSPACE} where workspace_id = ${id}`.execute(tx);
  return found.rows[0] ? toWorkspace(found.rows[0]) : null;
}

export async function allWorkspaces(tx: Tx): Promise<KnownWorkspace[]> {
  const found = await sql<WorkspaceRow>`${WORKSPACE} order by created_at, workspace_id`.execute(tx);
  return found.rows.map(toWorkspace);
}

/** False when the id is taken. */
export async function insertWorkspace(tx: Tx, workspace: KnownWorkspace): Promise<boolean> {
  const done = await sql`
    insert into workspace (workspace_id, name, kind, zone, currency, locale, clock, assume_consent, settings, copied_from, created_at)
    values (${workspace.id}, ${workspace.name}, ${workspace.kind}, ${workspace.zone}, ${workspace.currency}, ${workspace.locale},
      ${workspace.clock}, ${workspace.assumeConsent}, '{}', ${workspace.copiedFrom}, ${workspace.createdAt})
    on conflict (workspace_id) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface WorkspaceChange {
  readonly name?: string | undefined;
  readonly zone?: string | undefined;
  readonly currency?: string | undefined;
  readonly locale?: 'zh' | 'en' | undefined;
}

export async function changeWorkspace(tx: Tx, id: string, change: WorkspaceChange): Promise<void> {
  const { name = null, zone = null, currency = null, locale = null } = change;
  await sql`
    update workspace set name = coalesce(${name}::text, name), zone = coalesce(${zone}::text, zone),
      currency = coalesce(${currency}::text, currency), locale = coalesce(${locale}::text, locale)
    where workspace_id = ${id}`.execute(tx);
}

export async function moveClock(tx: Tx, id: string, clock: Date | null): Promise<void> {
  await sql`update workspace set clock = ${clock}::timestamptz where workspace_id = ${id}`.execute(tx);
}

/**
 * Removes a scratch workspace with every row of the tables named, the last named first. The owner's pool: it is the only one that
 * may name another workspace's tables in one transaction. False when there is no scratch workspace of this id.
 */
export async function removeScratch(db: Database, id: string, tables: readonly string[]): Promise<boolean> {
  const client = await db.owner.connect();
  try {
    await client.query('begin');
    const found = await client.query(
      `select 1 from workspace where workspace_id = $1 and kind = 'scratch' for update`,
      [id],
    );
    for (const table of found.rowCount ? [...tables].reverse() : []) {
      await client.query(`delete from "${table}" where workspace_id = $1`, [id]);
    }
    await client.query(`delete from api_key where workspace_id = $1`, [id]);
    await client.query(`delete from workspace where workspace_id = $1 and kind = 'scratch'`, [id]);
    await client.query('commit');
    return Boolean(found.rowCount);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Keeps `removeScratch` out until this transaction ends. False when the workspace is another by now: removed, or made anew since. */
export async function holdWorkspace(tx: Tx, { id, createdAt }: KnownWorkspace): Promise<boolean> {
  const found = await sql`
    select 1 from workspace where workspace_id = ${id} and created_at = ${createdAt} for key share`.execute(tx);
  return found.rows.length > 0;
}

/** Null when there is no such workspace. */
export async function findSettings(tx: Tx, id: string): Promise<Record<string, unknown> | null> {
  const found = await sql<{
    settings: Record<string, unknown>;
  }>`select settings from workspace where workspace_id = ${id}`.execute(tx);
  return found.rows[0]?.settings ?? null;
}

export async function mergeSettings(tx: Tx, id: string, settings: Record<string, unknown>): Promise<void> {
  await sql`update workspace set settings = settings || ${JSON.stringify(settings)}::jsonb where workspace_id = ${id}`.execute(
    tx,
  );
}
