import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** What is summed: the enrolled of one epoch, over windows that lie wholly before `asOf`. */
export interface Frame {
  readonly workspace: string;
  readonly subject: string;
  readonly epoch: number;
  readonly asOf: Date;
  /** The event type that counts as success. */
  readonly goal: string;
  readonly windowDays: number;
  /** Further days before a customer counts as matured. */
  readonly refundDays: number;
}

/** Days of spend before entry that the revenue is adjusted by. */
const BEFORE_DAYS = 90;
const DAY = sql`interval '24 hours'`;

/**
 * One row per matured customer, from her events around her own window. Reads events through the index by customer, of the types
 * that count only; `asOf` bounds both the months and the people.
 */
export function perCustomer(frame: Frame): RawBuilder<unknown> {
  const { workspace, subject, epoch, asOf, goal, windowDays, refundDays } = frame;
  const end = sql`m.entered_at + ${windowDays}::int * ${DAY}`;
  const inside = sql`ev.occurred_at >= m.entered_at`;
  const money = sql`ev.type in ('purchase', 'refund')`;
  return sql`
    select m.customer_id, m.arm, m.segment, m.entered_at,
      coalesce(bool_or(ev.type = ${goal} and ${inside}), false) as converted,
      coalesce(bool_or(ev.type = 'purchase' and ${inside}), false) as bought,
      coalesce(sum(ev.amount) filter (where ${money} and ${inside}), 0) as net,
      coalesce(sum(ev.amount) filter (where ${money} and not (${inside})), 0) as before
    from enrolment m
    left join event ev on ev.workspace_id = ${workspace} and ev.customer_id = m.customer_id
      and ev.type in (${goal}, 'purchase', 'refund')
      and ev.occurred_at >= m.entered_at - ${BEFORE_DAYS}::int * ${DAY} and ev.occurred_at < ${end}
      and ev.occurred_at < ${asOf}
    where m.workspace_id = ${workspace} and m.subject = ${subject} and m.epoch = ${epoch}
      and m.entered_at <= ${asOf}::timestamptz - ${windowDays + refundDays}::int * ${DAY}
    group by m.customer_id, m.arm, m.segment, m.entered_at`;
}

export interface ArmSums {
  readonly arm: 'treatment' | 'control';
  readonly matured: number;
  readonly converters: number;
  readonly buyers: number;
  readonly sum: number;
  readonly sumsq: number;
  readonly capped_sum: number;
  readonly capped_sumsq: number;
  readonly above_cap: number;
  readonly before_sum: number;
  readonly before_sumsq: number;
  readonly capped_before: number;
  readonly cap: number | null;
}

/** Sums per arm in one pass; the cap is the 99th percentile (percentile_cont) of the revenue of both arms that is not 0. */
export async function sumArms(tx: Tx, frame: Frame): Promise<ArmSums[]> {
  const found = await sql<ArmSums>`
    with person as materialized (${perCustomer(frame)}),
    tail as (select percentile_cont(0.99) within group (order by net::float8) as cap from person where net <> 0),
    money as (
      select p.*, tail.cap, least(p.net::float8, coalesce(tail.cap, p.net::float8)) as capped from person p cross join tail
    )
    select arm, count(*) as matured, count(*) filter (where converted) as converters, count(*) filter (where bought) as buyers,
      sum(net) as sum, sum(net * net) as sumsq, sum(capped) as capped_sum, sum(capped * capped) as capped_sumsq,
      count(*) filter (where net > cap) as above_cap, sum(before) as before_sum, sum(before * before) as before_sumsq,
      sum(capped * before::float8) as capped_before, max(cap) as cap
    from money group by arm`.execute(tx);
  return found.rows;
}

export interface StratumSums {
  readonly arm: 'treatment' | 'control';
  readonly segment: string;
  readonly matured: number;
  readonly converters: number;
}

export async function sumStrata(tx: Tx, frame: Frame): Promise<StratumSums[]> {
  const found = await sql<StratumSums>`
    select arm, segment, count(*) as matured, count(*) filter (where converted) as converters
    from (${perCustomer(frame)}) person group by arm, segment order by segment, arm`.execute(tx);
  return found.rows;
}

export interface EnrolledSums {
  readonly arm: 'treatment' | 'control';
  readonly enrolled: number;
  readonly first_at: Date;
  readonly last_at: Date;
}

export async function sumEnrolled(
  tx: Tx,
  workspace: string,
  subject: string,
  epoch: number,
  asOf: Date,
): Promise<EnrolledSums[]> {
  const found = await sql<EnrolledSums>`
    select arm, count(*) as enrolled, min(entered_at) as first_at, max(entered_at) as last_at from enrolment
    where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch} and entered_at <= ${asOf}
    group by arm`.execute(tx);
  return found.rows;
}

export interface QuarterSums {
  readonly arm: 'treatment' | 'control';
  /** 2026Q1, of entry, in the zone. */
  readonly quarter: string;
  readonly n: number;
  readonly sum: number;
  readonly sumsq: number;
}

export async function sumQuarters(tx: Tx, frame: Frame, zone: string): Promise<QuarterSums[]> {
  const found = await sql<QuarterSums>`
    select arm, to_char((entered_at at time zone ${zone})::date, 'YYYY"Q"Q') as quarter, count(*)::int as n,
      sum(net)::float8 as sum, sum(net * net)::float8 as sumsq
    from (${perCustomer(frame)}) person group by 1, 2 order by 2, 1`.execute(tx);
  return found.rows;
}
