/** Answers become readings of the company's own metrics, a page of responses per statement, whatever their number. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Asking } from './asked.ts';
import type { LeftOut } from './contract-own.ts';
import type { OwnDefinition } from './contract-own-definition.ts';
import type { Source } from './decide-own.ts';
import type { z } from 'zod';

export interface Reader {
  readonly workspace: string;
  readonly zone: string;
  readonly definition: OwnDefinition;
  readonly sources: readonly Source[];
  /** Conditions over customers aliased `c`, of the segments left out. */
  readonly segments: readonly RawBuilder<unknown>[];
}

const TEST_TAGS = ['测试', 'test'];

/** The responses of a page, each with why it does not count, or null. */
function judged(reader: Reader, responses: readonly string[], askings: readonly Asking[]): RawBuilder<unknown> {
  const { workspace, definition, segments } = reader;
  const { touchpoint, exclude, window } = definition;
  const fits =
    touchpoint.channels.length > 0
      ? sql`coalesce(r.channel, '') = any(${[...touchpoint.channels]}::text[])`
      : sql`true`;
  const barred =
    exclude.channels.length > 0 ? sql`coalesce(r.channel, '') = any(${[...exclude.channels]}::text[])` : sql`false`;
  const tested = exclude.testCustomers
    ? sql`(r.via = 'sandbox' or exists (select 1 from customer_tag t where t.workspace_id = ${workspace}
        and t.customer_id = r.customer_id and t.tag = any(${TEST_TAGS}::text[])))`
    : sql`false`;
  const within = segments.map(
    (where) =>
      sql`exists (select 1 from customer c where c.workspace_id = ${workspace} and c.customer_id = r.customer_id and ${where})`,
  );
  const left = within.length > 0 ? sql`(${sql.join(within, sql` or `)})` : sql`false`;
  const late =
    window.days === null ? sql`false` : sql`r.answered_at > a.asked_at + make_interval(hours => ${window.days * 24})`;
  const opened = sql`coalesce(a.opened_at, case when r.started_at < r.completed_at then r.started_at end)`;
  const fast =
    exclude.fasterThan === null
      ? sql`false`
      : sql`r.completed_at < ${opened} + make_interval(secs => ${exclude.fasterThan})`;
  return sql`
    select r.response_id, r.playbook, r.version, r.form_key, r.customer_id, coalesce(r.channel, '') as channel, r.answers, r.answered_at,
      coalesce(a.share, 1) as share,
      to_char(r.answered_at at time zone ${reader.zone}, ${definition.period === 'month' ? 'YYYY-MM' : 'YYYY-"Q"Q'}) as period,
      case when ${exclude.partial} and r.completed_at is null then 'partial' when not ${fits} or ${barred} then 'channel'
        when ${tested} then 'test' when ${left} then 'segment' when ${late} then 'late' when ${fast} then 'fast' end as reason
    from (
      select r.response_id, r.playbook, r.version, r.form_key, r.customer_id, r.channel, r.via, r.answers, r.started_at, r.completed_at,
        coalesce(r.completed_at, r.updated_at) as answered_at
      from response r where r.workspace_id = ${workspace} and r.response_id = any(${[...responses]}::text[])
    ) r left join json_to_recordset(${JSON.stringify(askings)}::json)
      as a(response_id text, asked_at timestamptz, opened_at timestamptz, share numeric) on a.response_id = r.response_id`;
}

