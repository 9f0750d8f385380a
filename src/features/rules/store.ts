import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { RuleDefinition } from './contract.ts';

export interface StoredRule {
  readonly ruleId: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly dueAt: Date | null;
  readonly sweptUntil: Date | null;
  readonly definition: RuleDefinition;
}

interface RuleRow {
  rule_id: string;
  version: number;
  enabled: boolean;
  due_at: Date | null;
  swept_until: Date | null;
  definition: RuleDefinition;
}

function toRule(row: RuleRow): StoredRule {
  return {
    ruleId: row.rule_id,
    version: row.version,
    enabled: row.enabled,
    dueAt: row.due_at,
    sweptUntil: row.swept_until,
    definition: row.definition,
  };
}

const RULE = sql`
  select r.rule_id, r.version, r.enabled, r.due_at, r.swept_until, v.definition
  from rule r
  join rule_version v on v.workspace_id = r.workspace_id and v.rule_id = r.rule_id and v.version = r.version`;

export async function listRules(tx: Tx, workspace: string): Promise<StoredRule[]> {
  const found =
    await sql<RuleRow>`${RULE} where r.workspace_id = ${workspace} order by r.created_at, r.rule_id`.execute(tx);
  return found.rows.map(toRule);
}

export async function findRule(tx: Tx, workspace: string, ruleId: string): Promise<StoredRule | null> {
  const found = await sql<RuleRow>`${RULE} where r.workspace_id = ${workspace} and r.rule_id = ${ruleId}`.execute(tx);
  return found.rows[0] ? toRule(found.rows[0]) : null;
}

/** Locks one rule whose time has come; another process working on it is passed over. */
export async function claimDueRule(
  tx: Tx,
  workspace: string,
  now: Date,
  not: readonly string[],
): Promise<StoredRule | null> {
  const found = await sql<RuleRow>`
    ${RULE} where r.workspace_id = ${workspace} and r.enabled and r.due_at <= ${now} and r.rule_id <> all(${[...not]}::text[])
    order by r.due_at, r.rule_id limit 1 for update of r skip locked`.execute(tx);
  return found.rows[0] ? toRule(found.rows[0]) : null;
}

/** Locks one rule that waits for something not to happen and has not been swept up to `until`. */
export async function claimWaitingRule(
  tx: Tx,
  workspace: string,
  until: Date,
  not: readonly string[],
): Promise<StoredRule | null> {
  const found = await sql<RuleRow>`
    ${RULE} where r.workspace_id = ${workspace} and r.enabled and r.trigger_kind = 'eventWithout'
      and r.swept_until < ${until} and r.rule_id <> all(${[...not]}::text[])
    order by r.rule_id limit 1 for update of r skip locked`.execute(tx);
  return found.rows[0] ? toRule(found.rows[0]) : null;
}

export async function findEventRules(tx: Tx, workspace: string, types: readonly string[]): Promise<StoredRule[]> {
  const found = await sql<RuleRow>`
    ${RULE} where r.workspace_id = ${workspace} and r.enabled and r.trigger_kind = 'event' and r.trigger_event = any(${[...types]}::text[])
    order by r.rule_id`.execute(tx);
  return found.rows.map(toRule);
}

export async function listenedTypes(tx: Tx, workspace: string): Promise<string[]> {
  const found = await sql<{ trigger_event: string }>`
    select distinct r.trigger_event from rule r
    where r.workspace_id = ${workspace} and r.enabled and r.trigger_kind = 'event'`.execute(tx);
  return found.rows.map((row) => row.trigger_event);
}

export interface SavedRule {
  readonly ruleId: string;
  readonly version: number;
  readonly definition: RuleDefinition;
  readonly enabled: boolean;
  readonly dueAt: Date | null;
  readonly sweptUntil: Date | null;
  readonly by: string;
  readonly now: Date;
}

export async function saveRule(tx: Tx, workspace: string, rule: SavedRule): Promise<void> {
  const { name, trigger } = rule.definition;
  const event = trigger.kind === 'event' || trigger.kind === 'eventWithout' ? trigger.event : null;
  await sql`
    insert into rule (workspace_id, rule_id, name_zh, name_en, version, enabled, trigger_kind, trigger_event, due_at, swept_until, created_at, updated_at)
    values (${workspace}, ${rule.ruleId}, ${name.zh}, ${name.en}, ${rule.version}, ${rule.enabled}, ${trigger.kind}, ${event},
      ${rule.dueAt}, ${rule.sweptUntil}, ${rule.now}, ${rule.now})
    on conflict (workspace_id, rule_id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, version = excluded.version,
      enabled = excluded.enabled, trigger_kind = excluded.trigger_kind, trigger_event = excluded.trigger_event, due_at = excluded.due_at,
      swept_until = excluded.swept_until, updated_at = excluded.updated_at`.execute(tx);
  await sql`
    insert into rule_version (workspace_id, rule_id, version, definition, created_by, created_at)
    values (${workspace}, ${rule.ruleId}, ${rule.version}, ${JSON.stringify(rule.definition)}, ${rule.by}, ${rule.now})
    on conflict (workspace_id, rule_id, version) do nothing`.execute(tx);
}

