/** Readings and their counts by score. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { GroupBy } from './contract.ts';

export interface NewReading {
  readonly response_id: string;
  readonly metric: string;
  readonly dimension: string;
  readonly score: number;
  readonly customer_id: string;
  readonly playbook: string;
  readonly form_key: string;
  readonly version: number;
  /** 0: outside any epoch. */
  readonly epoch: number;
  /** Empty: unknown. */
  readonly channel: string;
  readonly via: string;
  /** YYYY-MM in the workspace's zone. */
  readonly month: string;
  readonly answered_at: Date;
  /** With what chance she was asked; 1 for everybody. */
  readonly share: number;
}

const shape = sql.raw(
  'response_id text, metric text, dimension text, score numeric, customer_id text, playbook text, form_key text, version integer, epoch integer, channel text, via text, month text, answered_at timestamptz, share numeric',
);

/**
 * Writes readings that are new. Customers are locked by the rows they have, in one order, so that of two answers of one customer at the same
 * moment one sees the other; what counted before and does not any more leaves the counts, what counts now enters them. One reading of a
 * customer, playbook and month counts: the latest.
 */
export async function insertReadings(tx: Tx, workspace: string, rows: readonly NewReading[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { rows: written } = await sql<{ customer_id: string }>`
    insert into metric_reading (workspace_id, response_id, metric, dimension, score, customer_id, playbook, form_key, version, epoch,
      channel, via, month, answered_at, share, counts)
    select ${workspace}, response_id, metric, dimension, score, customer_id, playbook, form_key, version, epoch, channel, via, month,
      answered_at, share, false
    from json_to_recordset(${JSON.stringify(rows)}::json) as i(${shape}) order by response_id, metric, dimension
    on conflict (workspace_id, response_id, metric, dimension) do nothing returning customer_id`.execute(tx);
  return written.length;
}

/** Takes the readings of these responses out, of the counts too; returns whose they were and of which months. */
export async function forgetReadingsOf(
  tx: Tx,
  workspace: string,
  responses: readonly string[],
): Promise<{ customer_id: string; month: string }[]> {
  const ids = [...responses];
  await sql`select 1 from customer where workspace_id = ${workspace} and customer_id in (
      select customer_id from metric_reading where workspace_id = ${workspace} and response_id = any(${ids}::text[]))
    order by customer_id for no key update`.execute(tx);
  const { rows } = await sql<{ customer_id: string; month: string }>`
    with gone as (
      delete from metric_reading where workspace_id = ${workspace} and response_id = any(${ids}::text[])
      returning customer_id, metric, dimension, month, playbook, epoch, form_key, channel, share, score, counts
    ), delta as (
      select metric, dimension, month, playbook, epoch, form_key, channel, share, score, count(*)::int as n
      from gone where counts group by metric, dimension, month, playbook, epoch, form_key, channel, share, score
    ), counted as (
      insert into metric_count as c (workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, share, score, n)
      select ${workspace}, metric, dimension, month, playbook, epoch, form_key, channel, share, score, -n from delta
      order by metric, dimension, month, playbook, epoch, form_key, channel, share, score
      on conflict (workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, share, score)
        do update set n = c.n + excluded.n
    )
    select distinct customer_id, month from gone order by customer_id, month`.execute(tx);
  return rows;
}

/** Which readings of these customers and months count, made true; returns how many changed. */
export async function settleCounts(tx: Tx, workspace: string, customers: readonly string[], months: readonly string[]) {
  if (customers.length === 0) return 0;
  const who = [...new Set(customers)].sort();
  await sql`select 1 from customer where workspace_id = ${workspace} and customer_id = any(${who}::text[])
    order by customer_id for no key update`.execute(tx);
  const { rows } = await sql<{ n: number }>`
    with ranked as materialized (
      select response_id, metric, dimension, counts, row_number() over (
          partition by customer_id, metric, dimension, playbook, month order by answered_at desc, response_id desc) = 1 as latest
      from metric_reading where workspace_id = ${workspace} and customer_id = any(${who}::text[])
        and month = any(${[...new Set(months)]}::text[])
    ), moved as (
      update metric_reading r set counts = k.latest from ranked k
      where r.workspace_id = ${workspace} and r.response_id = k.response_id and r.metric = k.metric
        and r.dimension = k.dimension and k.counts <> k.latest
      returning r.metric, r.dimension, r.month, r.playbook, r.epoch, r.form_key, r.channel, r.share, r.score, r.counts
    ), delta as (
      select metric, dimension, month, playbook, epoch, form_key, channel, share, score,
        sum(case when counts then 1 else -1 end)::int as n
      from moved group by metric, dimension, month, playbook, epoch, form_key, channel, share, score
    ), counted as (
      insert into metric_count as c (workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, share, score, n)
      select ${workspace}, metric, dimension, month, playbook, epoch, form_key, channel, share, score, n from delta where n <> 0
      order by metric, dimension, month, playbook, epoch, form_key, channel, share, score
      on conflict (workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, share, score)
        do update set n = c.n + excluded.n
    )
    select count(*)::int as n from moved`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function saveDimensions(
  tx: Tx,
  workspace: string,
  rows: readonly { metric: string; dimension: string; name_zh: string; name_en: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  // Known ones are not touched at all: a conflict locks its row even where nothing is updated, and answers read at once would wait for each other.
  await sql`insert into metric_dimension as d (workspace_id, metric, dimension, name_zh, name_en)
    select ${workspace}, metric, dimension, name_zh, name_en
    from json_to_recordset(${JSON.stringify(rows)}::json) as i(metric text, dimension text, name_zh text, name_en text)
    where not exists (select 1 from metric_dimension k where k.workspace_id = ${workspace} and k.metric = i.metric
      and k.dimension = i.dimension and k.name_zh = i.name_zh and k.name_en = i.name_en)
    order by metric, dimension
    on conflict (workspace_id, metric, dimension) do update set name_zh = excluded.name_zh, name_en = excluded.name_en
    where (d.name_zh, d.name_en) is distinct from (excluded.name_zh, excluded.name_en)`.execute(tx);
}

export async function listDimensions(tx: Tx, workspace: string) {
  const { rows } = await sql<{ metric: string; dimension: string; name_zh: string; name_en: string }>`
    select metric, dimension, name_zh, name_en from metric_dimension where workspace_id = ${workspace}
    order by metric, dimension`.execute(tx);
  return rows;
}

export interface CountFilter {
  readonly metric?: string | undefined;
  readonly playbook?: string | undefined;
  readonly epoch?: number | undefined;
  readonly form?: string | undefined;
  readonly channel?: string | undefined;
  /** undefined: the whole only. null: every dimension, without the whole. */
  readonly dimension?: string | null | undefined;
  /** Months, both inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const COLUMN: Readonly<Record<GroupBy | 'metric', string>> = {
  metric: 'metric',
  dimension: 'dimension',
  playbook: 'playbook',
  epoch: 'epoch',
  form: 'form_key',
  channel: 'channel',
  month: 'month',
};

export interface CountRow {
  readonly metric: string;
  readonly key: string;
  readonly score: number;
  readonly share: number;
  readonly n: number;
}

/** Answers by metric, group, score and the chance of being asked, from the counts. */
export async function sumCounts(
  tx: Tx,
  workspace: string,
  filter: CountFilter,
  by: GroupBy | 'metric' = 'metric',
): Promise<CountRow[]> {
  const key = sql.ref(COLUMN[by]);
  const { rows } = await sql<CountRow>`
    select metric, ${key}::text as key, score::float8 as score, share::float8 as share, sum(n)::int as n from metric_count
    where workspace_id = ${workspace} ${conditions(filter)}
    group by metric, ${key}, score, share having sum(n) <> 0 order by metric, key, score, share`.execute(tx);
  return rows;
}

function conditions({ metric, playbook, epoch, form, channel, dimension, from, to }: CountFilter): RawBuilder<unknown> {
  const parts = [
    metric === undefined ? null : sql`and metric = ${metric}`,
    playbook === undefined ? null : sql`and playbook = ${playbook}`,
    epoch === undefined ? null : sql`and epoch = ${epoch}`,
    form === undefined ? null : sql`and form_key = ${form}`,
    channel === undefined ? null : sql`and channel = ${channel}`,
    dimension === null ? sql`and dimension <> ''` : sql`and dimension = ${dimension ?? ''}`,
    from === undefined ? null : sql`and month >= ${from}`,
    to === undefined ? null : sql`and month <= ${to}`,
  ];
  return sql.join(
    parts.filter((part) => part !== null),
    sql` `,
  );
}

/** What there is to choose from. */
export async function distinctOf(tx: Tx, workspace: string): Promise<{ playbooks: string[]; channels: string[] }> {
  const { rows } = await sql<{ playbook: string; channel: string }>`select distinct playbook, channel from metric_count
    where workspace_id = ${workspace} and n > 0 order by playbook, channel`.execute(tx);
  const channels = [...new Set(rows.map((row) => row.channel))].filter(Boolean).sort();
  return { playbooks: [...new Set(rows.map((row) => row.playbook))], channels };
}

export async function forgetReadings(tx: Tx, workspace: string): Promise<void> {
  await sql`delete from metric_count where workspace_id = ${workspace}`.execute(tx);
  await sql`delete from metric_reading where workspace_id = ${workspace}`.execute(tx);
}

/** The forms that ask for a metric, in any version. */
export async function formsAsking(
  tx: Tx,
  workspace: string,
  metric: string,
): Promise<{ playbook: string; form: string }[]> {
  const { rows } = await sql<{ playbook: string; form: string }>`
    select distinct f.playbook, f.form_key as form from form_version f
    where f.workspace_id = ${workspace} and exists (select 1 from jsonb_array_elements(f.definition -> 'questions') as q(value)
      where q.value ->> 'metric' = ${metric}) order by 1, 2`.execute(tx);
  return rows;
}