/** CTEs `judged`, `item` (one answered place), `told` (one score of one response and dimension). */
function told(reader: Reader, responses: readonly string[], askings: readonly Asking[]): RawBuilder<unknown> {
  const { formula, scale } = reader.definition;
  const values = formula.kind === 'yes' ? [...formula.values] : [];
  const whole = formula.kind === 'yes' ? sql`max(score)` : sql`round(avg(score), 2)`;
  return sql`
    judged as materialized (${judged(reader, responses, askings)}),
    item as materialized (
      select j.response_id, s.dimension, case s.kind
          when 'number' then case when (s.low, s.high) = (${scale.low}::numeric, ${scale.high}::numeric) then (a.value #>> '{}')::numeric
            else ${scale.low}::numeric + ((a.value #>> '{}')::numeric - s.low) * (${scale.high}::numeric - ${scale.low}::numeric) / (s.high - s.low) end
          when 'one' then case when a.value #>> '{}' = any(${values}::text[]) then 1 else 0 end
          else case when jsonb_exists_any(a.value, ${values}::text[]) then 1 else 0 end end as score
      from judged j
      join json_to_recordset(${JSON.stringify(reader.sources)}::json) as s(playbook text, version integer, form_key text, question text,
        row_id text, dimension text, kind text, low numeric, high numeric)
        on s.playbook = j.playbook and s.version = j.version and s.form_key = j.form_key
      cross join lateral (select case when s.row_id is null then j.answers -> s.question else j.answers -> s.question -> s.row_id end) as a(value)
      where j.reason is null
        and jsonb_typeof(a.value) = case s.kind when 'number' then 'number' when 'one' then 'string' else 'array' end
    ),
    told as materialized (
      select j.response_id, i.dimension, i.score, j.share, j.customer_id, j.playbook, j.form_key, j.channel, j.period, j.answered_at
      from (
        select response_id, '' as dimension, ${whole} as score from item group by response_id
        union all select response_id, dimension, ${whole} from item where dimension <> '' group by response_id, dimension
      ) i join judged j on j.response_id = i.response_id
    )`;
}

export interface OwnVersionKey {
  readonly metric: string;
  readonly version: number;
}

/** More are the page of a history, not answers that come in. */
const MANY = 200;

const KEYS = sql.raw('dimension, period, playbook, form_key, channel, share, score');
const CONFLICT = sql.raw('workspace_id, metric, version, dimension, period, playbook, form_key, channel, share, score');

/**
 * Reads a page anew: what was read of it leaves, what is read now enters, and of each customer, period and dimension the latest counts. Customers
 * are locked in one order first, so that of two pages of one customer one sees the other; doing it twice changes nothing.
 */
export async function readPage(
  tx: Tx,
  reader: Reader,
  key: OwnVersionKey,
  responses: readonly string[],
  askings: readonly Asking[],
): Promise<number> {
  const { workspace } = reader;
  const { metric, version } = key;
  const ids = [...responses];
  // Before the first statistics of a fresh table the planner takes it for empty and pairs a page with itself row by row: 10 s instead of 0.2.
  if (ids.length > MANY) await sql`set local enable_nestloop = off`.execute(tx);
  await sql`select 1 from customer where workspace_id = ${workspace} and customer_id in (
      select customer_id from response where workspace_id = ${workspace} and response_id = any(${ids}::text[]))
    order by customer_id for no key update`.execute(tx);
  await sql`
    with gone as (
      delete from own_reading where workspace_id = ${workspace} and metric = ${metric} and version = ${version}
        and response_id = any(${ids}::text[]) returning ${KEYS}, counts
    ), delta as (select ${KEYS}, count(*)::int as n from gone where counts group by ${KEYS})
    insert into own_count as c (workspace_id, metric, version, ${KEYS}, n)
    select ${workspace}, ${metric}, ${version}, ${KEYS}, -n from delta order by ${KEYS}
    on conflict (${CONFLICT}) do update set n = c.n + excluded.n`.execute(tx);
  const { rows } = await sql<{ n: number }>`
    with ${told(reader, ids, askings)}, written as (
      insert into own_reading (workspace_id, metric, version, response_id, dimension, score, share, customer_id, playbook, form_key,
        channel, period, answered_at, counts)
      select ${workspace}, ${metric}, ${version}, response_id, dimension, score, share, customer_id, playbook, form_key, channel, period,
        answered_at, false
      from told order by response_id, dimension returning 1
    ) select count(*)::int as n from written`.execute(tx);
  await settle(tx, workspace, key, ids);
  return rows[0]?.n ?? 0;
}