export interface Timers {
  readonly dueAt: Date | null;
  readonly sweptUntil: Date | null;
}

export async function setEnabled(
  tx: Tx,
  workspace: string,
  ruleId: string,
  enabled: boolean,
  timers: Timers,
  now: Date,
): Promise<void> {
  await sql`
    update rule set enabled = ${enabled}, due_at = ${timers.dueAt}, swept_until = ${timers.sweptUntil}, updated_at = ${now}
    where workspace_id = ${workspace} and rule_id = ${ruleId}`.execute(tx);
}

export async function setTimers(tx: Tx, workspace: string, ruleId: string, timers: Timers): Promise<void> {
  await sql`
    update rule set due_at = ${timers.dueAt}, swept_until = ${timers.sweptUntil} where workspace_id = ${workspace} and rule_id = ${ruleId}`.execute(
    tx,
  );
}

export interface RunRow {
  readonly run_id: string;
  readonly version: number;
  readonly trigger: string;
  readonly at: Date;
  readonly fired: number;
  readonly outcome: Record<string, unknown>;
  readonly error: string | null;
}

export async function insertRun(tx: Tx, workspace: string, ruleId: string, run: RunRow): Promise<void> {
  await sql`
    insert into rule_run (workspace_id, run_id, rule_id, version, trigger, at, fired, outcome, error)
    values (${workspace}, ${run.run_id}, ${ruleId}, ${run.version}, ${run.trigger}, ${run.at}, ${run.fired},
      ${JSON.stringify(run.outcome)}, ${run.error})`.execute(tx);
}

export async function listRuns(tx: Tx, workspace: string, ruleId: string, limit: number): Promise<RunRow[]> {
  const found = await sql<RunRow>`
    select run_id, version, trigger, at, fired, outcome, error from rule_run
    where workspace_id = ${workspace} and rule_id = ${ruleId} order by at desc, run_id desc limit ${limit}`.execute(tx);
  return found.rows;
}

export interface FiringRow {
  readonly rule_id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly version: number;
  readonly fired_at: Date;
  readonly because: { values: unknown[]; event?: string };
  readonly definition: RuleDefinition;
}

export async function listFirings(tx: Tx, workspace: string, customer: string, limit: number): Promise<FiringRow[]> {
  const found = await sql<FiringRow>`
    select f.rule_id, r.name_zh, r.name_en, f.version, f.fired_at, f.because, v.definition
    from rule_firing f
    join rule r on r.workspace_id = ${workspace} and r.rule_id = f.rule_id
    join rule_version v on v.workspace_id = ${workspace} and v.rule_id = f.rule_id and v.version = f.version
    where f.workspace_id = ${workspace} and f.customer_id = ${customer}
    order by f.fired_at desc limit ${limit}`.execute(tx);
  return found.rows;
}

/** The customers a run fired for, each with its reasons and the period it fired in: what an action works on. */
export function firedCustomers(workspace: string, runId: string): RawBuilder<unknown> {
  return sql`select f.customer_id, f.period, f.because from rule_firing f where f.workspace_id = ${workspace} and f.run_id = ${runId}`;
}

export interface Firing {
  readonly workspace: string;
  readonly ruleId: string;
  readonly version: number;
  readonly runId: string;
  readonly now: Date;
  /** Over customers aliased `c`. */
  readonly where: RawBuilder<unknown>;
  /** The left value of each leaf as one jsonb array. */
  readonly values: RawBuilder<unknown>;
  readonly period: string;
  /** Set for events: each is its own period `prefix + event id`. */
  readonly eventPeriodPrefix: string | null;
  readonly most: number | null;
}

/** Fires for every customer the condition holds for and who has not fired in the period yet. Returns how many. */
export async function fireForAll(tx: Tx, firing: Firing): Promise<number> {
  return insertFirings(tx, firing, sql`customer c`, sql`null::text`);
}

/** Rows (customer_id, event_id): fires for those of them the condition holds for. */
export async function fireForEvents(tx: Tx, firing: Firing, events: RawBuilder<unknown>): Promise<number> {
  const from = sql`(${events}) a join customer c on c.workspace_id = ${firing.workspace} and c.customer_id = a.customer_id`;
  return insertFirings(tx, firing, from, sql`a.event_id`);
}

/**
 * Fires for customers the condition has become true for since the last look, and remembers for whom it is true now.
 * `silent` only remembers: the first look of a rule that ignores those already there.
 */
