/** Alerts, of goals and of arms. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Alert, Cause, Seen } from './contract-alerts.ts';
import { goalsInScope } from './store.ts';

export interface AlertRow {
  readonly alert_id: string;
  readonly about: string;
  readonly kind: Alert['kind'];
  readonly goal_id: string | null;
  readonly side: -1 | 0 | 1;
  readonly day: string;
  readonly seen: Seen;
  readonly cause: Cause | null;
  readonly recent_cause: Cause | null;
  readonly recent_at: Date | null;
  readonly inside: number;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly close_reason: Alert['closeReason'];
  readonly acknowledged_by: string | null;
  readonly acknowledged_at: Date | null;
  readonly note: string | null;
  readonly quiet_until: string | null;
  readonly assignee_id: string | null;
  readonly indicator: string | null;
  readonly team_id: string | null;
  readonly playbook: string | null;
}

const ALERT = sql`
  select a.alert_id, a.about, a.kind, a.goal_id, a.side, to_char(a.day, 'YYYY-MM-DD') as day, a.seen, a.cause, a.recent_cause, a.recent_at, a.inside, a.opened_at, a.closed_at,
    a.close_reason, a.acknowledged_by, a.acknowledged_at, a.note, to_char(a.quiet_until, 'YYYY-MM-DD') as quiet_until, a.assignee_id,
    g.indicator, g.team_id, g.playbook
  from goal_alert a left join goal g on g.workspace_id = a.workspace_id and g.goal_id = a.goal_id`;

/** What is not about a goal is about the whole company's experiments, whoever works in which team. */
const inScope = (ctx: Context): RawBuilder<unknown> =>
  ctx.scope.kind === 'all' ? sql`` : sql`and (a.goal_id is null or (true ${goalsInScope(ctx, 'g')}))`;

export async function listAlertRows(
  tx: Tx,
  ctx: Context,
  { state, goal }: { state: 'open' | 'closed'; goal?: string | undefined },
): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`${ALERT}
    where a.workspace_id = ${ctx.workspace.id} and (a.closed_at is null) = ${state === 'open'}
      ${goal === undefined ? sql`` : sql`and a.goal_id = ${goal}`} ${inScope(ctx)}
    order by a.opened_at desc, a.alert_id limit 200`.execute(tx);
  return rows;
}

export async function findAlert(tx: Tx, ctx: Context, id: string): Promise<AlertRow | null> {
  const { rows } = await sql<AlertRow>`${ALERT}
    where a.workspace_id = ${ctx.workspace.id} and a.alert_id = ${id} ${inScope(ctx)} for update of a`.execute(tx);
  return rows[0] ?? null;
}

/** What is open about one thing. */
export async function findOpen(
  tx: Tx,
  workspace: string,
  about: string,
): Promise<{ alert_id: string; side: -1 | 0 | 1; inside: number } | null> {
  const { rows } = await sql<{ alert_id: string; side: -1 | 0 | 1; inside: number }>`
    select alert_id, side, inside from goal_alert
    where workspace_id = ${workspace} and about = ${about} and closed_at is null`.execute(tx);
  return rows[0] ?? null;
}

export interface NewAlert {
  readonly alertId: string;
  readonly about: string;
  readonly kind: Alert['kind'];
  readonly goalId: string | null;
  readonly version: number | null;
  readonly side: -1 | 0 | 1;
  readonly day: string;
  readonly seen: Seen;
  readonly cause: Cause | null;
}