async function settle(
  tx: Tx,
  workspace: string,
  { metric, version }: OwnVersionKey,
  ids: readonly string[],
): Promise<void> {
  await sql`
    with who as materialized (
      select distinct customer_id from response where workspace_id = ${workspace} and response_id = any(${[...ids]}::text[])
    ), ranked as materialized (
      select r.response_id, r.dimension, r.counts, row_number() over (
          partition by r.customer_id, r.period, r.dimension order by r.answered_at desc, r.response_id desc) = 1 as latest
      from who join own_reading r on r.workspace_id = ${workspace} and r.customer_id = who.customer_id and r.metric = ${metric}
        and r.version = ${version}
    ), moved as (
      update own_reading r set counts = k.latest from ranked k
      where r.workspace_id = ${workspace} and r.metric = ${metric} and r.version = ${version} and r.response_id = k.response_id
        and r.dimension = k.dimension and k.counts <> k.latest
      returning r.dimension, r.period, r.playbook, r.form_key, r.channel, r.share, r.score, r.counts
    ), delta as (
      select ${KEYS}, sum(case when counts then 1 else -1 end)::int as n from moved group by ${KEYS}
    )
    insert into own_count as c (workspace_id, metric, version, ${KEYS}, n)
    select ${workspace}, ${metric}, ${version}, ${KEYS}, n from delta where n <> 0 order by ${KEYS}
    on conflict (${CONFLICT}) do update set n = c.n + excluded.n`.execute(tx);
}

export interface PreviewRow {
  readonly dimension: string;
  readonly period: string;
  readonly share: number;
  readonly score: number;
  readonly n: number;
}

/** What these responses would add up to, without writing anything. */
export async function tryPage(
  tx: Tx,
  reader: Reader,
  responses: readonly string[],
  askings: readonly Asking[],
): Promise<{ rows: PreviewRow[]; leftOut: { reason: z.infer<typeof LeftOut>; n: number }[] }> {
  const { rows } = await sql<PreviewRow & { reason: z.infer<typeof LeftOut> | null }>`
    with ${told(reader, responses, askings)}, ranked as (
      select dimension, period, share, score, row_number() over (
          partition by customer_id, period, dimension order by answered_at desc, response_id desc) = 1 as latest
      from told
    )
    select null as reason, dimension, period, share::float8 as share, score::float8 as score, count(*)::int as n
    from ranked where latest group by dimension, period, share, score
    union all
    select reason, '', '', 0, 0, count(*)::int from judged where reason is not null group by reason`.execute(tx);
  return {
    rows: rows.filter(({ reason }) => reason === null),
    leftOut: rows.flatMap(({ reason, n }) => (reason === null ? [] : [{ reason, n }])),
  };
}

const formsOf = (sources: readonly Source[]) =>
  sql`(r.playbook, r.form_key) in (select o.playbook, o.form_key
    from json_to_recordset(${JSON.stringify(sources)}::json) as o(playbook text, form_key text))`;

/** Responses to the forms read, by id. */
export async function responsesAfter(
  tx: Tx,
  workspace: string,
  sources: readonly Source[],
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ response_id: string }>`
    select r.response_id from response r where r.workspace_id = ${workspace} and r.response_id > ${after} and ${formsOf(sources)}
    order by r.response_id limit ${limit}`.execute(tx);
  return rows.map((row) => row.response_id);
}

export async function countResponses(tx: Tx, workspace: string, sources: readonly Source[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from response r
    where r.workspace_id = ${workspace} and ${formsOf(sources)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The newest since `from`. */
export async function recentResponses(
  tx: Tx,
  workspace: string,
  sources: readonly Source[],
  from: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ response_id: string }>`
    select r.response_id from response r where r.workspace_id = ${workspace} and r.updated_at >= ${from} and ${formsOf(sources)}
    order by r.updated_at desc, r.response_id desc limit ${limit}`.execute(tx);
  return rows.map((row) => row.response_id);
}
