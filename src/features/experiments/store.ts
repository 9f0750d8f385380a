import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import { type Tx, tables } from '../../kit/db/database.ts';
import { inScope } from '../customers/index.ts';
import type { Arm, Epoch } from './contract.ts';

interface EpochRow {
  workspace_id: string;
  subject: string;
  epoch: number;
  salt: string;
  holdout: number;
  registered: Record<string, unknown>;
  starts_at: Date;
  ends_at: Date | null;
}

interface Tables {
  epoch: EpochRow;
}

function toEpoch(row: EpochRow): Epoch {
  return {
    subject: row.subject,
    epoch: row.epoch,
    salt: row.salt,
    holdout: row.holdout,
    registered: row.registered,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
  };
}

export async function listEpochs(tx: Tx, workspace: string, subject: string): Promise<Epoch[]> {
  const rows = await tables<Tables>(tx)
    .selectFrom('epoch')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('subject', '=', subject)
    .orderBy('epoch', 'desc')
    .execute();
  return rows.map(toEpoch);
}

export async function insertEpoch(tx: Tx, workspace: string, epoch: Epoch): Promise<void> {
  await sql`
    insert into epoch (workspace_id, subject, epoch, salt, holdout, registered, starts_at, ends_at)
    values (${workspace}, ${epoch.subject}, ${epoch.epoch}, ${epoch.salt}, ${epoch.holdout}, ${JSON.stringify(epoch.registered)}, ${epoch.startsAt}, null)
  `.execute(tx);
}

export async function updateEpoch(tx: Tx, workspace: string, epoch: Epoch): Promise<void> {
  await sql`
    update epoch set holdout = ${epoch.holdout}, registered = ${JSON.stringify(epoch.registered)}, starts_at = ${epoch.startsAt}
    where workspace_id = ${workspace} and subject = ${epoch.subject} and epoch = ${epoch.epoch}
  `.execute(tx);
}

export async function endEpoch(tx: Tx, workspace: string, subject: string, epoch: number, at: Date): Promise<void> {
  await sql`
    update epoch set ends_at = ${at} where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch} and ends_at is null
  `.execute(tx);
}

export async function hasEnrolments(tx: Tx, workspace: string, subject: string, epoch: number): Promise<boolean> {
  const found = await sql`
    select 1 from enrolment where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch} limit 1
  `.execute(tx);
  return found.rows.length > 0;
}

export interface EnrolRows {
  readonly workspace: string;
  readonly epoch: Epoch;
  readonly enteredAt: Date;
  readonly ruleId: string;
  readonly ruleVersion: number;
  /** Rows (customer_id, segment, because), one per customer, all of this workspace. */
  readonly candidates: RawBuilder<unknown>;
  /** Customers drawn below this share under the salt `global` are in no arm of any playbook; 0 for none. */
  readonly globalHoldout: number;
}

/** Writes both arms in one statement. */
export async function insertEnrolments(tx: Tx, rows: EnrolRows): Promise<Record<Arm, number>> {
  const { workspace, epoch, globalHoldout } = rows;
  const spared =
    globalHoldout > 0 ? sql`cross join lateral ${draw('global', 'g')} where g.u >= ${globalHoldout}` : sql``;
  const counted = await sql<{ arm: Arm; n: number }>`
    with candidate as (
      select q.customer_id, q.segment, q.because, c.external_id as unit
      from (${rows.candidates}) q
      join customer c on c.workspace_id = ${workspace} and c.customer_id = q.customer_id
    ), fresh as (
      insert into enrolment (workspace_id, subject, epoch, customer_id, unit, u, arm, segment, entered_at, rule_id, rule_version, because)
      select ${workspace}, ${epoch.subject}, ${epoch.epoch}, k.customer_id, k.unit, d.u,
        case when d.u < ${epoch.holdout} then 'control' else 'treatment' end,
        k.segment, ${rows.enteredAt}, ${rows.ruleId}, ${rows.ruleVersion}::int, k.because
      from candidate k cross join lateral ${draw(epoch.salt, 'd')} ${spared}
      order by k.customer_id
      on conflict (workspace_id, subject, epoch, customer_id) do nothing
      returning arm
    )
    select arm, count(*) as n from fresh group by arm
  `.execute(tx);
  const of = (arm: Arm): number => Number(counted.rows.find((row) => row.arm === arm)?.n ?? 0);
  return { treatment: of('treatment'), control: of('control') };
}