export async function fireForNewlyTrue(tx: Tx, firing: Firing, silent: boolean): Promise<number> {
  const { workspace, ruleId, now } = firing;
  await sql`
    delete from rule_state s where s.workspace_id = ${workspace} and s.rule_id = ${ruleId} and not exists (
      select 1 from customer c where c.workspace_id = ${workspace} and c.customer_id = s.customer_id and ${firing.where})`.execute(
    tx,
  );
  const fresh = sql`
    insert into rule_state (workspace_id, rule_id, customer_id, since)
    select ${workspace}, ${ruleId}, c.customer_id, ${now}::timestamptz from customer c where c.workspace_id = ${workspace} and ${firing.where}
    on conflict (workspace_id, rule_id, customer_id) do nothing`;
  await fresh.execute(tx);
  if (silent) return 0;
  const from = sql`rule_state s join customer c on c.workspace_id = ${workspace} and c.customer_id = s.customer_id`;
  const since = sql`s.workspace_id = ${workspace} and s.rule_id = ${ruleId} and s.since = ${now}`;
  return insertFirings(tx, { ...firing, where: since }, from, sql`null::text`);
}

async function insertFirings(
  tx: Tx,
  firing: Firing,
  from: RawBuilder<unknown>,
  event: RawBuilder<unknown>,
): Promise<number> {
  const { workspace, ruleId, eventPeriodPrefix } = firing;
  const period = eventPeriodPrefix === null ? sql`${firing.period}::text` : sql`${eventPeriodPrefix}::text || ${event}`;
  const most = firing.most === null ? sql`` : sql`limit ${firing.most}`;
  const done = await sql`
    insert into rule_firing (workspace_id, rule_id, customer_id, period, version, run_id, fired_at, because)
    select ${workspace}, ${ruleId}, c.customer_id, ${period}, ${firing.version}::int, ${firing.runId}, ${firing.now}::timestamptz,
      jsonb_build_object('values', ${firing.values}) || case when ${event} is null then '{}'::jsonb else jsonb_build_object('event', ${event}) end
    from ${from}
    where c.workspace_id = ${workspace} and ${firing.where} and not exists (
      select 1 from rule_firing f where f.workspace_id = ${workspace} and f.rule_id = ${ruleId}
        and f.customer_id = c.customer_id and f.period = ${period})
    order by c.customer_id ${most}
    on conflict (workspace_id, rule_id, customer_id, period) do nothing`.execute(tx);
  return Number(done.numAffectedRows ?? 0);
}

export function eventRows(items: readonly { customerId: string; eventId: string }[]): RawBuilder<unknown> {
  return sql`select * from unnest(${items.map((item) => item.customerId)}::text[], ${items.map((item) => item.eventId)}::text[]) as e (customer_id, event_id)`;
}

/** Events of type `a` that occurred in (from, to] and were not followed by `b` of the same customer within `ms`. */
export function unfollowedEvents(
  workspace: string,
  a: string,
  b: string,
  from: Date,
  to: Date,
  ms: number,
): RawBuilder<unknown> {
  return sql`
    select a.customer_id, a.event_id from event a
    where a.workspace_id = ${workspace} and a.type = ${a} and a.occurred_at > ${from} and a.occurred_at <= ${to} and not exists (
      select 1 from event b where b.workspace_id = ${workspace} and b.customer_id = a.customer_id and b.type = ${b}
        and b.occurred_at > a.occurred_at and b.occurred_at <= a.occurred_at + ${ms}::float8 * interval '1 millisecond')`;
}

export interface EventFacts {
  readonly event_id: string;
  readonly customer_id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly amount: number | null;
  readonly properties: Record<string, unknown> | null;
}

export async function loadEvents(
  tx: Tx,
  workspace: string,
  ids: readonly string[],
  from: Date,
  to: Date,
): Promise<EventFacts[]> {
  const found = await sql<EventFacts>`
    select event_id, customer_id, type, occurred_at, amount, properties from event
    where workspace_id = ${workspace} and occurred_at >= ${from} and occurred_at <= ${to} and event_id = any(${[...ids]}::text[])
    order by occurred_at, event_id`.execute(tx);
  return found.rows;
}

/** The earliest moment at which an enabled rule runs by the clock, and whether any of these kinds of trigger is there. */
export async function nextMoment(
  tx: Tx,
  workspace: string,
  kinds: readonly string[],
  after: Date,
): Promise<{ dueAt: Date | null; followsEvents: boolean }> {
  const found = await sql<{ due_at: Date | null; follows: boolean | null }>`
    select min(r.due_at) filter (where r.due_at > ${after}) as due_at, bool_or(r.trigger_kind = any(${[...kinds]}::text[])) as follows
    from rule r where r.workspace_id = ${workspace} and r.enabled`.execute(tx);
  return { dueAt: found.rows[0]?.due_at ?? null, followsEvents: found.rows[0]?.follows ?? false };
}