/** False when one is open about the same thing. */
export async function insertAlert(tx: Tx, workspace: string, alert: NewAlert, at: Date): Promise<boolean> {
  const { cause } = alert;
  const done = await sql`
    insert into goal_alert (workspace_id, alert_id, about, kind, goal_id, version, side, day, seen, cause, inside, opened_at)
    values (${workspace}, ${alert.alertId}, ${alert.about}, ${alert.kind}, ${alert.goalId}, ${alert.version}::int, ${alert.side}::int,
      ${alert.day}::date, ${JSON.stringify(alert.seen)}, ${cause === null ? null : JSON.stringify(cause)}::jsonb, 0, ${at})
    on conflict (workspace_id, about) where closed_at is null do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function countInside(tx: Tx, workspace: string, id: string, inside: number): Promise<void> {
  await sql`update goal_alert set inside = ${inside}::int where workspace_id = ${workspace} and alert_id = ${id}`.execute(
    tx,
  );
}

export async function closeAlert(
  tx: Tx,
  workspace: string,
  about: string,
  reason: NonNullable<Alert['closeReason']>,
  at: Date,
): Promise<void> {
  await sql`update goal_alert set closed_at = ${at}, close_reason = ${reason}
    where workspace_id = ${workspace} and about = ${about} and closed_at is null`.execute(tx);
}

export interface Handling {
  readonly acknowledged_by: string | null;
  readonly acknowledged_at: Date | null;
  readonly note: string | null;
  readonly quiet_until: string | null;
  readonly assignee_id: string | null;
}

export async function updateAlert(tx: Tx, workspace: string, id: string, now: Handling): Promise<void> {
  await sql`
    update goal_alert set acknowledged_by = ${now.acknowledged_by}, acknowledged_at = ${now.acknowledged_at}, note = ${now.note},
      quiet_until = ${now.quiet_until}::date, assignee_id = ${now.assignee_id}
    where workspace_id = ${workspace} and alert_id = ${id}`.execute(tx);
}

export async function saveRecentCause(tx: Tx, workspace: string, id: string, cause: Cause, at: Date): Promise<void> {
  await sql`update goal_alert set recent_cause = ${JSON.stringify(cause)}::jsonb, recent_at = ${at}
    where workspace_id = ${workspace} and alert_id = ${id}`.execute(tx);
}

/** True for the one who comes first on this day. */
export async function claimRatioDay(tx: Tx, workspace: string, day: string): Promise<boolean> {
  const done = await sql`
    insert into goal_ratio_day as d (workspace_id, looked_to) values (${workspace}, ${day}::date)
    on conflict (workspace_id) do update set looked_to = excluded.looked_to where d.looked_to < excluded.looked_to`.execute(
    tx,
  );
  return done.numAffectedRows === 1n;
}

export interface ArmSizes {
  /** epoch:<playbook>:<n> or trial:<playbook>:<n> */
  readonly about: string;
  readonly playbook: string;
  readonly number: number;
  /** Planned share of the second. */
  readonly share: number;
  readonly first: number;
  readonly second: number;
}

/** Arms of running epochs, and of wordings that are tried against each other. */
export async function runningArms(tx: Tx, workspace: string): Promise<ArmSizes[]> {
  const { rows } = await sql<ArmSizes>`
    select 'epoch:' || p.subject || ':' || p.epoch as about, p.subject as playbook, p.epoch as number, p.holdout as share,
      count(*) filter (where m.arm = 'treatment')::int as first, count(*) filter (where m.arm = 'control')::int as second
    from epoch p join enrolment m on m.workspace_id = ${workspace} and m.subject = p.subject and m.epoch = p.epoch
    where p.workspace_id = ${workspace} and p.ends_at is null and p.holdout > 0
    group by p.subject, p.epoch, p.holdout
    union all
    select 'trial:' || x.playbook || ':' || x.number, x.playbook, x.number, (x.registered #>> '{part,share}')::float8,
      count(*) filter (where u.variant = 'a')::int, count(*) filter (where u.variant = 'b')::int
    from experiment x join experiment_unit u on u.workspace_id = ${workspace} and u.experiment_id = x.experiment_id
    where x.workspace_id = ${workspace} and x.state = 'running'
    group by x.playbook, x.number, x.registered
    order by 1`.execute(tx);
  return rows;
}

export async function openRatios(tx: Tx, workspace: string): Promise<string[]> {
  const { rows } = await sql<{ about: string }>`
    select about from goal_alert where workspace_id = ${workspace} and kind = 'ratio' and closed_at is null order by about`.execute(
    tx,
  );
  return rows.map(({ about }) => about);
}