/**
 * The draw of `k.unit`, equal to engine/assignment to the last bit: u = first 8 bytes (big endian) of SHA-256(utf8(salt:unit)) / 2^64. Both
 * halves are exact doubles, so their sum is rounded once. `offset 0` keeps the planner from computing the hash once per use.
 */
function draw(salt: string, as: string): RawBuilder<unknown> {
  const hash = sql`select encode(substr(sha256(convert_to(${salt}::text || ':' || k.unit, 'UTF8')), 1, 8), 'hex') as hex offset 0`;
  const half = (from: number): RawBuilder<unknown> =>
    sql`('x' || substr(h.hex, ${sql.lit(from)}, 8))::bit(32)::bigint::float8`;
  return sql`(select ${half(1)} / 4294967296::float8 + ${half(9)} / 18446744073709551616::float8 as u from (${hash}) h) ${sql.ref(as)}`;
}

/** SQL for other rooms: (customer_id, unit) of `people` with `u`, the draw of the global hold-out. */
export function globallyDrawn(people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select k.*, g.u from (${people}) k cross join lateral ${draw('global', 'g')}`;
}

/** SQL for other rooms: whether the customer of a column (for example `f.customer_id`) is in the treatment arm of an epoch. */
export function isTreatedSql(workspace: string, subject: string, epoch: number, customer: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from enrolment e where e.workspace_id = ${workspace} and e.subject = ${subject} and e.epoch = ${epoch}
      and e.customer_id = ${sql.ref(customer)} and e.arm = 'treatment')`;
}

export interface EnrolmentRow {
  readonly subject: string;
  readonly epoch: number;
  readonly customer_id: string;
  readonly external_id: string;
  readonly name: string | null;
  readonly arm: Arm;
  readonly u: number;
  readonly segment: string;
  readonly entered_at: Date;
  readonly because: unknown;
}

export interface EnrolmentFilter {
  readonly subject?: string;
  readonly epoch?: number;
  readonly arm?: Arm;
  readonly segment?: string;
  readonly customer?: string;
  /** Entered at this instant or later. */
  readonly since?: Date;
  /** Continue after this (entered_at, customer_id), newest first. */
  readonly after?: { at: string; customer: string };
  readonly limit: number;
}

/** Newest first; only customers the caller may see. */
export async function findEnrolments(tx: Tx, ctx: Context, filter: EnrolmentFilter): Promise<EnrolmentRow[]> {
  const workspace = ctx.workspace.id;
  const conditions = [sql`e.workspace_id = ${workspace}`];
  if (filter.subject !== undefined) conditions.push(sql`e.subject = ${filter.subject}`);
  if (filter.epoch !== undefined) conditions.push(sql`e.epoch = ${filter.epoch}`);
  if (filter.arm !== undefined) conditions.push(sql`e.arm = ${filter.arm}`);
  if (filter.segment !== undefined) conditions.push(sql`e.segment = ${filter.segment}`);
  if (filter.customer !== undefined) conditions.push(sql`e.customer_id = ${filter.customer}`);
  if (filter.since !== undefined) conditions.push(sql`e.entered_at >= ${filter.since}`);
  if (filter.after)
    conditions.push(sql`(e.entered_at, e.customer_id) < (${filter.after.at}::timestamptz, ${filter.after.customer})`);
  const found = await sql<EnrolmentRow>`
    select e.subject, e.epoch, e.customer_id, c.external_id, c.name, e.arm, e.u, e.segment, e.entered_at, e.because
    from enrolment e
    join customer c on c.workspace_id = ${workspace} and c.customer_id = e.customer_id ${inScope(ctx, 'c')}
    where ${sql.join(conditions, sql` and `)}
    order by e.entered_at desc, e.customer_id desc
    limit ${filter.limit}
  `.execute(tx);
  return found.rows;
}

export interface ArmCount {
  readonly segment: string;
  readonly arm: Arm;
  readonly n: number;
}

export async function countArms(tx: Tx, workspace: string, subject: string, epoch: number): Promise<ArmCount[]> {
  const counted = await sql<ArmCount>`
    select segment, arm, count(*) as n from enrolment
    where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch}
    group by segment, arm order by segment, arm
  `.execute(tx);
  return counted.rows;
}
