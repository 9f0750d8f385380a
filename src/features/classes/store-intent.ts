import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { IntentDecision } from './contract-intent.ts';

/** The longest window. */
const DAYS = 180;

/** The first purchase of `a`'s customer after her answer, within the longest window. */
const firstPurchase = (workspace: string): RawBuilder<unknown> => sql`(
  select min(e.occurred_at) from event e where e.workspace_id = ${workspace} and e.customer_id = a.customer_id and e.type = 'purchase'
    and e.occurred_at > a.answered_at and e.occurred_at <= a.answered_at + make_interval(days => ${DAYS}))`;

/** When the next window of an answer is over; null when all are. */
const nextCheck = (now: Date): RawBuilder<unknown> => sql`case
  when a.answered_at + interval '30 days' > ${now} then a.answered_at + interval '30 days'
  when a.answered_at + interval '90 days' > ${now} then a.answered_at + interval '90 days'
  when a.answered_at + interval '180 days' > ${now} then a.answered_at + interval '180 days' end`;

/** Keeps the answers about buying of these customers that are not kept yet, each with what followed. */
export async function keepAnswers(tx: Tx, workspace: string, now: Date, customers: readonly string[]): Promise<void> {
  await sql`insert into intent_answer (workspace_id, response_id, customer_id, level, month, answered_at, bought_at, check_at)
    select ${workspace}, a.response_id, a.customer_id, least(5, greatest(0, round(a.score)))::smallint, a.month, a.answered_at,
      ${firstPurchase(workspace)}, ${nextCheck(now)}
    from metric_reading a where a.workspace_id = ${workspace} and a.customer_id = any(${[...customers]}::text[])
      and a.metric = 'intent' and a.dimension = ''
      and not exists (select 1 from intent_answer k where k.workspace_id = ${workspace} and k.response_id = a.response_id)
    order by a.response_id
    on conflict (workspace_id, response_id) do nothing`.execute(tx);
}

/** Answers that were corrected: the level is what the reading says now; what is no answer about buying any more is none here. */
export async function followReadings(tx: Tx, workspace: string, customers: readonly string[]): Promise<void> {
  const ids = [...customers];
  await sql`
    with kept as materialized (
      select k.response_id, a.level from intent_answer k left join (
        select response_id, least(5, greatest(0, round(score)))::smallint as level from metric_reading
        where workspace_id = ${workspace} and customer_id = any(${ids}::text[]) and metric = 'intent' and dimension = ''
      ) a on a.response_id = k.response_id
      where k.workspace_id = ${workspace} and k.customer_id = any(${ids}::text[]) and k.level is distinct from a.level
    ), changed as (
      update intent_answer k set level = n.level from kept n
      where k.workspace_id = ${workspace} and k.response_id = n.response_id and n.level is not null
    )
    delete from intent_answer k using kept n
    where k.workspace_id = ${workspace} and k.response_id = n.response_id and n.level is null`.execute(tx);
}

/** Answers whose next window is over are looked at once more: what was bought, and imported late, counts. Returns how many. */
export async function checkDue(tx: Tx, workspace: string, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with due as materialized (
      select response_id from intent_answer where workspace_id = ${workspace} and check_at <= ${now}
      order by check_at, response_id limit ${limit} for update skip locked
    ), done as (
      update intent_answer a set bought_at = ${firstPurchase(workspace)}, check_at = ${nextCheck(now)}
      from due d where a.workspace_id = ${workspace} and a.response_id = d.response_id returning a.response_id
    ) select count(*)::int as n from done`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Which of the customers have ever said whether they will buy. */
export async function whoAnswered(tx: Tx, workspace: string, customers: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`select distinct customer_id from intent_answer
    where workspace_id = ${workspace} and customer_id = any(${[...customers]}::text[]) order by customer_id`.execute(
    tx,
  );
  return rows.map((row) => row.customer_id);
}

/** After purchases of these customers were recorded, in whatever order. */
export async function noteBought(tx: Tx, workspace: string, customers: readonly string[]): Promise<void> {
  await sql`update intent_answer a set bought_at = found.at
    from (select a.response_id, ${firstPurchase(workspace)} as at from intent_answer a
      where a.workspace_id = ${workspace} and a.customer_id = any(${[...customers]}::text[]) order by a.response_id for update) found
    where a.workspace_id = ${workspace} and a.response_id = found.response_id and a.bought_at is distinct from found.at`.execute(
    tx,
  );
}

const PERIOD = {
  all: sql`''::text`,
  month: sql`month`,
  quarter: sql`substr(month, 1, 4) || '-Q' || ((substr(month, 6, 2)::int + 2) / 3)`,
} as const;

export interface CalibrationRow {
  readonly period: string;
  readonly level: number;
  readonly n: number;
  readonly k: number;
}

/** Of each customer and period her latest answer whose window is over: how many said a level, and bought within the window. */
export async function sumLevels(
  tx: Tx,
  workspace: string,
  now: Date,
  days: number,
  by: keyof typeof PERIOD,
): Promise<CalibrationRow[]> {
  const { rows } = await sql<CalibrationRow>`
    select period, level, count(*)::int as n,
      (count(*) filter (where bought_at <= answered_at + make_interval(days => ${days})))::int as k
    from (
      select distinct on (customer_id, ${PERIOD[by]}) ${PERIOD[by]} as period, level, answered_at, bought_at from intent_answer
      where workspace_id = ${workspace} and answered_at + make_interval(days => ${days}) <= ${now}
      order by customer_id, ${PERIOD[by]}, answered_at desc, response_id desc
    ) latest group by period, level order by period, level`.execute(tx);
  return rows;
}

export async function countWaiting(tx: Tx, workspace: string, now: Date, days: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from intent_answer
    where workspace_id = ${workspace} and answered_at + make_interval(days => ${days}) > ${now}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface PriorRow {
  readonly decided_at: Date;
  readonly window_days: number;
  readonly decision: IntentDecision;
}

export async function latestPrior(tx: Tx, workspace: string): Promise<PriorRow | null> {
  const { rows } = await sql<PriorRow>`select decided_at, window_days, decision from intent_prior
    where workspace_id = ${workspace} order by decided_at desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

export async function insertPrior(tx: Tx, workspace: string, row: PriorRow): Promise<void> {
  await sql`insert into intent_prior (workspace_id, decided_at, window_days, decision)
    values (${workspace}, ${row.decided_at}, ${row.window_days}, ${JSON.stringify(row.decision)})
    on conflict (workspace_id, decided_at) do update set window_days = excluded.window_days, decision = excluded.decision`.execute(
    tx,
  );
}

export async function hasAnswers(tx: Tx, workspace: string): Promise<boolean> {
  const { rows } = await sql`select 1 from intent_answer where workspace_id = ${workspace} limit 1`.execute(tx);
  return rows.length > 0;
}
