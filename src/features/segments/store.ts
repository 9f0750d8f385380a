import { type RawBuilder, sql } from 'kysely';
import type { Choice, Group } from '../../engine/condition/index.ts';
import type { Words } from '../../engine/words.ts';
import { renderExpr } from '../../kit/sql/index.ts';
import type { Expr } from '../../engine/condition/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { consentedSql, inScope } from '../customers/index.ts';

export type { Choice };

export interface StoredSegment {
  readonly segmentId: string;
  readonly name: string;
  readonly description: string;
  readonly condition: Group;
  readonly memberCount: number | null;
  readonly countedAt: Date | null;
  readonly createdBy: string;
  readonly updatedAt: Date;
}

interface Row {
  segment_id: string;
  name: string;
  description: string;
  condition: Group;
  member_count: number | null;
  counted_at: Date | null;
  created_by: string;
  updated_at: Date;
}

function toSegment(row: Row): StoredSegment {
  return {
    segmentId: row.segment_id,
    name: row.name,
    description: row.description,
    condition: row.condition,
    memberCount: row.member_count,
    countedAt: row.counted_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
  };
}

const COLUMNS = sql`segment_id, name, description, condition, member_count, counted_at, created_by, updated_at`;

export async function listSegments(tx: Tx, workspace: string): Promise<StoredSegment[]> {
  const found = await sql<Row>`select ${COLUMNS} from segment where workspace_id = ${workspace} order by name`.execute(
    tx,
  );
  return found.rows.map(toSegment);
}

export async function findSegment(tx: Tx, workspace: string, id: string): Promise<StoredSegment | null> {
  const found =
    await sql<Row>`select ${COLUMNS} from segment where workspace_id = ${workspace} and segment_id = ${id}`.execute(tx);
  return found.rows[0] ? toSegment(found.rows[0]) : null;
}

export interface SegmentDraft {
  readonly segmentId: string;
  readonly name: string;
  readonly description: string;
  readonly condition: Group;
  readonly count: number;
  readonly by: string;
  readonly now: Date;
}

/** False when another segment has the name. */
export async function saveSegment(tx: Tx, workspace: string, draft: SegmentDraft): Promise<boolean> {
  const { segmentId, name, description, condition, count, by, now } = draft;
  const taken =
    await sql`select 1 from segment where workspace_id = ${workspace} and name = ${name} and segment_id <> ${segmentId}`.execute(
      tx,
    );
  if (taken.rows.length > 0) return false;
  await sql`
    insert into segment (workspace_id, segment_id, name, description, condition, member_count, counted_at, created_by, created_at, updated_at)
    values (${workspace}, ${segmentId}, ${name}, ${description}, ${JSON.stringify(condition)}, ${count}, ${now}, ${by}, ${now}, ${now})
    on conflict (workspace_id, segment_id) do update set name = excluded.name, description = excluded.description, condition = excluded.condition,
      member_count = excluded.member_count, counted_at = excluded.counted_at, updated_at = excluded.updated_at`.execute(
    tx,
  );
  return true;
}

export async function deleteSegment(tx: Tx, workspace: string, id: string): Promise<void> {
  await sql`delete from segment where workspace_id = ${workspace} and segment_id = ${id}`.execute(tx);
}

/** The condition of customers `c` who hold it and, when asked for, consent. `null` holds for everybody. */
export function audienceSql(
  ctx: Context,
  holds: Expr | null,
  consent: 'service' | 'marketing' | null,
): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (holds) parts.push(renderExpr(holds));
  if (consent !== null && !ctx.workspace.assumeConsent) {
    parts.push(consentedSql('c.customer_id', { workspace: ctx.workspace.id, purpose: consent, now: ctx.now }));
  }
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
}

export function valuesSql(values: Expr | null): RawBuilder<unknown> {
  return values ? renderExpr(values) : sql`'[]'::jsonb`;
}

export interface MemberRow {
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly phone: string | null;
}

/** Customers the caller may see for whom the condition holds, by id, after `after`. */
export async function findMembers(
  tx: Tx,
  ctx: Context,
  where: RawBuilder<unknown>,
  after: string,
  limit: number,
): Promise<MemberRow[]> {
  const found = await sql<MemberRow>`
    select c.customer_id, c.external_id, c.name, c.phone from customer c
    where c.workspace_id = ${ctx.workspace.id} and c.customer_id > ${after} ${inScope(ctx, 'c')} and ${where}
    order by c.customer_id limit ${limit}`.execute(tx);
  return found.rows;
}

export async function countMembers(tx: Tx, ctx: Context, where: RawBuilder<unknown>): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*) as n from customer c where c.workspace_id = ${ctx.workspace.id} ${inScope(ctx, 'c')} and ${where}`.execute(
    tx,
  );
  return Number(found.rows[0]?.n ?? 0);
}

export interface EventTypeInfo {
  readonly type: string;
  readonly words: Words | null;
  /** Property to JSON type, as seen. */
  readonly properties: Readonly<Record<string, string>>;
}

export async function listEventTypes(tx: Tx, workspace: string): Promise<EventTypeInfo[]> {
  const found = await sql<{
    type: string;
    name_zh: string | null;
    name_en: string | null;
    properties: Record<string, string>;
  }>`
    select type, name_zh, name_en, properties from event_type where workspace_id = ${workspace} order by type`.execute(
    tx,
  );
  return found.rows.map(({ type, name_zh: zh, name_en: en, properties }) => ({
    type,
    words: zh && en ? { zh, en } : null,
    properties,
  }));
}
